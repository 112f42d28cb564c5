//! Rule 3: after a hard day comes an easy one.
//!
//! Hard days are kept 48 hours apart (S. Seiler 2010, Int J Sports Physiol Perform 5: autonomic recovery after work
//! above the first threshold takes a day and more). Days are days of the calendar: two hard sessions on one day may
//! stand, and the log's last day counts. A race never gives way; the hard session beside it does.

use jiff::civil::Date;

use super::{Ground, Rule, RuleKind, Situation};
use crate::{
    history::plus_days,
    plan::{Message, Session},
};

pub(super) struct NoHardHard;

const REASON: &str = "A hard day needs an easy one after it, and a race an easy one on both sides.";

impl Rule for NoHardHard {
    fn name(&self) -> &'static str {
        "NoHardHard"
    }

    fn kind(&self) -> RuleKind {
        RuleKind::Hard
    }

    fn apply(&self, situation: &Situation<'_>, week: &mut Vec<Session>) -> Option<Ground> {
        let mut eased = Vec::new();
        for date in situation.dates() {
            if gives_way(situation, week, date) {
                eased.push(date.to_string());
                week.iter_mut().filter(|session| session.date == date && can_ease(session)).for_each(ease);
            }
        }
        Some(Ground::new(format!("hard sessions beside hard days or races on {}", eased.join(", ")), REASON))
    }

    fn broken(&self, situation: &Situation<'_>, week: &[Session]) -> Option<String> {
        let date = situation.dates().find(|&date| gives_way(situation, week, date))?;
        Some(format!("{date} is hard and follows a hard day, or lies beside a race"))
    }
}

fn gives_way(situation: &Situation<'_>, week: &[Session], date: Date) -> bool {
    let hard_here = week.iter().any(|session| session.date == date && can_ease(session));
    hard_here
        && (hard_on(situation, week, plus_days(date, -1))
            || situation.race_on(plus_days(date, -1), week)
            || situation.race_on(plus_days(date, 1), week))
}

fn hard_on(situation: &Situation<'_>, week: &[Session], date: Date) -> bool {
    situation.timeline.day(date).hard || week.iter().any(|session| session.date == date && session.is_hard())
}

fn can_ease(session: &Session) -> bool {
    session.is_hard() && !session.is_race()
}

fn ease(session: &mut Session) {
    session.ease();
    session.note = Some(Message::new("note.hard-spacing", REASON));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        rules::testing::{Case, done, race, session},
        vocabulary::{Sport, Zone},
    };

    fn zones(case: &Case, planned: &[(i8, Zone)]) -> Vec<Zone> {
        let mut week: Vec<_> = planned.iter().map(|&(day, zone)| session(day, Sport::Run, zone, 50)).collect();
        case.apply(&NoHardHard, &mut week);
        week.iter().map(|session| session.zone).collect()
    }

    #[test]
    fn the_later_of_two_hard_neighbours_becomes_easy() {
        let planned = [(10, Zone::Z5), (11, Zone::Z4), (12, Zone::Z2)];
        assert_eq!(zones(&Case::default(), &planned), [Zone::Z5, Zone::Z2, Zone::Z2]);
    }

    #[test]
    fn of_three_hard_days_the_middle_one_gives_way() {
        let planned = [(10, Zone::Z4), (11, Zone::Z5), (12, Zone::Z4)];
        assert_eq!(zones(&Case::default(), &planned), [Zone::Z4, Zone::Z2, Zone::Z4]);
    }

    #[test]
    fn days_are_compared_by_date_and_two_hard_sessions_on_one_day_may_stand() {
        assert_eq!(zones(&Case::default(), &[(10, Zone::Z4), (12, Zone::Z4)]), [Zone::Z4, Zone::Z4]);
        assert_eq!(zones(&Case::default(), &[(10, Zone::Z4), (10, Zone::Z5)]), [Zone::Z4, Zone::Z5]);
    }

    #[test]
    fn the_day_before_the_start_is_looked_up_in_the_log() {
        let mut case = Case::default();
        case.history.put_workout(done(9, 60, true));
        assert_eq!(zones(&case, &[(10, Zone::Z4)]), [Zone::Z2]);
    }

    #[test]
    fn beside_a_race_the_hard_session_gives_way_and_the_race_never() {
        let mut case = Case::default();
        case.history.put_race(race(12));
        let mut week = vec![session(11, Sport::Run, Zone::Z4, 50), session(13, Sport::Run, Zone::Z4, 50)];
        week.push(session(12, Sport::Run, Zone::Z4, 50).tagged(crate::plan::Tag::Race));
        case.apply(&NoHardHard, &mut week);
        assert_eq!(week.iter().map(|s| s.zone).collect::<Vec<_>>(), [Zone::Z2, Zone::Z2, Zone::Z4]);
    }
}
