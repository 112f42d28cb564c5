//! Plans, and what changes in them.

use domain::{
    Command,
    plan::{PlanCommand, PlanKind},
    vocabulary::RaceKind,
};
use jiff::civil::Date;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::http::{
    asked::{Answer, Asked, Nothing},
    at::At,
};

#[derive(Deserialize)]
pub(super) struct PlanAt {
    plan: Uuid,
}

#[derive(Deserialize)]
pub(super) struct AdjustmentAt {
    plan: Uuid,
    adjustment: Uuid,
}

/// What plan is wanted.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct PlanRequest {
    kind: PlanKind,
    /// The plan's first day.
    from: Date,
    /// What a season without a race in the calendar is to prepare for.
    goal: Option<RaceKind>,
}

/// Makes a plan from what the ledger knows of the athlete
#[utoipa::path(post, path = "/members/{member}/plans", tag = "plans", request_body = PlanRequest)]
pub(super) async fn generate(asked: Asked<PlanRequest>) -> Answer {
    let plan_id = asked.new_id();
    let (PlanRequest { kind, from, goal }, asked) = asked.take();
    asked.make(plan_id, Command::Plan(PlanCommand::Generate { plan_id, kind, from, goal })).await
}

/// Makes a season's weeks that have come near
///
/// A week is made from seven days before it begins, from what the ledger knows by then. Nothing happens while none is near.
#[utoipa::path(post, path = "/members/{member}/plans/{plan}/extend", tag = "plans")]
pub(super) async fn extend(At(PlanAt { plan }): At<PlanAt>, asked: Asked<Nothing>) -> Answer {
    asked.take().1.carry_out(Command::Plan(PlanCommand::Extend { plan_id: plan })).await
}

/// The plan that takes its place.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Successor {
    by: Uuid,
}

/// Puts another plan in this one's place
#[utoipa::path(post, path = "/members/{member}/plans/{plan}/supersede", tag = "plans", request_body = Successor)]
pub(super) async fn supersede(At(PlanAt { plan }): At<PlanAt>, asked: Asked<Successor>) -> Answer {
    let (Successor { by }, asked) = asked.take();
    asked.carry_out(Command::Plan(PlanCommand::Supersede { plan_id: plan, by })).await
}

/// The day on which more or less was done than planned.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Deviated {
    date: Date,
}

/// Asks what should change after what was done on a day
#[utoipa::path(post, path = "/members/{member}/plans/{plan}/adjustments", tag = "plans", request_body = Deviated)]
pub(super) async fn propose(At(PlanAt { plan }): At<PlanAt>, asked: Asked<Deviated>) -> Answer {
    let adjustment_id = asked.new_id();
    let (Deviated { date }, asked) = asked.take();
    asked.make(adjustment_id, Command::Plan(PlanCommand::Propose { plan_id: plan, adjustment_id, date })).await
}

/// Takes a change that was proposed
#[utoipa::path(post, path = "/members/{member}/plans/{plan}/adjustments/{adjustment}/accept", tag = "plans")]
pub(super) async fn accept(At(at): At<AdjustmentAt>, asked: Asked<Nothing>) -> Answer {
    let accept = PlanCommand::Accept { plan_id: at.plan, adjustment_id: at.adjustment };
    asked.take().1.carry_out(Command::Plan(accept)).await
}

/// Takes back a change that was accepted
#[utoipa::path(post, path = "/members/{member}/plans/{plan}/adjustments/{adjustment}/undo", tag = "plans")]
pub(super) async fn undo(At(at): At<AdjustmentAt>, asked: Asked<Nothing>) -> Answer {
    let undo = PlanCommand::Undo { plan_id: at.plan, adjustment_id: at.adjustment };
    asked.take().1.carry_out(Command::Plan(undo)).await
}
