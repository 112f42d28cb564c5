//! Rule 2: the body has the first word on the plan's first day.
//!
//! Readiness 2 and less: nothing hard that day. Readiness 1: three quarters of the time at most. Illness: rest.
//! After the consensus on monitoring load and well-being (Halson 2014, Sports Med 44 Suppl 2). A day without a reading
//! is a day like any other, and a race is the athlete's own decision.

use super::{Ground, Rule, RuleKind, Situation};
use crate::{
    history::Reading,
    plan::{Message, Session},
    vocabulary::Zone,
};

pub(super) struct ReadinessDownshift;

impl Rule for ReadinessDownshift {
    fn name(&self) -> &'static str {
        "ReadinessDownshift"
    }

    fn version(&self) -> u16 {
        2
    }

    fn kind(&self) -> RuleKind {
        RuleKind::Hard
    }

    fn apply(&self, situation: &Situation<'_>, week: &mut Vec<Session>) -> Option<Ground> {
        let reading = situation.reading().filter(|reading| reading.forbids_hard())?;
        let today = situation.from;
        if reading.ill {
            week.retain(|session| session.date != today || session.is_race());
            let races = week.iter_mut().filter(|session| session.date == today);
            races.for_each(|race| race.note = Some(Message::new("note.readiness", reason(reading))));
        }
        for session in week.iter_mut().filter(|session| session.date == today && !session.is_race()) {
            spare(session, reading);
        }
        Some(Ground::new(saw(reading), reason(reading)))
    }

    fn broken(&self, situation: &Situation<'_>, week: &[Session]) -> Option<String> {
        let reading = situation.reading().filter(|reading| reading.forbids_hard())?;
        let today = |session: &&Session| session.date == situation.from && !session.is_race();
        let bad = week.iter().filter(today).find(|session| session.is_hard() || reading.ill)?;
        Some(format!("{} is planned on a morning with {}", bad.title, saw(reading)))
    }
}

fn spare(session: &mut Session, reading: Reading) {
    if session.is_hard() || (reading.exhausted() && session.zone > Zone::Z2) {
        session.ease();
        session.note = Some(Message::new("note.readiness", reason(reading)));
    }
    if reading.exhausted() {
        session.minutes = session.minutes * 3 / 4;
        session.note = Some(Message::new("note.readiness", reason(reading)));
    }
}

fn saw(reading: Reading) -> String {
    match (reading.ill, reading.readiness) {
        (true, _) => "illness".to_owned(),
        (false, Some(readiness)) => format!("readiness {}", readiness.get()),
        (false, None) => "no reading".to_owned(),
    }
}

fn reason(reading: Reading) -> &'static str {
    if reading.ill {
        "You are ill today: rest until you feel well. This is not medical advice."
    } else if reading.exhausted() {
        "You feel exhausted today: only something easy, and at most three quarters of it."
    } else {
        "You feel tired today: what was hard becomes easy."
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        rules::testing::{Case, session},
        vocabulary::{Readiness, Sport},
    };

    fn case(readiness: Option<u8>, ill: bool) -> Case {
        let mut case = Case::default();
        let reading = Reading { readiness: readiness.map(|value| Readiness::try_new(value).unwrap()), ill };
        case.history.readings.insert(case.from, reading);
        case
    }

    fn week() -> Vec<Session> {
        vec![session(10, Sport::Run, Zone::Z4, 60), session(12, Sport::Bike, Zone::Z5, 70)]
    }

    #[test]
    fn a_tired_morning_makes_that_day_easy_and_leaves_the_others() {
        let mut week = week();
        case(Some(2), false).apply(&ReadinessDownshift, &mut week).unwrap();
        assert_eq!((week[0].zone, week[0].minutes, week[1].zone), (Zone::Z2, 60, Zone::Z5));
        assert!(week[0].title.ends_with(" (downgraded to Z2)"));
    }

    #[test]
    fn an_exhausted_morning_takes_a_quarter_of_the_time_too() {
        let mut week = week();
        case(Some(1), false).apply(&ReadinessDownshift, &mut week).unwrap();
        assert_eq!((week[0].zone, week[0].minutes), (Zone::Z2, 45));
    }

    #[test]
    fn an_ill_athlete_rests() {
        let mut week = week();
        case(None, true).apply(&ReadinessDownshift, &mut week).unwrap();
        assert_eq!(week.len(), 1);
    }

    #[test]
    fn an_ill_athletes_race_is_theirs_to_run_but_not_without_a_word() {
        let mut week = vec![session(10, Sport::Run, Zone::Z4, 60).tagged(crate::plan::Tag::Race)];
        case(None, true).apply(&ReadinessDownshift, &mut week);
        assert!(week[0].note.as_ref().unwrap().text.contains("not medical advice"));
    }

    #[test]
    fn no_reading_and_a_good_one_change_nothing() {
        for (readiness, ill) in [(None, false), (Some(3), false)] {
            assert!(case(readiness, ill).apply(&ReadinessDownshift, &mut week()).is_none());
        }
        assert!(Case::default().apply(&ReadinessDownshift, &mut week()).is_none());
    }

    #[test]
    fn the_checker_sees_a_hard_session_on_a_tired_morning() {
        assert!(case(Some(2), false).broken(&ReadinessDownshift, &week()).is_some());
    }
}
