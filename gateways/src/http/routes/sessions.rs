//! What becomes of a plan's sessions.

use domain::{Command, plan::PlanCommand, vocabulary::Text};
use jiff::civil::Date;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::http::{
    asked::{Answer, Asked, Nothing},
    at::At,
};

#[derive(Deserialize)]
pub(super) struct SessionAt {
    plan: Uuid,
    session: Uuid,
}

/// The workout that fulfilled it, if it is in the log.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Completion {
    workout_id: Option<Uuid>,
}

/// Says that a session was done
#[utoipa::path(post, path = "/members/{member}/plans/{plan}/sessions/{session}/complete", tag = "sessions", request_body = Completion)]
pub(super) async fn complete(At(at): At<SessionAt>, asked: Asked<Completion>) -> Answer {
    let (Completion { workout_id }, asked) = asked.take();
    let complete = PlanCommand::Complete { plan_id: at.plan, session_id: at.session, workout_id };
    asked.carry_out(Command::Plan(complete)).await
}

/// Why it wasn't done.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Omission {
    #[schema(value_type = Option<String>, min_length = 1, max_length = 200)]
    reason: Option<Text<200>>,
}

/// Says that a session was left out
#[utoipa::path(post, path = "/members/{member}/plans/{plan}/sessions/{session}/skip", tag = "sessions", request_body = Omission)]
pub(super) async fn skip(At(at): At<SessionAt>, asked: Asked<Omission>) -> Answer {
    let (Omission { reason }, asked) = asked.take();
    let skip = PlanCommand::Skip { plan_id: at.plan, session_id: at.session, reason };
    asked.carry_out(Command::Plan(skip)).await
}

/// Takes back that a session was done or left out
#[utoipa::path(post, path = "/members/{member}/plans/{plan}/sessions/{session}/reopen", tag = "sessions")]
pub(super) async fn reopen(At(at): At<SessionAt>, asked: Asked<Nothing>) -> Answer {
    let reopen = PlanCommand::Reopen { plan_id: at.plan, session_id: at.session };
    asked.take().1.carry_out(Command::Plan(reopen)).await
}

/// Another day for a session.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct SessionMove {
    to: Date,
}

/// Moves a session to another day
#[utoipa::path(post, path = "/members/{member}/plans/{plan}/sessions/{session}/move", tag = "sessions", request_body = SessionMove)]
pub(super) async fn shift(At(at): At<SessionAt>, asked: Asked<SessionMove>) -> Answer {
    let (SessionMove { to }, asked) = asked.take();
    let shift = PlanCommand::Move { plan_id: at.plan, session_id: at.session, to };
    asked.carry_out(Command::Plan(shift)).await
}
