//! What single races and hard runs were worth.

use domain::{history::Effort, running::vdot_of, vocabulary::Sport};
use jiff::civil::Date;
use serde::Serialize;
use sqlx::PgPool;
use uuid::Uuid;

use super::done::{Workout, done};

/// Shorter runs say nothing about endurance.
const SHORTEST_M: u32 = 1_500;

/// A race or hard run with its VDOT.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RunResult {
    pub workout_id: Uuid,
    pub day: Date,
    pub metres: u32,
    pub seconds: u32,
    pub vdot: f64,
    pub race: bool,
}

/// The races and hard runs of a span of days, both ends in it, oldest first.
pub async fn run_results(pool: &PgPool, member_id: Uuid, from: Date, to: Date) -> Result<Vec<RunResult>, sqlx::Error> {
    Ok(done(pool, member_id, from, to).await?.iter().filter_map(result).collect())
}

fn result(workout: &Workout) -> Option<RunResult> {
    let Workout { workout_id, day, metres, effort, .. } = *workout;
    Some(RunResult {
        workout_id,
        day,
        metres,
        seconds: workout.result_s?,
        vdot: worth(workout)?,
        race: effort == Effort::Race,
    })
}

/// The VDOT of a run that was meant hard; others say nothing.
pub(super) fn worth(workout: &Workout) -> Option<f64> {
    let meant = workout.sport == Sport::Run && workout.effort != Effort::Easy && workout.metres >= SHORTEST_M;
    let seconds = workout.result_s.filter(|_| meant)?;
    let vdot = vdot_of(f64::from(workout.metres), f64::from(seconds));
    vdot.map(domain::vocabulary::Vdot::get)
}
