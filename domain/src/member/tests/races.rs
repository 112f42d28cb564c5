use super::{MemberError, is_refused, leads_to};
use crate::{testing::day, vocabulary::TextError};

const ID: &str = "0197f3c0-5a00-7000-8000-00000000c001";

fn race(date: &str, name: &str) -> String {
    format!(r#"{{"race":{{"race_id":"{ID}","date":"{date}","kind":"olympic","priority":"A","name":"{name}"}}}}"#)
}

fn add(date: &str, name: &str) -> String {
    format!(r#"{{"add-race":{}}}"#, race(date, name))
}

fn added(date: &str) -> String {
    format!(r#"{{"RaceAdded":{}}}"#, race(date, "Prague"))
}

fn move_to(date: &str) -> String {
    format!(r#"{{"move-race":{{"race_id":"{ID}","date":"{date}"}}}}"#)
}

fn cancel() -> String {
    format!(r#"{{"cancel-race":{{"race_id":"{ID}"}}}}"#)
}

fn cancelled() -> String {
    format!(r#"{{"RaceCancelled":{{"race_id":"{ID}"}}}}"#)
}

#[test]
fn a_race_is_added_and_the_same_again_changes_nothing() {
    leads_to(&[], &add("2025-06-14", " Prague "), &[&added("2025-06-14")]);
    leads_to(&[&added("2025-06-14")], &add("2025-06-14", "Prague"), &[]);
}

#[test]
fn another_race_needs_another_id() {
    is_refused(&[&added("2025-06-14")], &add("2025-06-15", "Prague"), MemberError::RaceExists);
}

#[test]
fn a_race_lies_ahead_and_within_five_years() {
    is_refused(&[], &add("2025-05-01", "Prague"), MemberError::RaceOver(day("2025-05-01")));
    leads_to(&[], &add("2025-05-02", "Prague"), &[&added("2025-05-02")]);
    leads_to(&[], &add("2030-05-03", "Prague"), &[&added("2030-05-03")]);
    is_refused(&[], &add("2030-05-04", "Prague"), MemberError::RaceTooFarAway(day("2030-05-04")));
}

#[test]
fn a_race_has_a_name_of_at_most_100_characters() {
    is_refused(&[], &add("2025-06-14", ""), MemberError::Name(TextError::Empty));
    let error = MemberError::Name(TextError::TooLong { given: 101, max: 100 });
    is_refused(&[], &add("2025-06-14", &"x".repeat(101)), error);
}

#[test]
fn a_target_time_is_one_that_a_race_can_take() {
    for seconds in [59, 604_801] {
        let target = format!(r#""name":"Prague","target_time_s":{seconds}"#);
        let asked = add("2025-06-14", "Prague").replace(r#""name":"Prague""#, &target);
        is_refused(&[], &asked, MemberError::TargetTime);
    }
}

#[test]
fn a_race_is_moved() {
    let moved = |from: &str, to: &str| format!(r#"{{"RaceMoved":{{"race_id":"{ID}","from":"{from}","to":"{to}"}}}}"#);
    let history = [added("2025-06-14"), moved("2025-06-14", "2025-06-21")];
    leads_to(&[&history[0]], &move_to("2025-06-21"), &[&history[1]]);
    leads_to(&[&history[0], &history[1]], &move_to("2025-06-21"), &[]);
    leads_to(&[&history[0], &history[1]], &move_to("2025-06-28"), &[&moved("2025-06-21", "2025-06-28")]);
    is_refused(&[&history[0]], &move_to("2025-05-01"), MemberError::RaceOver(day("2025-05-01")));
}

#[test]
fn a_race_is_cancelled_once_and_then_left_alone() {
    let history = [added("2025-06-14"), cancelled()];
    leads_to(&[&history[0]], &cancel(), &[&cancelled()]);
    for asked in [cancel(), move_to("2025-06-21"), add("2025-06-14", "Prague")] {
        is_refused(&[&history[0], &history[1]], &asked, MemberError::RaceCancelled);
    }
}

#[test]
fn what_is_not_in_the_calendar_cannot_be_moved_or_cancelled() {
    is_refused(&[], &move_to("2025-06-21"), MemberError::UnknownRace);
    is_refused(&[], &cancel(), MemberError::UnknownRace);
}
