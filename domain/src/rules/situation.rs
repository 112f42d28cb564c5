//! What the rules look at beside the week itself.

use jiff::civil::Date;

use crate::{
    history::{AthleteHistory, Reading, Timeline, plus_days},
    plan::{Phase, Session},
};

/// The athlete, the days before the week, and what the week is for.
#[derive(Debug, Clone, Copy)]
pub struct Situation<'a> {
    pub history: &'a AthleteHistory,
    /// Everything before the week: the log, and earlier weeks of the same plan as if they had been done.
    pub timeline: &'a Timeline,
    /// First day of the week.
    pub from: Date,
    pub days: u8,
    pub phase: Phase,
    /// First day of the plan: what was felt that morning is said about that day alone.
    pub plan_from: Date,
}

impl Situation<'_> {
    /// The first day after the week.
    pub fn end(&self) -> Date {
        plus_days(self.from, i32::from(self.days))
    }

    pub fn dates(&self) -> impl Iterator<Item = Date> + use<> {
        let from = self.from;
        (0..i32::from(self.days)).map(move |day| plus_days(from, day))
    }

    /// The reading of the plan's first day, if that day lies in this week.
    pub fn reading(&self) -> Option<Reading> {
        (self.plan_from == self.from).then(|| self.history.reading(self.plan_from)).flatten()
    }

    /// The first week of a season may be a short one; without a log before it, it is no measure for the next.
    pub fn nothing_to_compare_with(&self) -> bool {
        self.timeline.logged_days() == 0 && self.from < plus_days(self.plan_from, 7)
    }

    /// Whether there is a race that day, in the week or in the calendar.
    pub fn race_on(&self, date: Date, week: &[Session]) -> bool {
        week.iter().any(|session| session.date == date && session.is_race())
            || self.history.races.iter().any(|race| race.date == date)
    }
}
