//! The load of a workout: the best measurement that is there and believable.
//!
//! In order: power, pace, heart rate, RPE, zone. A measurement is passed over when its threshold is not known or when
//! it can't be true (a power meter that read nothing, a run faster than any runner), and the next one is asked.

use super::effort::{Effort, Load, LoadMethod};
use super::heart_rate::{HeartLimits, heart_rate_tss};
use super::perceived::{perceived_load, zone_rpe};
use super::{power::power_tss, run_pace::run_tss, swim_pace::swim_tss};
use crate::running::threshold_speed;
use crate::vocabulary::{Sex, Sport, Thresholds};

/// A whole workout below a fifth of threshold is a sensor that slept; above twice threshold, a wrong threshold or a
/// wrong sport. This project's own bounds.
const BELIEVABLE_INTENSITY: std::ops::RangeInclusive<f64> = 0.2..=2.0;

/// An average heart rate that an athlete in motion can have.
const BELIEVABLE_HEART_RATE: std::ops::RangeInclusive<f64> = 40.0..=240.0;

/// More than a day's effort can be: the hardest recorded days, of a full triathlon or a 24-hour race, stay below.
const HIGHEST_LOAD: f64 = 1_500.0;

/// The load of a workout with the thresholds of its day; `None` when there is nothing to go by. Rest is 0.
pub fn load_of(effort: &Effort, thresholds: &Thresholds, sex: Option<Sex>) -> Option<Load> {
    if effort.sport == Sport::Rest {
        return Some(Load { value: 0.0, method: LoadMethod::Zone });
    }
    let (value, method) = None
        .or_else(|| by_power(effort, thresholds).map(|value| (value, LoadMethod::Power)))
        .or_else(|| by_pace(effort, thresholds).map(|value| (value, LoadMethod::Pace)))
        .or_else(|| by_heart_rate(effort, thresholds, sex).map(|value| (value, LoadMethod::HeartRate)))
        .or_else(|| by_rpe(effort).map(|value| (value, LoadMethod::Rpe)))
        .or_else(|| by_zone(effort).map(|value| (value, LoadMethod::Zone)))?;
    Some(Load { value: to_hundredths(value.min(HIGHEST_LOAD)), method })
}

/// The load of a workout made of legs: their sum, with the method of the leg that weighs most.
/// `None` when any leg has nothing to go by; the workout as a whole may know more.
pub fn load_of_legs(legs: &[Effort], thresholds: &Thresholds, sex: Option<Sex>) -> Option<Load> {
    let loads = legs.iter().map(|leg| load_of(leg, thresholds, sex)).collect::<Option<Vec<_>>>()?;
    let heaviest = loads.iter().max_by(|a, b| a.value.total_cmp(&b.value))?;
    let total = loads.iter().map(|load| load.value).sum::<f64>().min(HIGHEST_LOAD);
    Some(Load { value: to_hundredths(total), method: heaviest.method })
}

fn by_power(effort: &Effort, thresholds: &Thresholds) -> Option<f64> {
    let (power, ftp) = (effort.normalized_power.or(effort.average_power)?, f64::from(thresholds.ftp?.get()));
    let believable = effort.sport == Sport::Bike && BELIEVABLE_INTENSITY.contains(&(power / ftp));
    believable.then_some(power_tss(effort.durations.session_s()?, power, ftp))
}

fn by_pace(effort: &Effort, thresholds: &Thresholds) -> Option<f64> {
    let (seconds, speed) = (effort.durations.pace_s()?, effort.speed()?);
    let (at_threshold, load): (f64, fn(f64, f64, f64) -> f64) = match effort.sport {
        Sport::Run => (threshold_speed(thresholds.vdot?), run_tss),
        Sport::Swim => (100.0 / f64::from(thresholds.swim_pace?.get()), swim_tss),
        _ => return None,
    };
    BELIEVABLE_INTENSITY.contains(&(speed / at_threshold)).then(|| load(seconds, speed, at_threshold))
}

fn by_heart_rate(effort: &Effort, thresholds: &Thresholds, sex: Option<Sex>) -> Option<f64> {
    let (beats, limits) = (effort.average_heart_rate?, HeartLimits::of(thresholds)?);
    let believable = BELIEVABLE_HEART_RATE.contains(&beats) && beats > limits.resting;
    believable.then_some(heart_rate_tss(minutes(effort)?, beats, &limits, sex))
}

fn by_rpe(effort: &Effort) -> Option<f64> {
    Some(perceived_load(f64::from(effort.rpe?.get()), minutes(effort)?))
}

fn by_zone(effort: &Effort) -> Option<f64> {
    Some(perceived_load(zone_rpe(effort.zone?), minutes(effort)?))
}

fn minutes(effort: &Effort) -> Option<f64> {
    Some(effort.durations.session_s()? / 60.0)
}

/// Stored loads don't depend on the last bits of a machine's exponential function.
fn to_hundredths(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}

#[cfg(test)]
#[path = "workout_tests.rs"]
mod tests;
