use cqrs_es::Aggregate;
use jiff::civil::date;
use uuid::Uuid;

use super::{AdjustmentStatus, Plan};
use crate::{
    drafts::{Drafted, Request, draft},
    history::{AthleteHistory, plus_days},
    plan::{Deviation, PlanCommand, PlanError, PlanEvent, PlanKind, Session, propose},
    testing::{ATHLETE, SOMEBODY_ELSE, by, given},
};

const PLAN: Uuid = Uuid::from_u128(0x50);

/// From the Monday after the day of sending.
fn drafted() -> Drafted {
    let history = AthleteHistory::default();
    let from = date(2025, 5, 5);
    draft(&Request { plan_id: PLAN, history: &history, kind: PlanKind::Block, from, goal: None }).unwrap()
}

fn generated() -> PlanEvent {
    PlanEvent::PlanGenerated { member_id: ATHLETE, position: 7, goal: None, drafted: Box::new(drafted()) }
}

fn generate() -> PlanCommand {
    PlanCommand::Generate { plan_id: PLAN, position: 7, goal: None, drafted: Box::new(drafted()) }
}

fn pick(test: impl Fn(&Session) -> bool) -> Session {
    drafted().plan.sessions.into_iter().find(test).unwrap()
}

fn complete(session_id: Uuid) -> PlanCommand {
    PlanCommand::Complete { plan_id: PLAN, session_id, workout_id: None }
}

fn completed(session_id: Uuid) -> PlanEvent {
    PlanEvent::SessionCompleted { session_id, workout_id: None }
}

#[test]
fn a_plan_is_generated_once_and_the_same_again_changes_nothing() {
    given::<Plan>([]).when(generate()).then_expect_events(vec![generated()]);
    given::<Plan>([generated()]).when(generate()).then_expect_events(vec![]);
}

#[test]
fn a_plan_that_falls_short_is_never_issued() {
    let mut bad = drafted();
    bad.score.gates_failed.push(2);
    let command = PlanCommand::Generate { plan_id: PLAN, position: 7, goal: None, drafted: Box::new(bad) };
    given::<Plan>([]).when(command).then_expect_error(PlanError::BelowTheBar(drafted().score.shortcomings()));
}

#[test]
fn a_session_is_completed_reopened_and_skipped() {
    let id = pick(|_| true).id;
    given::<Plan>([generated()]).when(complete(id)).then_expect_events(vec![completed(id)]);
    given::<Plan>([generated(), completed(id)]).when(complete(id)).then_expect_events(vec![]);
    let skip = || PlanCommand::Skip { plan_id: PLAN, session_id: id, reason: None };
    given::<Plan>([generated(), completed(id)]).when(skip()).then_expect_error(PlanError::Settled);
    let reopen = PlanCommand::Reopen { plan_id: PLAN, session_id: id };
    let reopened = PlanEvent::SessionReopened { session_id: id };
    given::<Plan>([generated(), completed(id)]).when(reopen).then_expect_events(vec![reopened.clone()]);
    let skipped = PlanEvent::SessionSkipped { session_id: id, reason: None };
    given::<Plan>([generated(), completed(id), reopened]).when(skip()).then_expect_events(vec![skipped]);
}

#[test]
fn somebody_elses_plan_is_not_touched() {
    let command = by(SOMEBODY_ELSE, complete(pick(|_| true).id));
    given::<Plan>([generated()]).when_asked(command).then_expect_error(PlanError::NotYours);
}

#[test]
fn a_session_moves_to_a_day_to_come_but_not_beside_a_hard_one_nor_out_of_the_plan() {
    let hard = pick(Session::is_hard);
    let to = |days| plus_days(hard.date, days);
    let move_to = |to| PlanCommand::Move { plan_id: PLAN, session_id: hard.id, to };
    given::<Plan>([generated()]).when(move_to(to(1))).then_expect_error(PlanError::HardNeighbour(to(1)));
    given::<Plan>([generated()]).when(move_to(to(-9))).then_expect_error(PlanError::OutsidePlan(to(-9)));
    let moved = PlanEvent::SessionMoved { session_id: hard.id, from: hard.date, to: to(-1) };
    given::<Plan>([generated()]).when(move_to(to(-1))).then_expect_events(vec![moved]);
}

#[test]
fn an_adjustment_is_proposed_accepted_and_undone() {
    let plan = drafted().plan;
    let cause = Deviation { date: plus_days(plan.from, 1), planned_minutes: 55, done_minutes: 120 };
    let adjustment = Box::new(propose(&plan, Uuid::from_u128(8), cause).unwrap());
    let (adjustment_id, changed) = (adjustment.adjustment_id, adjustment.changes[0].clone());
    let proposed = PlanEvent::AdjustmentProposed { adjustment: adjustment.clone() };
    let propose = PlanCommand::Propose { plan_id: PLAN, adjustment };
    given::<Plan>([generated()]).when(propose).then_expect_events(vec![proposed.clone()]);
    let adjusted = PlanEvent::PlanAdjusted { adjustment_id };
    let accept = PlanCommand::Accept { plan_id: PLAN, adjustment_id };
    given::<Plan>([generated(), proposed.clone()]).when(accept).then_expect_events(vec![adjusted.clone()]);
    let undone = PlanEvent::AdjustmentUndone { adjustment_id };
    let undo = PlanCommand::Undo { plan_id: PLAN, adjustment_id };
    given::<Plan>([generated(), proposed.clone(), adjusted.clone()])
        .when(undo)
        .then_expect_events(vec![undone.clone()]);

    let mut state = Plan::default();
    [generated(), proposed, adjusted].into_iter().for_each(|event| state.apply(event));
    let now = |state: &Plan| state.draft().unwrap().sessions.iter().find(|s| s.id == changed.before.id).cloned();
    assert_eq!(now(&state), Some(*changed.after.clone()));
    state.apply(undone);
    assert_eq!(now(&state), Some(*changed.before.clone()));
    assert_eq!(state.issued.unwrap().adjustments[&adjustment_id].1, AdjustmentStatus::Undone);
}

#[test]
fn a_superseded_plan_takes_no_more_commands() {
    let by = Uuid::from_u128(0x51);
    let superseded = PlanEvent::PlanSuperseded { by };
    let command = PlanCommand::Supersede { plan_id: PLAN, by };
    given::<Plan>([generated()]).when(command).then_expect_events(vec![superseded.clone()]);
    let complete = complete(pick(|_| true).id);
    given::<Plan>([generated(), superseded]).when(complete).then_expect_error(PlanError::Superseded);
}
