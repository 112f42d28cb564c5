//! What each week of a plan is for.

use jiff::civil::Date;

use super::{athlete::Athlete, comeback, request::Request, season, side_race, taper};
use crate::{
    history::{Timeline, days_between, plus_days},
    plan::{Phase, PlanKind},
    vocabulary::{Race, RaceKind, RacePriority},
};

/// Races further away don't shape the plan yet.
const HORIZON_DAYS: i32 = 371;

/// One week before it has sessions.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct WeekOutline {
    pub(super) start: Date,
    pub(super) days: u8,
    pub(super) phase: Phase,
    pub(super) deload: bool,
    /// Of the volume that the phase builds on.
    pub(super) share: f64,
    /// How far the season has come, from 0 to 1.
    pub(super) progress: f64,
    pub(super) race: Option<RaceKind>,
    pub(super) race_date: Option<Date>,
    /// Days until then hold nothing hard, because of a race before.
    pub(super) easy_until: Date,
    /// B races within or just after the week, beside the one that the plan leads to.
    pub(super) side_races: Vec<Date>,
}

impl WeekOutline {
    pub(super) fn end(&self) -> Date {
        plus_days(self.start, i32::from(self.days))
    }

    /// Nothing hard, nor even steady: after an illness or a break of more than a fortnight.
    pub(super) fn spares(&self) -> bool {
        self.phase == Phase::Comeback && self.share < 0.8
    }

    /// Whole weeks from the start of this week to the race.
    pub(super) fn weeks_left(&self) -> Option<i32> {
        self.race_date.map(|race| days_between(self.start, race).div_euclid(7))
    }
}

/// The race that the weeks lead to: the next A race, else the next B race.
pub(super) fn target_race<'a>(request: &Request<'a>) -> Option<&'a Race> {
    let until = plus_days(request.from, HORIZON_DAYS);
    let next =
        |priority| request.history.races_between(request.from, until).find(move |race| race.priority == priority);
    next(RacePriority::A).or_else(|| next(RacePriority::B))
}

/// The weeks of the plan, by their first day and length. Weeks end on race days, so that a taper is counted in days
/// before the race; the first week takes what is over.
pub(super) fn spans(request: &Request<'_>, athlete: &Athlete<'_>) -> Vec<(Date, u8)> {
    let race = target_race(request).map(|race| race.date);
    let (days, align) = match (request.kind, race) {
        (PlanKind::Week, race) => (7, race.filter(|&race| days_between(request.from, race) < 7)),
        (PlanKind::Block, race) => (14, race.filter(|&race| days_between(request.from, race) < 22)),
        (PlanKind::Season, Some(race)) => (days_between(request.from, race) + 1, Some(race)),
        (PlanKind::Season, None) => (7 * season::weeks_without_date(request.goal, athlete.level), None),
    };
    cut(request.from, days, align)
}

fn cut(from: Date, days: i32, align: Option<Date>) -> Vec<(Date, u8)> {
    let over = align.map_or(0, |race| (days_between(from, race) + 1).rem_euclid(7));
    let (mut start, mut left) = (from, days);
    let mut len = if over == 0 { 7 } else { over };
    let mut spans = Vec::new();
    while left > 0 {
        let this = len.min(left);
        spans.push((start, u8::try_from(this).unwrap_or(7)));
        start = plus_days(start, this);
        left -= this;
        len = 7;
    }
    spans
}

/// What the week is for, seen from the days before it.
pub(super) fn week(
    request: &Request<'_>,
    athlete: &Athlete<'_>,
    timeline: &Timeline,
    target: Option<&Race>,
    (span, progress): ((Date, u8), f64),
) -> WeekOutline {
    let race = target.filter(|race| race.date >= span.0);
    let easy_until = recovered(request, span.0);
    let mut week = WeekOutline {
        start: span.0,
        days: span.1,
        phase: Phase::Ordinary,
        deload: false,
        share: 1.0,
        progress,
        race: race.map(|race| race.kind).or(request.goal),
        race_date: race.map(|race| race.date),
        easy_until,
        side_races: Vec::new(),
    };
    settle_phase(&mut week, request, athlete, timeline);
    if !week.phase.is_taper() {
        week.side_races = side_race::near(request.history, week.start, week.end(), target);
    }
    week
}

fn settle_phase(week: &mut WeekOutline, request: &Request<'_>, athlete: &Athlete<'_>, timeline: &Timeline) {
    if let (Some(left), Some(race)) = (week.weeks_left(), week.race) {
        week.phase = season::phase(left, race);
        week.share = taper::share(left, race);
        week.deload = season::is_deload(left, race, athlete.cycle) && timeline.heaviest_week(week.start, 3) > 0;
    } else {
        week.deload = deload_is_due(week, request, athlete, timeline);
    }
    if !week.phase.is_taper() {
        away_or_spent(week, athlete, timeline);
    }
}

fn away_or_spent(week: &mut WeekOutline, athlete: &Athlete<'_>, timeline: &Timeline) {
    if let Some(share) = comeback::share(athlete.history, timeline, week.start) {
        (week.phase, week.share, week.deload) = (Phase::Comeback, share, false);
    } else if days_between(week.start, week.easy_until) >= 3 {
        (week.phase, week.deload) = (Phase::Recovery, false);
    }
}

/// Without a race the log decides: after two or three loading weeks in a row comes a light one.
fn deload_is_due(week: &WeekOutline, request: &Request<'_>, athlete: &Athlete<'_>, timeline: &Timeline) -> bool {
    let loading = athlete.cycle - 1;
    let first = days_between(request.from, week.start) / 7;
    let known = i32::try_from(timeline.logged_days()).unwrap_or(0) / 7 + first;
    let heaviest = timeline.heaviest_week(week.start, loading);
    let lightest = (0..loading).map(|back| timeline.week_before(plus_days(week.start, -7 * back))).min();
    known >= loading && heaviest > 0 && lightest.is_some_and(|light| f64::from(light) >= 0.85 * f64::from(heaviest))
}

/// Until when the races before that day are still in the legs.
fn recovered(request: &Request<'_>, start: Date) -> Date {
    let recent = request.history.races_between(plus_days(start, -21), start);
    let hard = recent.filter(|race| race.priority != RacePriority::C);
    hard.map(|race| plus_days(race.date, 1 + taper::recovery_days(race.kind))).max().unwrap_or(start).max(start)
}
