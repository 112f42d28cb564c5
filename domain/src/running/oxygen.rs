//! The two curves under VDOT: what a speed costs, and how much of the maximum lasts how long.
//!
//! J. Daniels and J. Gilbert, "Oxygen Power: Performance Tables for Distance Runners", 1979.
//! Their units are kept here: metres a minute, minutes, and millilitres of oxygen per kilogram and minute.

const COST_AT_REST: f64 = -4.60;
const COST_PER_SPEED: f64 = 0.182258;
const COST_PER_SPEED_SQUARED: f64 = 0.000104;

/// Oxygen that running at a speed (m/min) takes.
pub fn oxygen_cost(metres_per_minute: f64) -> f64 {
    COST_AT_REST + COST_PER_SPEED * metres_per_minute + COST_PER_SPEED_SQUARED * metres_per_minute * metres_per_minute
}

/// The speed (m/min) that takes this much oxygen: [`oxygen_cost`] solved for its speed.
pub fn speed_for_oxygen(oxygen: f64) -> f64 {
    let (a, b, c) = (COST_PER_SPEED_SQUARED, COST_PER_SPEED, COST_AT_REST - oxygen);
    ((b * b - 4.0 * a * c).sqrt() - b) / (2.0 * a)
}

/// The share of maximal oxygen uptake that a race of so many minutes is run at: above 1 in a sprint,
/// about 0.93 for half an hour, toward 0.8 for the longest.
pub fn sustainable_share(minutes: f64) -> f64 {
    0.8 + 0.1894393 * (-0.012778 * minutes).exp() + 0.2989558 * (-0.1932605 * minutes).exp()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::test_support::assert_close;

    #[test]
    fn the_published_points_of_both_curves_hold() {
        assert_close(oxygen_cost(250.0), 47.465, 0.000_5 + 1e-9);
        assert_close(sustainable_share(30.0), 0.9300, 0.000_05);
    }

    /// Both exponentials weigh in a five-minute race; only the slow one is left after four hours.
    #[test]
    fn short_and_long_races_follow_the_same_curve() {
        assert_close(sustainable_share(5.0), 1.09146, 0.000_005);
        assert_close(sustainable_share(240.0), 0.80882, 0.000_005);
    }

    #[test]
    fn a_speed_comes_back_from_its_oxygen_cost() {
        for speed in [80.0, 150.0, 250.0, 400.0] {
            assert_close(speed_for_oxygen(oxygen_cost(speed)), speed, 1e-9);
        }
    }

    #[test]
    fn the_longer_the_race_the_smaller_the_share() {
        let shares: Vec<f64> = (1..1200).map(|minutes| sustainable_share(f64::from(minutes))).collect();
        assert!(shares.is_sorted_by(|earlier, later| earlier >= later));
    }
}
