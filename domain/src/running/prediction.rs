//! A race prediction as a range: three models side by side, wider where they know less.
//!
//! A runner repeats a time within about 1.5 % (W. Hopkins and D. Hewson, "Variability of competitive performance of
//! distance runners", 2001), so no range is narrower. Predictions over more than four times the distance come out too
//! fast for most (A. Vickers and E. Vertosick, "An empirical study of race times in recreational endurance runners",
//! 2016), so the slow end moves more than the fast one. The size of both widenings is this project's choice.

use super::{cameron::cameron_time, riegel::riegel_time, vdot::race_time, vdot::vdot_of};

const REPEATABILITY: f64 = 0.015;
const FAR_RATIO: f64 = 4.0;
const FAR: Widening = Widening { faster: 0.02, slower: 0.05 };
const STALE_AFTER_DAYS: u32 = 42;
const STALE: Widening = Widening { faster: 0.01, slower: 0.03 };

struct Widening {
    faster: f64,
    slower: f64,
}

/// What a runner may expect over a distance, in seconds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Prediction {
    /// The middle one of the models.
    pub likely_s: f64,
    pub fastest_s: f64,
    pub slowest_s: f64,
    /// `None` where the time lies outside what VDOT knows.
    pub vdot_s: Option<f64>,
    pub riegel_s: f64,
    pub cameron_s: f64,
}

/// Predicts a race over `to_m` from one over `from_m` in `time_s`, run `age_days` ago.
/// `None` when a number is missing its sense (zero or negative).
pub fn predict_race(from_m: f64, time_s: f64, age_days: u32, to_m: f64) -> Option<Prediction> {
    if !(from_m > 0.0 && time_s > 0.0 && to_m > 0.0) {
        return None;
    }
    let vdot_s = vdot_of(from_m, time_s).and_then(|vdot| race_time(vdot, to_m));
    let (riegel_s, cameron_s) = (riegel_time(from_m, time_s, to_m), cameron_time(from_m, time_s, to_m));
    let mut models: Vec<f64> = vdot_s.into_iter().chain([riegel_s, cameron_s]).collect();
    models.sort_by(f64::total_cmp);
    let (first, last, likely_s) = (*models.first()?, *models.last()?, median(&models));
    let margin = margin(to_m / from_m, age_days);
    Some(Prediction {
        likely_s,
        fastest_s: first.min(likely_s * (1.0 - REPEATABILITY)) * (1.0 - margin.faster),
        slowest_s: last.max(likely_s * (1.0 + REPEATABILITY)) * (1.0 + margin.slower),
        vdot_s,
        riegel_s,
        cameron_s,
    })
}

fn margin(distance_ratio: f64, age_days: u32) -> Widening {
    let mut margin = Widening { faster: 0.0, slower: 0.0 };
    for (applies, by) in [(distance_ratio > FAR_RATIO, FAR), (age_days > STALE_AFTER_DAYS, STALE)] {
        if applies {
            margin.faster += by.faster;
            margin.slower += by.slower;
        }
    }
    margin
}

fn median(sorted: &[f64]) -> f64 {
    let middle = sorted.len() / 2;
    if sorted.len() % 2 == 1 { sorted[middle] } else { f64::midpoint(sorted[middle - 1], sorted[middle]) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::test_support::assert_close;
    use proptest::prelude::*;

    fn width(prediction: Prediction) -> f64 {
        (prediction.slowest_s - prediction.fastest_s) / prediction.likely_s
    }

    fn from_5k(age_days: u32, to_m: f64) -> Prediction {
        predict_race(5_000.0, 1_200.0, age_days, to_m).unwrap()
    }

    #[test]
    fn the_three_models_agree_within_two_percent_on_a_10k() {
        let prediction = from_5k(7, 10_000.0);
        assert_close(prediction.likely_s, 2_490.0, 25.0);
        assert!(width(prediction) < 0.04);
    }

    #[test]
    fn a_range_is_never_narrower_than_a_runner_repeats_their_own_race() {
        assert_close(width(from_5k(7, 5_000.0)), 0.03, 1e-6);
    }

    #[test]
    fn far_beyond_the_race_and_long_after_it_the_range_is_wider() {
        assert!(width(from_5k(7, 20_001.0)) > width(from_5k(7, 20_000.0)) + 0.05);
        assert!(width(from_5k(43, 10_000.0)) > width(from_5k(42, 10_000.0)) + 0.03);
        assert!(width(from_5k(43, 42_195.0)) > width(from_5k(42, 42_195.0)));
    }

    #[test]
    fn senseless_numbers_predict_nothing() {
        assert_eq!(predict_race(0.0, 1_200.0, 0, 10_000.0), None);
        assert_eq!(predict_race(5_000.0, f64::NAN, 0, 10_000.0), None);
        assert_eq!(predict_race(5_000.0, 1_200.0, 0, -1.0), None);
    }

    proptest! {
        #[test]
        fn the_likely_time_lies_inside_its_range(
            from in 1_500.0..42_195.0_f64, pace in 170.0..500.0_f64, to in 1_500.0..100_000.0_f64, age in 0_u32..400,
        ) {
            let p = predict_race(from, from / 1000.0 * pace, age, to).unwrap();
            prop_assert!(p.fastest_s < p.likely_s && p.likely_s < p.slowest_s);
            for model in [p.vdot_s.unwrap_or(p.likely_s), p.riegel_s, p.cameron_s] {
                prop_assert!((p.fastest_s..=p.slowest_s).contains(&model));
            }
        }
    }
}
