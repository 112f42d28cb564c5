//! Training paces from VDOT: easy, marathon, threshold, interval, repetition.
//!
//! Shares of VDOT after J. Daniels, "Daniels' Running Formula": easy 63.04 % (slow end) to 73.46 % (fast end),
//! threshold 88 %, interval 97.5 %; marathon pace is the predicted marathon's; repetitions are 15 s/km faster than
//! intervals, 20 s/km below VDOT 50. Below about VDOT 35 the printed tables ease these paces; the formula doesn't.

use super::{oxygen::speed_for_oxygen, vdot::race_time};
use crate::vocabulary::Vdot;

const EASY_SLOW_SHARE: f64 = 0.6304;
const EASY_FAST_SHARE: f64 = 0.7346;
const THRESHOLD_SHARE: f64 = 0.88;
const INTERVAL_SHARE: f64 = 0.975;
const MARATHON_M: f64 = 42_195.0;

/// A span of paces in seconds a kilometre; `fast` is the smaller number.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PaceSpan {
    pub fast: f64,
    pub slow: f64,
}

/// The five training paces of a runner, in seconds a kilometre.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RunPaces {
    /// E: conversation, most of the week.
    pub easy: PaceSpan,
    /// M: the pace of a marathon.
    pub marathon: f64,
    /// T: comfortably hard, about an hour's race.
    pub threshold: f64,
    /// I: bouts of two to five minutes.
    pub interval: f64,
    /// R: short and fast, full rest.
    pub repetition: f64,
}

impl RunPaces {
    pub fn of(vdot: Vdot) -> Self {
        let interval = pace_at(vdot, INTERVAL_SHARE);
        Self {
            easy: PaceSpan { fast: pace_at(vdot, EASY_FAST_SHARE), slow: pace_at(vdot, EASY_SLOW_SHARE) },
            marathon: marathon_pace(vdot),
            threshold: pace_at(vdot, THRESHOLD_SHARE),
            interval,
            repetition: interval - if vdot.get() >= 50.0 { 15.0 } else { 20.0 },
        }
    }
}

/// Threshold speed in m/s: the pace that running load is measured against.
pub fn threshold_speed(vdot: Vdot) -> f64 {
    1000.0 / pace_at(vdot, THRESHOLD_SHARE)
}

/// Seconds a kilometre at a share of VDOT.
fn pace_at(vdot: Vdot, share: f64) -> f64 {
    60_000.0 / speed_for_oxygen(vdot.get() * share)
}

/// Every VDOT within the limits finishes a marathon in the time searched, so the fallback is never met.
fn marathon_pace(vdot: Vdot) -> f64 {
    race_time(vdot, MARATHON_M).map_or_else(|| pace_at(vdot, 0.8), |time_s| time_s / (MARATHON_M / 1000.0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::test_support::{assert_close, seconds};
    use proptest::prelude::*;

    fn paces(vdot: f64) -> RunPaces {
        RunPaces::of(Vdot::try_new(vdot).unwrap())
    }

    /// E fast, E slow, M, T, I as printed (s/km); intervals and repetitions of the slowest are printed per lap.
    #[test]
    fn paces_follow_the_published_table_within_two_seconds_a_kilometre() {
        let table = [
            (50.0, ["4:56", "5:34", "4:31", "4:15", "3:55"], 2.0),
            (60.0, ["4:15", "4:49", "3:52", "3:40", "3:23"], 2.0),
            (70.0, ["3:44", "4:15", "3:24", "3:14", "2:59"], 2.0),
            // The table eases the fast end of E and M below VDOT 50 by two to three seconds.
            (40.0, ["5:56", "6:38", "5:29", "5:06", "4:42"], 3.5),
        ];
        for (vdot, printed, tolerance) in table {
            let of = paces(vdot);
            let ours = [of.easy.fast, of.easy.slow, of.marathon, of.threshold, of.interval];
            for (pace, printed) in ours.into_iter().zip(printed) {
                assert_close(pace, seconds(printed), tolerance);
            }
        }
    }

    #[test]
    fn lap_times_of_intervals_and_repetitions_follow_the_published_table() {
        assert_close(paces(30.0).interval * 0.4, seconds("2:22"), 0.8);
        assert_close(paces(30.0).repetition * 0.2, 67.0, 0.8);
        assert_close(paces(40.0).repetition * 0.4, seconds("1:44"), 0.8);
        assert_close(paces(50.0).repetition * 0.4, 87.0, 1.0);
        assert_close(paces(60.0).repetition * 0.4, 75.0, 0.8);
        assert_close(paces(70.0).repetition * 0.4, 65.0, 0.8);
    }

    /// At VDOT 30 the printed table is gentler than its own formula: E 5 s faster, 3 s slower, M 11 s. T agrees.
    #[test]
    fn at_vdot_30_threshold_agrees_and_the_rest_stays_near_the_table() {
        let of = paces(30.0);
        assert_close(of.threshold, seconds("6:24"), 1.0);
        assert_close(of.easy.fast, seconds("7:27"), 6.0);
        assert_close(of.easy.slow, seconds("8:14"), 4.0);
        assert_close(of.marathon, seconds("7:03"), 11.5);
    }

    proptest! {
        #[test]
        fn paces_are_ordered_from_easy_to_repetition(vdot in 20.0..=85.0_f64) {
            let of = paces(vdot);
            let order = [of.easy.slow, of.easy.fast, of.marathon, of.threshold, of.interval, of.repetition];
            prop_assert!(order.is_sorted_by(|slower, faster| slower > faster), "{of:?}");
            prop_assert!(of.repetition > 0.0);
        }
    }
}
