//! How long a season is and where its weeks stand.
//!
//! Race week 1; taper 1, 2 or 3 weeks; peak 3; build 2 × 4; base the rest. After J. Friel, "The Triathlete's Training
//! Bible", and J. Daniels, "Daniels' Running Formula" (phases of three to six weeks).

use crate::{
    plan::Phase,
    vocabulary::{Level, RaceKind},
};

pub(super) const PEAK_WEEKS: i32 = 3;
pub(super) const BUILD_WEEKS: i32 = 8;
/// A season for a race of several hours needs at least this long.
const LONG_RACE_WEEKS: i32 = 6;

/// Weeks of taper before the race week, by how long the race is.
pub(super) const fn taper_weeks(race: RaceKind) -> i32 {
    match race {
        RaceKind::HalfTriathlon | RaceKind::HalfMarathon => 2,
        RaceKind::FullTriathlon | RaceKind::Marathon | RaceKind::Ultra => 3,
        _ => 1,
    }
}

/// Weeks that a season for this race needs at least.
pub(super) const fn weeks_needed(race: RaceKind) -> i32 {
    match race {
        RaceKind::HalfTriathlon | RaceKind::FullTriathlon | RaceKind::Marathon | RaceKind::Ultra => LONG_RACE_WEEKS,
        _ => 0,
    }
}

/// Weeks of a season whose race has no date yet: beginner, intermediate, advanced.
pub(super) const fn weeks_without_date(race: Option<RaceKind>, level: Level) -> i32 {
    let by_level = match race {
        Some(RaceKind::FiveKm | RaceKind::Sprint) => [8, 10, 12],
        Some(RaceKind::HalfMarathon | RaceKind::HalfTriathlon) => [12, 16, 18],
        Some(RaceKind::Marathon | RaceKind::Ultra | RaceKind::FullTriathlon) => [16, 20, 24],
        _ => [10, 12, 14],
    };
    by_level[level as usize]
}

/// What a week is for, by whole weeks left to the race.
pub(super) const fn phase(weeks_left: i32, race: RaceKind) -> Phase {
    let before_taper = weeks_left - taper_weeks(race);
    match weeks_left {
        0 => Phase::Race,
        _ if before_taper <= 0 => Phase::Taper,
        _ if before_taper <= PEAK_WEEKS => Phase::Peak,
        _ if before_taper <= PEAK_WEEKS + BUILD_WEEKS => Phase::Build,
        _ => Phase::Base,
    }
}

/// Every third or fourth week is a light one, counted back from the taper.
pub(super) const fn is_deload(weeks_left: i32, race: RaceKind, cycle: i32) -> bool {
    let before_taper = weeks_left - taper_weeks(race);
    before_taper > 0 && before_taper % cycle == 0
}
