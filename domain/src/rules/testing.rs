//! What the tests of the rules share: a Monday, the tenth of the month, and a week from there.

use jiff::civil::{Date, date};
use uuid::Uuid;

use super::{Rule, RuleRecord, Situation, apply_one};
use crate::{
    history::{AthleteHistory, DoneWorkout, Effort, Timeline},
    plan::{Phase, Session, WorkoutKind, session_id},
    vocabulary::{Race, RaceKind, RacePriority, Sport, Zone},
};

pub(crate) struct Case {
    pub(crate) history: AthleteHistory,
    pub(crate) from: Date,
    pub(crate) phase: Phase,
}

impl Default for Case {
    fn default() -> Self {
        Self { history: AthleteHistory::default(), from: day(10), phase: Phase::Build }
    }
}

impl Case {
    pub(crate) fn with<T>(&self, ask: impl FnOnce(&Situation<'_>) -> T) -> T {
        let timeline = Timeline::before(&self.history, self.from);
        ask(&Situation {
            history: &self.history,
            timeline: &timeline,
            from: self.from,
            days: 7,
            phase: self.phase,
            plan_from: self.from,
        })
    }

    pub(crate) fn apply(&self, rule: &dyn Rule, week: &mut Vec<Session>) -> Option<RuleRecord> {
        self.with(|situation| apply_one(rule, situation, week))
    }

    pub(crate) fn broken(&self, rule: &dyn Rule, week: &[Session]) -> Option<String> {
        self.with(|situation| rule.broken(situation, week))
    }
}

/// August 2026: the 10th is a Monday.
pub(crate) fn day(day: i8) -> Date {
    date(2026, 8, day)
}

pub(crate) fn session(on: i8, sport: Sport, zone: Zone, minutes: u16) -> Session {
    let index = usize::from(minutes) * 10 + zone as usize + 100 * sport as usize;
    Session::new(session_id(Uuid::nil(), day(on), index), day(on), sport, WorkoutKind::Endurance, zone, minutes)
}

pub(crate) fn done(on: i8, minutes: u16, hard: bool) -> DoneWorkout {
    DoneWorkout {
        workout_id: session_id(Uuid::max(), day(on), usize::from(minutes)),
        date: day(on),
        sport: Sport::Run,
        minutes,
        metres: None,
        effort: if hard { Effort::Hard } else { Effort::Easy },
        load: f64::from(minutes),
        result_s: None,
    }
}

pub(crate) fn race(on: i8) -> Race {
    Race {
        race_id: session_id(Uuid::nil(), day(on), 99),
        date: day(on),
        kind: RaceKind::TenKm,
        priority: RacePriority::A,
        name: "City run".to_owned(),
        target_time_s: None,
    }
}
