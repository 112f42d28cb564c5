//! The training log.

use domain::{
    Command,
    vocabulary::Text,
    workout::{Source, WorkoutCommand, WorkoutFacts},
};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::http::{
    asked::{Answer, Asked},
    at::At,
};

#[derive(Deserialize)]
pub(super) struct WorkoutAt {
    workout: Uuid,
}

/// Logs a workout
#[utoipa::path(post, path = "/members/{member}/workouts", tag = "workouts", request_body = WorkoutFacts)]
pub(super) async fn log(asked: Asked<WorkoutFacts>) -> Answer {
    let workout_id = asked.new_id();
    let (workout, asked) = asked.take();
    let log = WorkoutCommand::Log { workout_id, source: Source::Api, workout: Box::new(workout) };
    asked.make(workout_id, Command::Workout(log)).await
}

/// Replaces all facts of a workout
#[utoipa::path(put, path = "/members/{member}/workouts/{workout}", tag = "workouts", request_body = WorkoutFacts)]
pub(super) async fn correct(At(at): At<WorkoutAt>, asked: Asked<WorkoutFacts>) -> Answer {
    let (workout, asked) = asked.take();
    let workout = Box::new(workout);
    asked.carry_out(Command::Workout(WorkoutCommand::Correct { workout_id: at.workout, workout })).await
}

/// Why a workout is taken out of the log.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Because {
    #[serde(default)]
    #[schema(value_type = Option<String>, min_length = 1, max_length = 200)]
    reason: Option<Text<200>>,
}

/// Takes a workout out of the log
///
/// Nothing counts it any more; that it was there stays in the ledger.
#[utoipa::path(delete, path = "/members/{member}/workouts/{workout}", tag = "workouts", request_body = Because)]
pub(super) async fn void(At(at): At<WorkoutAt>, asked: Asked<Because>) -> Answer {
    let (Because { reason }, asked) = asked.take();
    asked.carry_out(Command::Workout(WorkoutCommand::Void { workout_id: at.workout, reason })).await
}
