//! How long the standard road races are.

use crate::vocabulary::RaceKind;

/// Metres of a road race; `None` where the kind doesn't fix the distance.
/// World Athletics: the half-marathon is 21.0975 km, the marathon 42.195 km.
pub const fn race_distance_m(kind: RaceKind) -> Option<f64> {
    match kind {
        RaceKind::FiveKm => Some(5_000.0),
        RaceKind::TenKm => Some(10_000.0),
        RaceKind::HalfMarathon => Some(21_097.5),
        RaceKind::Marathon => Some(42_195.0),
        _ => None,
    }
}
