//! A history laid out day by day.

use jiff::civil::Date;

use super::{AthleteHistory, Effort, calendar};
use crate::{load::Form, vocabulary::Sport};

/// What one day amounted to, done or planned.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct DayLog {
    /// Training minutes without races.
    pub minutes: u32,
    pub race: bool,
    pub hard: bool,
    pub hard_run: bool,
    /// Anything was done: not a day off.
    pub trained: bool,
    pub longest_run_m: u32,
    pub load: f64,
}

/// Days without a gap from the first workout on, or from the start of the plan if there is none.
#[derive(Debug, Clone, PartialEq)]
pub struct Timeline {
    first: Date,
    days: Vec<DayLog>,
    logged: usize,
}

impl Timeline {
    /// What was done before that day.
    pub fn before(history: &AthleteHistory, until: Date) -> Self {
        let first = history.workouts.first().map_or(until, |workout| workout.date.min(until));
        let len = usize::try_from(calendar::days_between(first, until)).unwrap_or(0);
        let mut timeline = Self { first, days: vec![DayLog::default(); len], logged: len };
        for workout in history.workouts.iter().filter(|workout| workout.sport != Sport::Rest) {
            let run_m = if workout.sport == Sport::Run { workout.metres.unwrap_or(0) } else { 0 };
            if let Some(day) = timeline.day_mut(workout.date) {
                day.add(workout.minutes, workout.load, workout.effort, workout.sport, run_m);
            }
        }
        timeline
    }

    /// Adds days that are planned, so that the next week can be made as if they had been done.
    pub fn extend(&mut self, days: impl IntoIterator<Item = DayLog>) {
        self.days.extend(days);
    }

    /// The first day that nothing is known of yet.
    pub fn end(&self) -> Date {
        calendar::plus_days(self.first, self.len())
    }

    /// Days that the athlete's own log covers.
    pub fn logged_days(&self) -> usize {
        self.logged
    }

    /// Days ago of the last training before a date; `None` without any.
    pub fn days_since_training(&self, date: Date) -> Option<i32> {
        let end = self.index(date).clamp(0, self.len());
        let last = self.days[..usize::try_from(end).unwrap_or(0)].iter().rposition(|day| day.trained)?;
        Some(self.index(date) - i32::try_from(last).unwrap_or(i32::MAX))
    }

    /// That day; an empty one where nothing is known.
    pub fn day(&self, date: Date) -> DayLog {
        usize::try_from(self.index(date)).ok().and_then(|at| self.days.get(at)).copied().unwrap_or_default()
    }

    /// Days from one date up to (not with) another, as far as they are known.
    pub fn span(&self, from: Date, until: Date) -> &[DayLog] {
        let at = |date| usize::try_from(self.index(date).clamp(0, self.len())).unwrap_or(0);
        &self.days[at(from)..at(until).max(at(from))]
    }

    /// Training minutes of the seven days before a date, races left out.
    pub fn week_before(&self, date: Date) -> u32 {
        self.span(calendar::plus_days(date, -7), date).iter().map(|day| day.minutes).sum()
    }

    /// The heaviest of the last seven-day windows before a date; zero when nothing was done.
    pub fn heaviest_week(&self, before: Date, windows: i32) -> u32 {
        (0..windows).map(|back| self.week_before(calendar::plus_days(before, -7 * back))).max().unwrap_or(0)
    }

    /// Days in a row with training up to the day before that date.
    pub fn training_streak(&self, before: Date) -> usize {
        let end = usize::try_from(self.index(before).clamp(0, self.len())).unwrap_or(0);
        self.days[..end].iter().rev().take_while(|day| day.trained).count()
    }

    /// The longest run of the days before a date, in metres; `None` without a run.
    pub fn longest_run_m(&self, before: Date, days: i32) -> Option<u32> {
        let span = self.span(calendar::plus_days(before, -days), before);
        span.iter().map(|day| day.longest_run_m).max().filter(|&metres| metres > 0)
    }

    /// Fitness and fatigue at the end of the day before that date.
    pub fn form(&self, before: Date) -> Form {
        self.span(self.first, before).iter().fold(Form::default(), |form, day| form.advance(day.load))
    }

    fn day_mut(&mut self, date: Date) -> Option<&mut DayLog> {
        usize::try_from(self.index(date)).ok().and_then(|at| self.days.get_mut(at))
    }

    fn index(&self, date: Date) -> i32 {
        calendar::days_between(self.first, date)
    }

    fn len(&self) -> i32 {
        i32::try_from(self.days.len()).unwrap_or(i32::MAX)
    }
}

impl DayLog {
    /// Counts a workout or a planned session in.
    pub fn add(&mut self, minutes: u16, load: f64, effort: Effort, sport: Sport, run_m: u32) {
        self.trained |= minutes > 0;
        self.load += load;
        self.race |= effort == Effort::Race;
        self.hard |= effort != Effort::Easy;
        self.hard_run |= effort != Effort::Easy && sport == Sport::Run;
        if effort != Effort::Race {
            self.minutes += u32::from(minutes);
        }
        self.longest_run_m = self.longest_run_m.max(run_m);
    }
}
