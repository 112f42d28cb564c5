//! A B race on the way to something else.
//!
//! J. Friel, "The Triathlete's Training Bible": an A race has a taper of weeks, a B race some days of rest before it, and
//! a C race is trained through. The last three days before a B race hold nothing hard and ever less, and the week gives
//! up what they would have held. In a taper for another race there is nothing left to take out.

use jiff::civil::Date;

use super::outline::WeekOutline;
use crate::{
    history::{AthleteHistory, days_between, plus_days},
    vocabulary::{Race, RacePriority},
};

/// Minutes that a day may hold at most: on the eve, two and three days before.
const MOST_MINUTES: [u16; 3] = [30, 45, 60];
/// Share of an ordinary day that such a day gives up.
const GIVEN_UP: f64 = 0.5;
const DAYS: i32 = 3;

/// B races on which the days of a week up to `until` may have to wait, but for the race that the plan leads to.
pub(super) fn near(history: &AthleteHistory, from: Date, until: Date, target: Option<&Race>) -> Vec<Date> {
    let races = history.races_between(from, plus_days(until, DAYS));
    let on_the_way =
        races.filter(|race| race.priority == RacePriority::B && Some(race.race_id) != target.map(|t| t.race_id));
    on_the_way.map(|race| race.date).collect()
}

/// Minutes that a day may hold because of a B race soon after it.
pub(super) fn most_minutes(week: &WeekOutline, date: Date) -> Option<u16> {
    let days =
        week.side_races.iter().map(|&race| days_between(date, race)).filter(|days| (1..=DAYS).contains(days)).min()?;
    usize::try_from(days - 1).ok().and_then(|at| MOST_MINUTES.get(at)).copied()
}

/// What is left of the week's volume.
pub(super) fn share(week: &WeekOutline) -> f64 {
    let fresh = (0..i32::from(week.days)).filter(|&day| most_minutes(week, plus_days(week.start, day)).is_some());
    let fresh = u32::try_from(fresh.count()).unwrap_or(0);
    1.0 - f64::from(fresh) * GIVEN_UP / f64::from(week.days.max(1))
}
