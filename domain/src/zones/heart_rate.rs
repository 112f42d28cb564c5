//! Heart-rate zones from the threshold heart rate, or from the maximum where only that is known.
//!
//! Shares of threshold heart rate: A. Coggan's levels 1–5 (H. Allen and A. Coggan, "Training and Racing with a Power
//! Meter", 2006): recovery below 69 %, endurance from 69 %, tempo from 84 %, threshold from 95 %, VO2max above 105 %.
//! Shares of maximum heart rate: S. Edwards, "The Heart Rate Monitor Book", 1993: from 50, 60, 70, 80 and 90 %.
//! The lower end of recovery (50 % of threshold) is only there so that a range can be printed.

use super::band::{Band, RisingBands, whole};
use crate::vocabulary::{HeartRate, MaxHeartRate, ThresholdHeartRate, Thresholds, Zone};

const SHARES_OF_THRESHOLD: [f64; 5] = [0.50, 0.69, 0.84, 0.95, 1.06];
/// Where the last zone ends when the maximum is not known: about the usual maximum over threshold.
const END_OVER_THRESHOLD: f64 = 1.15;
const SHARES_OF_MAXIMUM: [f64; 5] = [0.50, 0.60, 0.70, 0.80, 0.90];

/// Beats a minute for z1 to z5.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HeartRateZones(RisingBands);

impl HeartRateZones {
    /// From the threshold heart rate if known, else from the maximum; `None` when neither is.
    pub fn of(thresholds: &Thresholds) -> Option<Self> {
        match (thresholds.threshold_heart_rate, thresholds.max_heart_rate) {
            (Some(threshold), maximum) => Some(Self::from_threshold(threshold, maximum)),
            (None, Some(maximum)) => Some(Self::from_maximum(maximum)),
            (None, None) => None,
        }
    }

    fn from_threshold(threshold: ThresholdHeartRate, maximum: Option<MaxHeartRate>) -> Self {
        let beats = f64::from(threshold.get());
        let end = maximum.map_or_else(|| whole(END_OVER_THRESHOLD * beats), |maximum| u16::from(maximum.get()));
        Self(RisingBands::new(SHARES_OF_THRESHOLD.map(|share| whole(share * beats)), end))
    }

    fn from_maximum(maximum: MaxHeartRate) -> Self {
        let beats = f64::from(maximum.get());
        Self(RisingBands::new(SHARES_OF_MAXIMUM.map(|share| whole(share * beats)), u16::from(maximum.get())))
    }

    pub fn band(self, zone: Zone) -> Band {
        self.0.band(zone)
    }

    /// The zone that a heart rate belongs to.
    pub fn zone_of(self, heart_rate: HeartRate) -> Zone {
        self.0.zone_of(u16::from(heart_rate.get()))
    }
}

#[cfg(test)]
mod tests {
    use super::super::band::tests::assert_gapless;
    use super::*;
    use proptest::prelude::*;

    fn zones(threshold: Option<u8>, maximum: Option<u8>) -> Option<HeartRateZones> {
        HeartRateZones::of(&Thresholds {
            threshold_heart_rate: threshold.map(|beats| ThresholdHeartRate::try_new(beats).unwrap()),
            max_heart_rate: maximum.map(|beats| MaxHeartRate::try_new(beats).unwrap()),
            ..Thresholds::default()
        })
    }

    fn bands(zones: HeartRateZones) -> Vec<(u16, u16)> {
        Zone::ALL.iter().map(|&zone| (zones.band(zone).low, zones.band(zone).high)).collect()
    }

    #[test]
    fn zones_follow_the_threshold_heart_rate() {
        let expected = [(85, 116), (117, 142), (143, 161), (162, 179), (180, 190)];
        assert_eq!(bands(zones(Some(170), Some(190)).unwrap()), expected);
    }

    #[test]
    fn without_a_threshold_the_maximum_decides() {
        let expected = [(95, 113), (114, 132), (133, 151), (152, 170), (171, 190)];
        assert_eq!(bands(zones(None, Some(190)).unwrap()), expected);
        assert_eq!(zones(None, None), None);
    }

    #[test]
    fn a_maximum_set_too_low_never_turns_the_last_zone_round() {
        let z5 = zones(Some(170), Some(150)).unwrap().band(Zone::Z5);
        assert!(z5.low <= z5.high);
    }

    proptest! {
        #[test]
        fn zones_leave_no_gap_at_any_threshold(threshold in 100_u8..=220, maximum in 100_u8..=230) {
            for zones in [zones(Some(threshold), Some(maximum)), zones(Some(threshold), None), zones(None, Some(maximum))] {
                let zones = zones.unwrap();
                assert_gapless(|zone| zones.band(zone), |beats| zones.0.zone_of(beats));
            }
        }
    }
}
