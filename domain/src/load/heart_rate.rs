//! Training impulse (TRIMP) and the load that follows from heart rate.
//!
//! E. Banister, "Modeling elite athletic performance", 1991: minutes × x × 0.64 × e^(1.92 x), where x is the share of
//! the heart-rate reserve; 1.67 instead of 1.92 for women. Divided by the impulse of an hour at threshold (hrTSS) the
//! 0.64 cancels, and 100 is again one hour at threshold.

use crate::vocabulary::{Sex, Thresholds};

const SCALE: f64 = 0.64;

/// An adult's usual resting heart rate, where the athlete gave none.
const USUAL_RESTING: f64 = 60.0;
/// Threshold over maximum, where only one of them is known: the middle of the 88–92 % that J. Daniels
/// ("Daniels' Running Formula") gives for threshold pace.
const THRESHOLD_OVER_MAXIMUM: f64 = 0.90;

/// Resting, threshold and maximum heart rate in beats a minute, in rising order.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct HeartLimits {
    pub resting: f64,
    pub threshold: f64,
    pub maximum: f64,
}

impl HeartLimits {
    /// `None` when neither threshold nor maximum is known, or when the three contradict each other.
    pub fn of(thresholds: &Thresholds) -> Option<Self> {
        let threshold = thresholds.threshold_heart_rate.map(|beats| f64::from(beats.get()));
        let maximum = thresholds.max_heart_rate.map(|beats| f64::from(beats.get()));
        let resting = thresholds.resting_heart_rate.map_or(USUAL_RESTING, |beats| f64::from(beats.get()));
        let threshold = threshold.or_else(|| Some(maximum? * THRESHOLD_OVER_MAXIMUM))?;
        let maximum = maximum.unwrap_or(threshold / THRESHOLD_OVER_MAXIMUM);
        (resting < threshold && threshold < maximum).then_some(Self { resting, threshold, maximum })
    }

    /// The share of the heart-rate reserve, from 0 at rest to 1 at the maximum.
    pub fn reserve_share(&self, beats: f64) -> f64 {
        ((beats - self.resting) / (self.maximum - self.resting)).clamp(0.0, 1.0)
    }
}

/// Training impulse of so many minutes at a share of the heart-rate reserve.
pub fn training_impulse(minutes: f64, reserve_share: f64, sex: Option<Sex>) -> f64 {
    let steepness = if sex == Some(Sex::Female) { 1.67 } else { 1.92 };
    minutes * reserve_share * SCALE * (steepness * reserve_share).exp()
}

/// Load from an average heart rate: the impulse, in hundredths of that of an hour at threshold.
pub fn heart_rate_tss(minutes: f64, beats: f64, limits: &HeartLimits, sex: Option<Sex>) -> f64 {
    let an_hour_at_threshold = training_impulse(60.0, limits.reserve_share(limits.threshold), sex);
    100.0 * training_impulse(minutes, limits.reserve_share(beats), sex) / an_hour_at_threshold
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::test_support::assert_close;
    use crate::vocabulary::{MaxHeartRate, RestingHeartRate, ThresholdHeartRate};

    const LIMITS: HeartLimits = HeartLimits { resting: 50.0, threshold: 170.0, maximum: 190.0 };

    fn thresholds(resting: Option<u8>, threshold: Option<u8>, maximum: Option<u8>) -> Thresholds {
        Thresholds {
            resting_heart_rate: resting.and_then(|beats| RestingHeartRate::try_new(beats).ok()),
            threshold_heart_rate: threshold.and_then(|beats| ThresholdHeartRate::try_new(beats).ok()),
            max_heart_rate: maximum.and_then(|beats| MaxHeartRate::try_new(beats).ok()),
            ..Thresholds::default()
        }
    }

    #[test]
    fn an_hour_at_threshold_is_100_for_everyone() {
        for sex in [None, Some(Sex::Female), Some(Sex::Male), Some(Sex::Other)] {
            assert_close(heart_rate_tss(60.0, 170.0, &LIMITS, sex), 100.0, 1e-9);
        }
    }

    #[test]
    fn impulses_follow_the_formula() {
        // 60 × 0.5 × 0.64 × e^0.96 and 60 × 0.5 × 0.64 × e^0.835.
        assert_close(training_impulse(60.0, 0.5, Some(Sex::Male)), 50.145, 0.001);
        assert_close(training_impulse(60.0, 0.5, Some(Sex::Female)), 44.253, 0.001);
        assert_close(training_impulse(60.0, 0.0, None), 0.0, 0.0);
    }

    #[test]
    fn an_easy_hour_is_less_than_half_of_an_hour_at_threshold() {
        let easy = heart_rate_tss(60.0, 120.0, &LIMITS, Some(Sex::Male));
        assert!((20.0..50.0).contains(&easy), "{easy}");
    }

    #[test]
    fn what_is_missing_is_filled_with_what_is_usual() {
        let from_threshold = HeartLimits::of(&thresholds(None, Some(171), None)).unwrap();
        assert_eq!(from_threshold, HeartLimits { resting: 60.0, threshold: 171.0, maximum: 190.0 });
        let from_maximum = HeartLimits::of(&thresholds(Some(45), None, Some(190))).unwrap();
        assert_eq!(from_maximum, HeartLimits { resting: 45.0, threshold: 171.0, maximum: 190.0 });
    }

    #[test]
    fn contradicting_heart_rates_say_nothing() {
        assert_eq!(HeartLimits::of(&thresholds(None, Some(190), Some(180))), None);
        assert_eq!(HeartLimits::of(&thresholds(Some(110), Some(105), None)), None);
        assert_eq!(HeartLimits::of(&thresholds(Some(50), None, None)), None);
    }
}
