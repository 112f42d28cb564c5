//! The athlete as the planner sees them, worked out once a plan.

use jiff::civil::Date;

use crate::{
    history::{AthleteHistory, RunningFitness},
    running::RunPaces,
    vocabulary::{Level, Minutes, Sport, Weekday},
};

/// From this age on recovery takes longer, and every third week is a light one (J. Friel, "Fast After 50").
const MASTERS_AGE: i16 = 45;
/// Less than this isn't worth changing for.
pub(super) const SHORTEST_MINUTES: u16 = 20;

pub(super) struct Athlete<'a> {
    pub(super) history: &'a AthleteHistory,
    pub(super) sports: Vec<Sport>,
    pub(super) level: Level,
    pub(super) paces: RunPaces,
    pub(super) fitness: RunningFitness,
    /// Loading weeks and the light one after them.
    pub(super) cycle: i32,
}

impl<'a> Athlete<'a> {
    pub(super) fn of(history: &'a AthleteHistory, on: Date) -> Self {
        let level = history.level();
        let masters = history.age(on).is_some_and(|age| age >= MASTERS_AGE);
        let fitness = RunningFitness::of(history, on);
        Self {
            history,
            sports: history.sports(),
            level,
            paces: RunPaces::of(fitness.vdot),
            fitness,
            cycle: if masters || level == Level::Beginner { 3 } else { 4 },
        }
    }

    pub(super) fn is_beginner(&self) -> bool {
        self.level == Level::Beginner
    }

    pub(super) fn is_triathlete(&self) -> bool {
        self.sports.len() == 3
    }

    pub(super) fn is_runner(&self) -> bool {
        self.sports == [Sport::Run]
    }

    /// Days off that a week must have.
    pub(super) fn days_off(&self) -> usize {
        if self.is_beginner() { 2 } else { 1 }
    }

    /// Minutes that fit that weekday; `None` on a day off. A day without a limit holds as much as any session needs.
    pub(super) fn minutes_on(&self, day: Weekday) -> Option<u16> {
        let limit = match &self.history.profile.availability {
            None => u16::MAX,
            Some(availability) => availability.on(day)?.minutes.map_or(u16::MAX, Minutes::get),
        };
        (limit >= SHORTEST_MINUTES && self.sports.iter().any(|&sport| self.allows(day, sport))).then_some(limit)
    }

    /// Whether that sport may be done on that weekday.
    pub(super) fn allows(&self, day: Weekday, sport: Sport) -> bool {
        self.history.profile.availability.as_ref().is_none_or(|availability| {
            availability.on(day).is_some_and(|open| open.sports.is_empty() || open.sports.contains(&sport))
        })
    }

    pub(super) fn usable_days(&self) -> usize {
        Weekday::ALL.iter().filter(|&&day| self.minutes_on(day).is_some()).count()
    }

    /// Easy running speed in metres a minute, the middle of the easy paces.
    pub(super) fn easy_metres_per_minute(&self) -> f64 {
        60_000.0 / f64::midpoint(self.paces.easy.fast, self.paces.easy.slow)
    }

    /// Nothing faster than easy for now: pain of 4 and more, or an open sign of danger.
    pub(super) fn hurts(&self) -> bool {
        self.history.forbids_hard()
    }

    /// No speed on foot: pain of 3 and more, or an open sign.
    pub(super) fn runs_gently(&self) -> bool {
        self.history.forbids_speed()
    }
}
