//! How far a workout was from its session, in percent of what was planned.

/// A deviation beyond this many percent, up or down, offers an adjustment of the days after it.
const OFFERED_BEYOND_PERCENT: u64 = 20;

/// Percent more (positive) or less (negative) than planned: of minutes, or of any other amount in the same unit.
/// `None` where nothing was planned.
pub fn deviation_percent(planned: u32, done: u32) -> Option<f64> {
    (planned > 0).then(|| (f64::from(done) - f64::from(planned)) / f64::from(planned) * 100.0)
}

/// Whether the deviation is large enough to offer an adjustment. Exact: 20 % is not more than 20 %.
pub fn offers_adjustment(planned: u32, done: u32) -> bool {
    planned > 0 && u64::from(planned.abs_diff(done)) * 100 > u64::from(planned) * OFFERED_BEYOND_PERCENT
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::matching::Compliance;
    use proptest::prelude::*;

    #[test]
    fn deviations_are_in_percent_of_the_plan() {
        assert_eq!(deviation_percent(60, 75), Some(25.0));
        assert_eq!(deviation_percent(60, 30), Some(-50.0));
        assert_eq!(deviation_percent(0, 30), None);
    }

    #[test]
    fn only_more_than_twenty_percent_offers_an_adjustment() {
        assert!(!offers_adjustment(60, 72) && !offers_adjustment(60, 48));
        assert!(offers_adjustment(60, 73) && offers_adjustment(60, 47));
        assert!(!offers_adjustment(0, 47));
    }

    proptest! {
        #[test]
        fn an_adjustment_is_offered_exactly_when_the_colour_is_not_green(planned in 1_u32..1500, done in 0_u32..1500) {
            prop_assert_eq!(offers_adjustment(planned, done), Compliance::of(planned, done) != Compliance::Green);
        }
    }
}
