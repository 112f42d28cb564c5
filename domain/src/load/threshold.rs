//! Ten minutes at or above threshold, as a watch tells of them.
//!
//! Averages are all that is known of a logged workout, so only a whole workout, or a leg of one, can say that it was held
//! there: at functional threshold power or above on the bike, at threshold pace on foot, at critical speed in the water,
//! at threshold heart rate on the bike and on foot. A day with that much counts as hard (S. Seiler 2010).

use super::Effort;
use crate::{
    running::threshold_speed,
    vocabulary::{Sport, Thresholds},
};

const TEN_MINUTES_S: f64 = 600.0;
/// Beyond half as much again as threshold for ten minutes, the sensor or the threshold is wrong.
const BELIEVABLE: std::ops::RangeInclusive<f64> = 1.0..=1.5;

/// Whether ten minutes and more were spent at or above threshold, as far as averages can tell.
pub fn held_threshold(effort: &Effort, thresholds: &Thresholds) -> bool {
    let long_enough = effort.durations.session_s().is_some_and(|seconds| seconds >= TEN_MINUTES_S);
    let shares = [by_power(effort, thresholds), by_speed(effort, thresholds), by_heart_rate(effort, thresholds)];
    long_enough && shares.into_iter().flatten().any(|share| BELIEVABLE.contains(&share))
}

fn by_power(effort: &Effort, thresholds: &Thresholds) -> Option<f64> {
    let watts = effort.normalized_power.or(effort.average_power).filter(|_| effort.sport == Sport::Bike)?;
    Some(watts / f64::from(thresholds.ftp?.get()))
}

fn by_speed(effort: &Effort, thresholds: &Thresholds) -> Option<f64> {
    let at_threshold = match effort.sport {
        Sport::Run => threshold_speed(thresholds.vdot?),
        Sport::Swim => 100.0 / f64::from(thresholds.swim_pace?.get()),
        _ => return None,
    };
    Some(effort.speed()? / at_threshold)
}

fn by_heart_rate(effort: &Effort, thresholds: &Thresholds) -> Option<f64> {
    let beats = effort.average_heart_rate.filter(|_| matches!(effort.sport, Sport::Bike | Sport::Run))?;
    Some(beats / f64::from(thresholds.threshold_heart_rate?.get()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        load::Durations,
        vocabulary::{Ftp, SwimPace, ThresholdHeartRate, Vdot},
    };

    fn known() -> Thresholds {
        Thresholds {
            ftp: Ftp::try_new(250).ok(),
            threshold_heart_rate: ThresholdHeartRate::try_new(168).ok(),
            swim_pace: SwimPace::try_new(100).ok(),
            vdot: Vdot::try_new(50.0).ok(),
            ..Thresholds::default()
        }
    }

    fn effort(sport: Sport, minutes: f64) -> Effort {
        Effort::new(sport, Durations::timer(minutes * 60.0))
    }

    #[test]
    fn a_ride_at_threshold_power_counts_from_ten_minutes_on() {
        let ride = |minutes, watts| Effort { average_power: Some(watts), ..effort(Sport::Bike, minutes) };
        assert!(held_threshold(&ride(10.0, 250.0), &known()));
        assert!(!held_threshold(&ride(9.9, 250.0), &known()));
        assert!(!held_threshold(&ride(60.0, 249.0), &known()));
        let surging = Effort { normalized_power: Some(255.0), ..ride(40.0, 220.0) };
        assert!(held_threshold(&surging, &known()));
    }

    #[test]
    fn threshold_pace_counts_on_foot_and_in_the_water() {
        // At VDOT 50 threshold pace is 4:15 a kilometre.
        let run = |metres| Effort { distance_m: Some(metres), ..effort(Sport::Run, 20.0) };
        assert!(held_threshold(&run(4_800.0), &known()) && !held_threshold(&run(4_500.0), &known()));
        let swim = |metres| Effort { distance_m: Some(metres), ..effort(Sport::Swim, 20.0) };
        assert!(held_threshold(&swim(1_200.0), &known()) && !held_threshold(&swim(1_100.0), &known()));
    }

    #[test]
    fn threshold_heart_rate_counts_where_nothing_else_was_measured() {
        let run = |beats| Effort { average_heart_rate: Some(beats), ..effort(Sport::Run, 30.0) };
        assert!(held_threshold(&run(168.0), &known()) && !held_threshold(&run(160.0), &known()));
    }

    #[test]
    fn what_cannot_be_or_is_not_known_says_nothing() {
        let ride = |watts| Effort { average_power: Some(watts), ..effort(Sport::Bike, 60.0) };
        assert!(!held_threshold(&ride(900.0), &known()));
        assert!(!held_threshold(&ride(250.0), &Thresholds::default()));
    }
}
