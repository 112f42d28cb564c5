//! Planned against done.

use uuid::Uuid;

use super::PlanDraft;
use crate::{
    history::DoneWorkout,
    matching::{Compliance, Done, Matching, Planned, deviation_percent, match_sessions},
};

/// What became of one session.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    pub session_id: Uuid,
    /// `None` when nothing that was done fulfils it.
    pub workout_id: Option<Uuid>,
    pub planned_minutes: u32,
    pub done_minutes: u32,
    /// Percent more or less than planned.
    pub deviation: Option<f64>,
    pub compliance: Compliance,
}

/// Pairs the sessions of a plan with what was done; pairs made by hand come first and stay.
pub fn outcomes(plan: &PlanDraft, done: &[DoneWorkout], by_hand: &[(Uuid, Uuid)]) -> Vec<Outcome> {
    let matching = matched(plan, done, by_hand);
    let workout_of =
        |session: Uuid| matching.pairs.iter().find(|pair| pair.session == session).map(|pair| pair.workout);
    let minutes_of =
        |id: Uuid| done.iter().find(|workout| workout.workout_id == id).map_or(0, |w| u32::from(w.minutes));
    let outcome = |session: &super::Session| {
        let workout_id = workout_of(session.id);
        let (planned, done) = (u32::from(session.minutes), workout_id.map_or(0, minutes_of));
        Outcome {
            session_id: session.id,
            workout_id,
            planned_minutes: planned,
            done_minutes: done,
            deviation: deviation_percent(planned, done),
            compliance: Compliance::of(planned, done),
        }
    };
    plan.sessions.iter().map(outcome).collect()
}

/// Same sport, same local day, one to one, the smallest gap first.
pub fn matched(plan: &PlanDraft, done: &[DoneWorkout], by_hand: &[(Uuid, Uuid)]) -> Matching<Uuid, Uuid> {
    let planned: Vec<Planned<Uuid>> = plan
        .sessions
        .iter()
        .map(|s| Planned { session: s.id, sport: s.sport, date: s.date, minutes: u32::from(s.minutes) })
        .collect();
    let done: Vec<Done<Uuid>> = done
        .iter()
        .map(|w| Done { workout: w.workout_id, sport: w.sport, date: w.date, minutes: u32::from(w.minutes) })
        .collect();
    match_sessions(&planned, &done, by_hand)
}
