//! What a runner is worth on a plan's first day: the VDOT that their paces follow from.
//!
//! The best of races and hard runs of the last 90 days, less what a break took (`running::current_vdot`). A VDOT that the
//! athlete set speaks like a result of its day: what was run before it counts no more, and after 90 days the first newer
//! result takes its place. Without either the level decides, and then nobody is told a pace.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{AthleteHistory, DatedThresholds, Effort, calendar::plus_days, days_between};
use crate::{
    running::{
        CrossTraining, EVIDENCE_DAYS, RunEffort, RunIntensity, VdotEstimate, VdotSource, current_vdot, days_without,
        fitness_kept, vdot_within_limits,
    },
    vocabulary::{Sport, Thresholds, Vdot},
    zones::ThresholdTimeline,
};

/// Four weeks with two rides or swims each are regular cross-training.
const CROSS_TRAINING_DAYS: i32 = 28;
const CROSS_TRAINING_SESSIONS: usize = 8;

/// Where a VDOT comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Evidence {
    /// A race or hard run of that day.
    Result(Date),
    /// What the athlete set on that day.
    Set(Date),
    /// Nothing but the level.
    Level,
}

/// A runner's VDOT on a day, and the thresholds that follow for the days after it.
#[derive(Debug, Clone)]
pub struct RunningFitness {
    pub on: Date,
    pub vdot: Vdot,
    pub evidence: Evidence,
    timeline: ThresholdTimeline,
    /// VDOTs that were set for days to come.
    later: Vec<Date>,
}

impl RunningFitness {
    pub fn of(history: &AthleteHistory, on: Date) -> Self {
        let set = history.thresholds.iter().rev().find(|entry| entry.from <= on && entry.thresholds.vdot.is_some());
        let (vdot, evidence) = weigh(history, on, set);
        let later = history.thresholds.iter().filter(|entry| entry.from > on && entry.thresholds.vdot.is_some());
        let later = later.map(|entry| entry.from).collect();
        Self { on, vdot, evidence, timeline: history.threshold_timeline(), later }
    }

    /// The athlete's thresholds on a day of the plan: as dated, with the VDOT of the plan's first day unless another
    /// one was set for a day since.
    pub fn thresholds(&self, date: Date) -> Thresholds {
        let dated = self.timeline.as_of(date);
        if self.later.iter().any(|&from| from <= date) {
            return dated;
        }
        Thresholds { vdot: (self.evidence != Evidence::Level).then_some(self.vdot), ..dated }
    }
}

fn weigh(history: &AthleteHistory, on: Date, set: Option<&DatedThresholds>) -> (Vdot, Evidence) {
    let cross_training = cross_training(history, on);
    let estimate = current_vdot(&runs(history, on, set), on, history.level(), cross_training);
    let by_result = match estimate {
        VdotEstimate { vdot, source: VdotSource::Effort { date, .. } } => Some((vdot, Evidence::Result(date))),
        VdotEstimate { source: VdotSource::Level(_), .. } => None,
    };
    let by_word = set.and_then(|entry| {
        let kept = kept_since(history, entry.from, on, cross_training);
        let vdot = vdot_within_limits(entry.thresholds.vdot?.get() * kept);
        Some((vdot, Evidence::Set(entry.from), days_between(entry.from, on) <= EVIDENCE_DAYS))
    });
    match (by_result, by_word) {
        (Some(result), Some((vdot, evidence, true))) if vdot > result.0 => (vdot, evidence),
        (Some(result), _) => result,
        (None, Some((vdot, evidence, _))) => (vdot, evidence),
        (None, None) => (estimate.vdot, Evidence::Level),
    }
}

/// What was left of a VDOT that was set; nobody who never logs a run is said to have stopped running.
fn kept_since(history: &AthleteHistory, from: Date, on: Date, cross_training: CrossTraining) -> f64 {
    let days: Vec<Date> =
        history.workouts.iter().filter(|done| done.sport == Sport::Run).map(|done| done.date).collect();
    if days.is_empty() { 1.0 } else { fitness_kept(days_without(&days, from, on), cross_training) }
}

/// The runs that a result of the last 90 days is weighed with. Those before a VDOT was set are no evidence any more.
fn runs(history: &AthleteHistory, on: Date, set: Option<&DatedThresholds>) -> Vec<RunEffort> {
    let recent = history
        .workouts
        .iter()
        .filter(|done| done.sport == Sport::Run && done.date < on && done.date >= plus_days(on, -EVIDENCE_DAYS));
    let effort = |done: &super::DoneWorkout| {
        let superseded = set.is_some_and(|entry| done.date < entry.from);
        let (intensity, time_s) = match (done.effort, done.result_s) {
            (Effort::Race, Some(time_s)) if !superseded => (RunIntensity::Race, time_s),
            (Effort::Hard, Some(time_s)) if !superseded => (RunIntensity::Hard, time_s),
            _ => (RunIntensity::Easy, 0),
        };
        let distance_m = f64::from(done.metres.unwrap_or(0));
        RunEffort { date: done.date, distance_m, time_s: f64::from(time_s), intensity }
    };
    recent.map(effort).collect()
}

fn cross_training(history: &AthleteHistory, on: Date) -> CrossTraining {
    let since = plus_days(on, -CROSS_TRAINING_DAYS);
    let others = history.workouts.iter().rev().take_while(|done| done.date >= since);
    let others = others.filter(|done| done.date < on && matches!(done.sport, Sport::Bike | Sport::Swim));
    if others.count() >= CROSS_TRAINING_SESSIONS { CrossTraining::Regular } else { CrossTraining::None }
}

#[cfg(test)]
#[path = "fitness_tests.rs"]
mod tests;
