//! How much is left of a week before a race.
//!
//! Bosquet and others 2007 (Med Sci Sports Exerc 39): best results from taking out 41–60 % over 8–14 days while
//! intensity stays. The last two weeks therefore stand at 56 % and 46 % of the heaviest recent week; longer tapers step
//! down to there.

use super::season::taper_weeks;
use crate::vocabulary::RaceKind;

const RACE_WEEK: f64 = 0.46;
const LAST_FULL_WEEK: f64 = 0.56;
const STEPS_BEFORE: [f64; 2] = [0.72, 0.85];

/// Share of the heaviest recent week, by whole weeks left to the race; 1 before the taper begins.
pub(super) fn share(weeks_left: i32, race: RaceKind) -> f64 {
    match weeks_left {
        0 => RACE_WEEK,
        1 => LAST_FULL_WEEK,
        2.. if weeks_left <= taper_weeks(race) => STEPS_BEFORE[usize::from(weeks_left > 2)],
        _ => 1.0,
    }
}

/// Days without anything hard after a race, and half the volume: about a day for each 1½ km of running at the short
/// end, three weeks after a full distance (J. Daniels; J. Friel).
pub(super) const fn recovery_days(race: RaceKind) -> i32 {
    match race {
        RaceKind::FiveKm | RaceKind::Sprint | RaceKind::Other => 3,
        RaceKind::TenKm | RaceKind::Olympic => 5,
        RaceKind::HalfMarathon => 7,
        RaceKind::HalfTriathlon => 10,
        RaceKind::Marathon => 14,
        RaceKind::FullTriathlon | RaceKind::Ultra => 21,
    }
}
