//! The runner's week.
//!
//! Slots by runs a week: 2 quality and long; 3 with an easy run; 4 one more; 5 a second quality; 6 a recovery run; 7 one
//! more easy run. Quality by phase: the first 30 % of the weeks at threshold, then intervals and threshold in turn, from
//! 80 % on what the race asks for. After J. Daniels, "Daniels' Running Formula" (phases II to IV).

use super::{
    athlete::Athlete,
    outline::WeekOutline,
    wish::{Wish, sharpen},
};
use crate::{
    history::days_between,
    plan::{Phase, WorkoutKind},
    vocabulary::{RaceKind, Sport, Weekday, Zone},
};

pub(super) fn wishes(athlete: &Athlete<'_>, week: &WeekOutline, count: usize) -> Vec<Wish> {
    use Weekday::{Friday, Monday, Saturday, Thursday, Tuesday, Wednesday};
    let profile = &athlete.history.profile;
    let run = |workout, zone, minutes, day| Wish::new(Sport::Run, workout, zone, minutes, day);
    let long_day = profile.long_run_day.unwrap_or(Weekday::Sunday);
    let first = quality(week, 0);
    let second = quality(week, 1);
    let mut wishes = vec![
        run(WorkoutKind::Long, Zone::Z2, 90, long_day).chosen(profile.long_run_day.is_some()),
        run(first.0, first.1, 55, Tuesday),
        run(WorkoutKind::Endurance, Zone::Z2, 45, Thursday),
        run(WorkoutKind::Endurance, Zone::Z2, 40, Saturday),
        run(second.0, second.1, 50, Friday),
        run(WorkoutKind::Recovery, Zone::Z1, 30, Monday),
        run(WorkoutKind::Endurance, Zone::Z2, 35, Wednesday),
    ];
    if count < 5 {
        wishes.remove(4);
    }
    wishes.truncate(count.max(1));
    sharpen(&mut wishes, week);
    wishes
}

/// What the week's first or second quality session trains.
fn quality(week: &WeekOutline, nth: i32) -> (WorkoutKind, Zone) {
    let threshold = (WorkoutKind::Threshold, Zone::Z4);
    let intervals = (WorkoutKind::Intervals, Zone::Z5);
    let even = (weeks_of_the_calendar(week) + nth) % 2 == 0;
    match week.phase {
        Phase::Base => threshold,
        Phase::Peak => race_specific(week.race, even).unwrap_or(threshold),
        _ if week.progress >= 0.8 => race_specific(week.race, even).unwrap_or(threshold),
        _ if week.progress < 0.3 && week.phase != Phase::Ordinary => threshold,
        _ if even => threshold,
        _ => intervals,
    }
}

/// Five kilometres are run near the oxygen ceiling and faster: intervals and repetitions in turn.
fn race_specific(race: Option<RaceKind>, even: bool) -> Option<(WorkoutKind, Zone)> {
    match race? {
        RaceKind::FiveKm if !even => Some((WorkoutKind::Repetitions, Zone::Z5)),
        RaceKind::FiveKm | RaceKind::TenKm => Some((WorkoutKind::Intervals, Zone::Z5)),
        RaceKind::Marathon | RaceKind::Ultra => Some((WorkoutKind::RacePace, Zone::Z3)),
        _ => Some((WorkoutKind::Threshold, Zone::Z4)),
    }
}

/// Counts weeks from a Monday, so that two plans for the same week agree on its turn.
fn weeks_of_the_calendar(week: &WeekOutline) -> i32 {
    days_between(jiff::civil::date(2001, 1, 1), week.start).div_euclid(7)
}
