//! A plan beside what was really done.
//!
//! Days that are over count as the log has them, days to come as they are planned. The day of sending is a day earlier or
//! later for some athletes; where that matters, the careful reading of the two is taken.

use std::collections::BTreeMap;

use jiff::civil::Date;
use uuid::Uuid;

use super::{PlanDraft, PlanWeek, Session, SessionStatus};
use crate::{
    dates,
    history::{AthleteHistory, DayLog, DoneWorkout, Effort, Reading, Timeline, days_between, plus_days},
    matching::{SportMinutes, by_sport},
    rules::allowed_minutes,
};

pub(super) struct Standing<'a> {
    pub(super) plan: &'a PlanDraft,
    settled: &'a BTreeMap<Uuid, SessionStatus>,
    pub(super) history: &'a AthleteHistory,
    pub(super) today: Date,
    /// Up to today.
    log: Timeline,
    /// The log up to yesterday, then the plan where the log has nothing yet.
    days: Timeline,
}

impl<'a> Standing<'a> {
    pub(super) fn of(
        plan: &'a PlanDraft,
        settled: &'a BTreeMap<Uuid, SessionStatus>,
        history: &'a AthleteHistory,
        today: Date,
    ) -> Self {
        let log = Timeline::before(history, plus_days(today, 1));
        let days = Timeline::before(history, today);
        let mut standing = Self { plan, settled, history, today, log, days };
        let ahead: Vec<Date> = (0..=days_between(today, plan.end())).map(|day| plus_days(today, day)).collect();
        let ahead: Vec<DayLog> = ahead.into_iter().map(|date| standing.logged_or_planned(date)).collect();
        standing.days.extend(ahead);
        standing
    }

    /// What was done before that day, or is still planned for the days from today up to it.
    pub(super) fn before(&self, date: Date) -> Timeline {
        let mut days = Timeline::before(self.history, self.today.min(date));
        let ahead = (0..days_between(self.today, date)).map(|day| plus_days(self.today, day));
        days.extend(ahead.map(|date| self.logged_or_planned(date)));
        days
    }

    /// The log, with the sessions of past days that were ticked off and that no workout tells of: done as planned.
    pub(super) fn history_with_ticked(&self) -> AthleteHistory {
        let mut history = self.history.clone();
        let ticked = |session: &&Session| {
            let done = self.settled.get(&session.id) == Some(&SessionStatus::Completed { workout_id: None });
            let logged = self.history.workouts.iter().any(|w| w.date == session.date && w.sport == session.sport);
            done && session.date < self.today && !logged && !session.is_race()
        };
        self.plan.sessions.iter().filter(ticked).for_each(|session| history.put_workout(as_done(session)));
        history
    }

    /// Still to be done.
    pub(super) fn is_open(&self, session: &Session) -> bool {
        !self.settled.contains_key(&session.id) && !dates::is_past(session.date, self.today)
    }

    /// Whether that day is a day of training without this session: by the log, or by what is or was done of the plan.
    pub(super) fn trains(&self, date: Date, without: Uuid) -> bool {
        self.log.day(date).trained || self.counted(date).any(|session| session.id != without)
    }

    /// Whether that day is hard without this session: by the log, the plan, or a race in the calendar.
    pub(super) fn is_hard(&self, date: Date, without: Uuid) -> bool {
        self.log.day(date).hard
            || self.counted(date).any(|session| session.id != without && session.is_hard())
            || self.history.races.iter().any(|race| race.date == date)
    }

    /// Whether what was told of that day, or of today's pain, leaves nothing hard.
    pub(super) fn forbids_hard(&self, date: Date) -> bool {
        self.history.reading(date).is_some_and(Reading::forbids_hard) || self.history.forbids_hard()
    }

    /// Whether the last days were such that nothing should be added: a bad reading, or pain.
    pub(super) fn is_spared(&self) -> bool {
        let since = plus_days(self.today, -2);
        self.history.readings.range(since..).any(|(_, reading)| reading.forbids_hard()) || self.history.forbids_speed()
    }

    /// What was done on a day against what was planned; sport by sport; `None` for a race day. A sport whose
    /// session may still be done counts as done so far only where that is more than planned.
    pub(super) fn deviations(&self, date: Date) -> Option<Vec<SportMinutes>> {
        let of_day = || self.plan.sessions_on(date);
        let logged: Vec<_> = self.history.workouts.iter().filter(|done| done.date == date).collect();
        if of_day().any(Session::is_race) || logged.iter().any(|done| done.effort == Effort::Race) {
            return None;
        }
        // Ticked off without a workout: done as planned.
        let ticked = of_day().filter(|session| {
            self.settled.get(&session.id) == Some(&SessionStatus::Completed { workout_id: None })
                && !logged.iter().any(|done| done.sport == session.sport)
        });
        let minutes = |session: &Session| (session.sport, u32::from(session.minutes));
        let done = logged.iter().map(|done| (done.sport, u32::from(done.minutes))).chain(ticked.map(minutes));
        let goes_on = |sport: &SportMinutes| {
            sport.lack() > 0 && of_day().any(|session| session.sport == sport.sport && self.is_open(session))
        };
        let mut sports = by_sport(of_day().map(minutes), done);
        sports.retain(|sport| !goes_on(sport));
        Some(sports)
    }

    /// Minutes that may be added to a week before it grows by more than a tenth over the heaviest of the last three.
    pub(super) fn room(&self, week: &PlanWeek) -> u32 {
        let heaviest = self.days.heaviest_week(week.start, 3);
        let stands: u32 = self.days.span(week.start, week.end()).iter().map(|day| day.minutes).sum();
        allowed_minutes(heaviest).map_or(u32::MAX, |allowed| allowed.saturating_sub(stands))
    }

    /// Sessions of a day that are done, or may still be.
    fn counted(&self, date: Date) -> impl Iterator<Item = &Session> {
        self.plan.sessions_on(date).filter(|session| match self.settled.get(&session.id) {
            Some(SessionStatus::Completed { .. }) => true,
            Some(SessionStatus::Skipped) => false,
            None => self.is_open(session),
        })
    }

    fn logged_or_planned(&self, date: Date) -> DayLog {
        let mut log = self.log.day(date);
        if log.trained {
            return log;
        }
        for session in self.counted(date) {
            log.add(session.minutes, session.load(), session.effort(), session.sport, session.metres.unwrap_or(0));
        }
        log
    }
}

fn as_done(session: &Session) -> DoneWorkout {
    DoneWorkout {
        workout_id: session.id,
        date: session.date,
        sport: session.sport,
        minutes: session.minutes,
        metres: session.metres,
        effort: session.effort(),
        load: session.load(),
        result_s: None,
    }
}
