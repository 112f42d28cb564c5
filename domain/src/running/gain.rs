//! How fast running fitness may be expected to grow toward a race.
//!
//! The planner's own figures, in VDOT points a week: the further from one's ceiling, the faster the gain.
//! J. Daniels, "Daniels' Running Formula", raises VDOT by about one point every four to six weeks of training
//! for the trained runner, which is the slow end here.

use crate::vocabulary::Level;

/// VDOT points a week that a plan toward a race may aim at.
pub const fn weekly_vdot_gain(level: Level) -> f64 {
    match level {
        Level::Beginner => 0.8,
        Level::Intermediate => 0.5,
        Level::Advanced => 0.3,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_more_trained_the_slower_the_gain() {
        assert_eq!(Level::ALL.iter().map(|&level| weekly_vdot_gain(level)).collect::<Vec<_>>(), [0.8, 0.5, 0.3]);
    }
}
