//! A plan laid on the days that came before it.

use jiff::civil::Date;

use crate::{
    history::{AthleteHistory, DayLog, Timeline, days_between, plus_days},
    plan::{PlanDraft, PlanWeek, Session},
    vocabulary::{Level, Race, RacePriority, Sport},
};

pub(super) struct View<'a> {
    pub(super) plan: &'a PlanDraft,
    pub(super) history: &'a AthleteHistory,
    /// The log, and the plan as if it had been done; weeks without sessions are spread evenly.
    pub(super) timeline: Timeline,
}

impl<'a> View<'a> {
    /// `before` reaches up to the plan's first day.
    pub(super) fn of(plan: &'a PlanDraft, history: &'a AthleteHistory, before: Timeline) -> Self {
        let mut timeline = before;
        for week in &plan.weeks {
            let days = (0..i32::from(week.days)).map(|day| plus_days(week.start, day));
            timeline.extend(days.enumerate().map(|(nth, date)| planned_day(plan, week, date, nth)));
        }
        Self { plan, history, timeline }
    }

    /// Whole weeks; the short first week of a season can't be compared with them.
    pub(super) fn full_weeks(&self) -> impl Iterator<Item = &'a PlanWeek> {
        self.plan.weeks.iter().filter(|week| week.days == 7)
    }

    /// Whole weeks that have sessions.
    pub(super) fn made_weeks(&self) -> impl Iterator<Item = &'a PlanWeek> {
        self.full_weeks().filter(|week| week.made)
    }

    /// The sessions of a week without its races.
    pub(super) fn training(&self, week: &PlanWeek) -> Vec<&'a Session> {
        let (start, end) = (week.start, week.end());
        self.plan.sessions.iter().filter(|s| s.date >= start && s.date < end && !s.is_race()).collect()
    }

    pub(super) fn is_planned(&self, date: Date) -> bool {
        date >= self.plan.from
    }

    pub(super) fn is_beginner(&self) -> bool {
        self.history.profile.level == Some(Level::Beginner)
    }

    pub(super) fn is_runner(&self) -> bool {
        self.history.sports() == [Sport::Run]
    }

    /// Facts that make a week without anything hard the right one: pain, illness, a break, a race just run.
    pub(super) fn is_spared(&self, week: &PlanWeek) -> bool {
        let pain = self.history.forbids_speed();
        let ill = self.history.readings.range(plus_days(week.start, -7)..=week.start).any(|(_, reading)| reading.ill);
        let away = self.timeline.days_since_training(week.start).is_some_and(|days| days > 7);
        let raced = |race: &Race| race.priority != RacePriority::C;
        pain || ill || away || self.history.races_between(plus_days(week.start, -21), week.start).any(raced)
    }

    /// The A races that the plan reaches.
    pub(super) fn main_races(&self) -> impl Iterator<Item = &'a Race> {
        let until = plus_days(self.plan.end(), 1);
        self.history.races_between(self.plan.from, until).filter(|race| race.priority == RacePriority::A)
    }

    /// Whether every day of that stretch lies in the plan.
    pub(super) fn covers(&self, from: Date, until: Date) -> bool {
        from >= self.plan.from && until <= self.plan.end()
    }
}

fn planned_day(plan: &PlanDraft, week: &PlanWeek, date: Date, nth: usize) -> DayLog {
    if !week.made {
        return spread(week, nth);
    }
    let mut log = DayLog::default();
    for session in plan.sessions_on(date) {
        let run_m = if session.sport == Sport::Run && !session.is_race() { session.metres.unwrap_or(0) } else { 0 };
        log.add(session.minutes, session.load(), session.effort(), session.sport, run_m);
    }
    log
}

fn spread(week: &PlanWeek, nth: usize) -> DayLog {
    let days = u32::from(week.days.max(1));
    let over = u32::from(nth < usize::try_from(week.minutes % days).unwrap_or(0));
    let minutes = week.minutes / days + over;
    DayLog { minutes, load: week.load / f64::from(days), ..DayLog::default() }
}

/// Whole days from one date to another.
pub(super) fn apart(a: Date, b: Date) -> i32 {
    days_between(a, b).abs()
}
