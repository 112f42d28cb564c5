//! `/log` as people type it, and what begins like a command and is none.

use domain::vocabulary::{Distance, Rpe, Sport, Text, Zone};
use jiff::civil::date;

use super::{
    CommandName, Problem,
    tests::{refused, said},
};
use crate::chat::parse::{LogDraft, Question, Said, Torn, Understanding};

fn logged(text: &str) -> LogDraft {
    match said(text) {
        Said::Log(draft) => draft,
        other => panic!("{text}: {other:?}"),
    }
}

#[test]
fn a_workout_is_logged_in_one_line() {
    let draft = logged("/log run 45 z3 8.2km rpe 6 yesterday by the river");
    assert_eq!((draft.sport, draft.duration.get(), draft.zone), (Sport::Run, 2700, Some(Zone::Z3)));
    assert_eq!(draft.distance.map(Distance::get), Some(8200));
    assert_eq!((draft.rpe.map(Rpe::get), draft.date), (Some(6), date(2025, 5, 13)));
    assert_eq!(draft.notes.as_ref().map(Text::as_str), Some("by the river"));
    assert_eq!(logged("/log swim 60 z2").duration.get(), 3600);
    assert_eq!(logged("registrar natación 40 2000 m").distance.map(Distance::get), Some(2000));
    assert_eq!(logged("/log бег 45 8,2 км вчера").distance.map(Distance::get), Some(8200));
    assert_eq!(logged("/log bike 1h30").duration.get(), 5400);
}

#[test]
fn minutes_are_whole_and_complete() {
    for text in [
        "/log run 60abc",
        "/log run 1.5",
        "/log run 1,5 min",
        "/log run -5",
        "/log run 0",
        "/log run 1441",
        "/log run z2",
        "/log run 8km",
    ] {
        assert!(matches!(refused(text, CommandName::Log), Problem::Unexpected(_)), "{text}");
    }
    assert_eq!(refused("/log run", CommandName::Log), Problem::Missing);
    assert_eq!(refused("/log", CommandName::Log), Problem::Missing);
    assert!(matches!(refused("/log run 60 rpe 15", CommandName::Log), Problem::Impossible(_)));
    assert_eq!(refused("/log chess 60", CommandName::Log), Problem::Unexpected("chess".to_owned()));
}

#[test]
fn a_day_on_which_nothing_can_have_been_done_is_no_note() {
    for text in
        ["/log run 45 tomorrow", "/log run 45 z2 2027-01-01 easy", "/log run 45 2020-02-30", "/log бег 45 завтра"]
    {
        assert!(matches!(refused(text, CommandName::Log), Problem::Unexpected(_)), "{text}");
    }
    let noted = |text| logged(text).notes.map(|notes| notes.to_string());
    assert_eq!(noted("/log run 45 sun was hot").as_deref(), Some("sun was hot"));
    assert_eq!(noted("/log run 45 may go again").as_deref(), Some("may go again"));
}

#[test]
fn a_logged_distance_that_nobody_covers_is_asked_about() {
    let heard = said("/log run 3 10km");
    assert!(matches!(
        heard,
        Said::Told(Understanding::Torn(Torn { question: Question::Implausible { .. }, ref choices })) if choices.len() == 1
    ));
}

#[test]
fn a_workout_that_begins_with_a_commands_name_is_a_workout() {
    for text in [
        "today I ran 10k in 52:30",
        "hoy corrí 10 km en 50 min",
        "сегодня пробежал 5 км за 26 минут",
        "done: ran 5k in 25 min",
    ] {
        assert!(matches!(said(text), Said::Told(Understanding::Understood(_))), "{text}");
    }
    assert_eq!(said("Today"), Said::Today);
}
