//! Monotony and strain: whether hard days and easy days differ enough.
//!
//! C. Foster, "Monitoring training in athletes with reference to overtraining syndrome", 1998: mean daily load over its
//! standard deviation in a week, and the week's load times that. The population's deviation is used, because the
//! seven days are all there is.

/// A week of seven equal days has no deviation; it counts as this.
pub const MONOTONY_CAP: f64 = 10.0;

/// Monotony of seven days. A week without any load is rest, not monotony, and counts 0.
pub fn monotony(week: &[f64; 7]) -> f64 {
    let mean = week.iter().sum::<f64>() / 7.0;
    let deviation = (week.iter().map(|load| (load - mean).powi(2)).sum::<f64>() / 7.0).sqrt();
    if mean <= 0.0 { 0.0 } else { (mean / deviation).min(MONOTONY_CAP) }
}

/// Strain of seven days: their load times their monotony.
pub fn weekly_strain(week: &[f64; 7]) -> f64 {
    week.iter().sum::<f64>() * monotony(week)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::test_support::assert_close;
    use proptest::prelude::*;

    #[test]
    fn a_varied_week_has_low_monotony() {
        // Mean 400/7, population deviation 41.650.
        let week = [0.0, 60.0, 80.0, 50.0, 0.0, 120.0, 90.0];
        assert_close(monotony(&week), 1.372, 0.000_5);
        assert_close(weekly_strain(&week), 548.8, 0.05);
    }

    #[test]
    fn seven_equal_days_are_as_monotonous_as_it_gets() {
        assert_close(monotony(&[50.0; 7]), MONOTONY_CAP, 0.0);
        assert_close(weekly_strain(&[50.0; 7]), 3_500.0, 0.0);
    }

    #[test]
    fn a_week_of_rest_is_not_monotonous() {
        assert_close(monotony(&[0.0; 7]), 0.0, 0.0);
    }

    proptest! {
        #[test]
        fn monotony_does_not_depend_on_the_order_or_the_scale(week in prop::array::uniform7(0.0..300.0_f64), scale in 0.1..10.0_f64) {
            let mut other = week.map(|load| load * scale);
            other.reverse();
            assert_close(monotony(&week), monotony(&other), 1e-6);
            prop_assert!((0.0..=MONOTONY_CAP).contains(&monotony(&week)));
        }
    }
}
