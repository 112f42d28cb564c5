//! Rule 6: a week is at most a tenth heavier than the heaviest of the last three.
//!
//! Nielsen and others 2014 (J Orthop Sports Phys Ther 44): runners who grew by more than 30 % a fortnight were hurt more
//! often; a tenth a week is the practitioner's bound below that. Minutes are scaled down in proportion; a session that
//! would fall under half an hour is dropped instead, optional ones first, then the least important. Races stay out of
//! the sum. No history: no cap. Taper and race weeks are lighter anyway and left alone.

use super::{Ground, Rule, RuleKind, Situation};
use crate::plan::Session;

pub(super) struct WeeklyLoadCap;

const SHORTEST: u32 = 30;
const WINDOWS: i32 = 3;

impl Rule for WeeklyLoadCap {
    fn name(&self) -> &'static str {
        "WeeklyLoadCap"
    }

    fn kind(&self) -> RuleKind {
        RuleKind::Hard
    }

    fn apply(&self, situation: &Situation<'_>, week: &mut Vec<Session>) -> Option<Ground> {
        let cap = cap(situation)?;
        let planned = total(week);
        while total(week) > cap && !scale(week, cap) {
            drop_least(week, cap);
        }
        Some(Ground::new(
            format!("{planned} minutes planned, {cap} allowed"),
            "A week grows by a tenth at most over the heaviest of the last three.",
        ))
    }

    fn broken(&self, situation: &Situation<'_>, week: &[Session]) -> Option<String> {
        let cap = cap(situation)?;
        (total(week) > cap).then(|| format!("{} minutes where {cap} are allowed", total(week)))
    }
}

/// Minutes that a week after these may have: a tenth more than the heaviest; `None` without history.
pub fn allowed_minutes(heaviest_week: u32) -> Option<u32> {
    // Rounded to the nearest minute, halves up, in whole numbers: 1.10 × minutes.
    (heaviest_week > 0).then(|| (heaviest_week * 11 + 5) / 10)
}

fn cap(situation: &Situation<'_>) -> Option<u32> {
    let counts = !situation.phase.is_taper() && !situation.nothing_to_compare_with();
    counts.then(|| allowed_minutes(situation.timeline.heaviest_week(situation.from, WINDOWS))).flatten()
}

fn total(week: &[Session]) -> u32 {
    training(week).map(|session| u32::from(session.minutes)).sum()
}

fn training(week: &[Session]) -> impl Iterator<Item = &Session> {
    week.iter().filter(|session| !session.is_race())
}

/// Scales all down in proportion, unless one would fall under half an hour.
fn scale(week: &mut [Session], cap: u32) -> bool {
    let planned = total(week);
    if training(week).any(|session| scaled(session, cap, planned) < SHORTEST) {
        return false;
    }
    for session in week.iter_mut().filter(|session| !session.is_race()) {
        session.minutes = u16::try_from(scaled(session, cap, planned)).unwrap_or(session.minutes);
    }
    true
}

fn scaled(session: &Session, cap: u32, planned: u32) -> u32 {
    u32::from(session.minutes) * cap / planned.max(1)
}

fn drop_least(week: &mut Vec<Session>, cap: u32) {
    let planned = total(week);
    let least = (0..week.len())
        .filter(|&at| !week[at].is_race() && scaled(&week[at], cap, planned) < SHORTEST)
        .min_by_key(|&at| (week[at].importance(), week[at].minutes, std::cmp::Reverse(week[at].date)));
    if let Some(at) = least {
        week.remove(at);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        rules::testing::{Case, done, session},
        vocabulary::{Sport, Zone},
    };

    fn capped(planned: &[u16], before: u16) -> Vec<u16> {
        let mut case = Case::default();
        if before > 0 {
            case.history.put_workout(done(5, before, false));
        }
        let days = (10..).zip(planned);
        let mut week: Vec<_> = days.map(|(on, &minutes)| session(on, Sport::Run, Zone::Z2, minutes)).collect();
        case.apply(&WeeklyLoadCap, &mut week);
        assert!(case.broken(&WeeklyLoadCap, &week).is_none());
        week.iter().map(|session| session.minutes).collect()
    }

    #[test]
    fn three_of_a_hundred_on_two_hundred_come_to_two_hundred_and_twenty_at_most() {
        let minutes = capped(&[100, 100, 100], 200);
        assert_eq!(minutes, [73, 73, 73]);
    }

    #[test]
    fn what_is_within_the_cap_is_left_alone() {
        assert_eq!(capped(&[50, 50], 200), [50, 50]);
    }

    #[test]
    fn without_history_there_is_no_cap() {
        assert_eq!(capped(&[500], 0), [500]);
    }

    #[test]
    fn a_session_that_would_fall_under_half_an_hour_is_dropped_instead() {
        let minutes = capped(&[40, 960], 50);
        assert!(minutes.iter().all(|&kept| kept >= 30) && minutes.iter().sum::<u16>() <= 55, "{minutes:?}");
    }

    #[test]
    fn a_race_stays_out_of_the_sum_and_as_long_as_it_is() {
        let mut case = Case::default();
        case.history.put_workout(done(5, 100, false));
        let mut week = vec![session(10, Sport::Run, Zone::Z2, 100), session(12, Sport::Run, Zone::Z4, 240)];
        week[1] = week[1].clone().tagged(crate::plan::Tag::Race);
        assert!(case.apply(&WeeklyLoadCap, &mut week).is_none());
    }

    #[test]
    fn taper_and_race_weeks_are_left_alone() {
        let mut case = Case { phase: crate::plan::Phase::Taper, ..Case::default() };
        case.history.put_workout(done(5, 50, false));
        assert!(case.apply(&WeeklyLoadCap, &mut vec![session(10, Sport::Run, Zone::Z2, 100)]).is_none());
    }

    proptest::proptest! {
        #[test]
        fn the_total_never_exceeds_the_cap_and_nothing_grows(planned in proptest::collection::vec(1u16..400, 1..9), before in 1u16..900) {
            let kept = capped(&planned, before);
            let sum: u32 = kept.iter().map(|&minutes| u32::from(minutes)).sum();
            proptest::prop_assert!(f64::from(sum) <= (1.1 * f64::from(before)).round());
            proptest::prop_assert!(kept.iter().sum::<u16>() <= planned.iter().sum::<u16>());
        }
    }
}
