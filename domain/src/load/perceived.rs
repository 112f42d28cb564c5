//! Load from how hard it felt, or failing that from the zone it was meant to be in.
//!
//! Session RPE: C. Foster and others, "A new approach to monitoring exercise training", 2001: RPE × minutes.
//! An hour at RPE 7, which is what threshold feels like, makes 420; dividing by 4.2 puts it on the scale of the other
//! methods. With the usual RPE of each zone an hour then makes 29, 43, 71, 100 and 114 points for z1 to z5: what
//! the same hour would make by power at 53, 65, 85, 100 and 107 % of FTP.

use crate::vocabulary::Zone;

/// One hour at the RPE of threshold (7) is 100 points.
pub const POINTS_PER_RPE_MINUTE: f64 = 100.0 / (60.0 * 7.0);

/// Session RPE in its own units.
pub fn session_rpe(rpe: f64, minutes: f64) -> f64 {
    rpe * minutes
}

/// The RPE that a workout in this zone is taken to have had.
pub fn zone_rpe(zone: Zone) -> f64 {
    f64::from(zone.default_rpe())
}

/// Session RPE in points.
pub fn perceived_load(rpe: f64, minutes: f64) -> f64 {
    session_rpe(rpe, minutes) * POINTS_PER_RPE_MINUTE
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::test_support::assert_close;

    #[test]
    fn session_rpe_is_effort_times_minutes() {
        assert_close(session_rpe(5.0, 60.0), 300.0, 0.0);
    }

    #[test]
    fn the_zones_have_their_usual_efforts() {
        assert_eq!(Zone::ALL.iter().map(|&zone| zone_rpe(zone)).collect::<Vec<_>>(), [2.0, 3.0, 5.0, 7.0, 8.0]);
    }

    #[test]
    fn an_hour_in_each_zone_makes_about_what_power_would_make_of_it() {
        let points: Vec<f64> = Zone::ALL.iter().map(|&zone| perceived_load(zone_rpe(zone), 60.0).round()).collect();
        assert_eq!(points, [29.0, 43.0, 71.0, 100.0, 114.0]);
    }
}
