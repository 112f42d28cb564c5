//! What a body can do. Outside of this a number was mistyped, or misread by us, and is asked about.

use domain::vocabulary::Sport;

/// Slowest and fastest in metres a second.
///
/// Above: a little over world records (400 m on foot 9.3 m/s, 1500 m 7.3 m/s; 100 m in the water 2.2 m/s; an hour
/// on the track 15.8 m/s, descents faster). Below: a stroll, a drift, a bicycle pushed uphill.
fn speeds(sport: Sport, metres: f64) -> Option<(f64, f64)> {
    match sport {
        Sport::Run if metres <= 1500.0 => Some((0.8, 9.4)),
        Sport::Run if metres <= 5_000.0 => Some((0.8, 7.2)),
        Sport::Run => Some((0.8, 6.5)),
        Sport::Swim => Some((0.25, 2.3)),
        Sport::Bike => Some((1.4, 20.0)),
        Sport::Other => Some((0.05, 25.0)),
        Sport::Strength | Sport::Rest | Sport::Multisport => None,
    }
}

pub(in super::super) fn is_plausible(sport: Sport, metres: f64, seconds: f64) -> bool {
    speeds(sport, metres).is_some_and(|(slowest, fastest)| (slowest..=fastest).contains(&(metres / seconds)))
}

/// Whether a number without a unit is likely to be this distance.
pub(super) fn is_usual_distance(sport: Sport, metres: f64) -> bool {
    match sport {
        Sport::Run => (400.0..=42_200.0).contains(&metres),
        Sport::Swim => (100.0..=10_000.0).contains(&metres),
        Sport::Bike => (2_000.0..=300_000.0).contains(&metres),
        Sport::Other => (400.0..=42_200.0).contains(&metres),
        Sport::Strength | Sport::Rest | Sport::Multisport => false,
    }
}

/// Whether a number without a unit is likely to be this time.
pub(super) fn is_usual_time(seconds: f64) -> bool {
    (600.0..=18_000.0).contains(&seconds)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_are_believed_and_ten_kilometres_in_three_minutes_are_not() {
        assert!(is_plausible(Sport::Run, 10_000.0, 1_571.0));
        assert!(!is_plausible(Sport::Run, 10_000.0, 180.0));
        assert!(is_plausible(Sport::Swim, 100.0, 46.4));
        assert!(!is_plausible(Sport::Swim, 40_000.0, 3_600.0));
    }

    #[test]
    fn nobody_lifts_for_kilometres() {
        assert!(!is_plausible(Sport::Strength, 5_000.0, 1_800.0));
    }
}
