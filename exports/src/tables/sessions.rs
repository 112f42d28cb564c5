//! The sessions of every plan as they stand, moved and adjusted, and what became of each.

use domain::plan::{Plan, PlanDraft, Session, SessionStatus};
use uuid::Uuid;

use super::{Rows, Tidy};
use crate::{
    cell::{Cell, Kind, column},
    state::State,
};

pub(super) const TABLE: Tidy = Tidy {
    columns: &[
        column("member_id", Kind::Text),
        column("plan_id", Kind::Text),
        column("plan_kind", Kind::Text),
        column("plan_from", Kind::Day),
        column("session_id", Kind::Text),
        column("local_date", Kind::Day),
        column("sport", Kind::Text),
        column("kind", Kind::Text),
        column("zone", Kind::Text),
        column("minutes", Kind::Int),
        column("distance_m", Kind::Int),
        column("load", Kind::Real),
        column("title", Kind::Text),
        column("status", Kind::Text),
        column("workout_id", Kind::Text),
        column("superseded_by", Kind::Text),
    ],
    rows,
};

fn rows(state: &State) -> Rows<'_> {
    let drafts = state.plans.iter().filter_map(|(&id, plan)| plan.draft().map(|draft| (id, plan, draft)));
    drafts.flat_map(|(id, plan, draft)| draft.sessions.iter().map(move |it| row(state, id, plan, draft, it))).collect()
}

fn row<'s>(state: &State, plan_id: Uuid, plan: &Plan, draft: &PlanDraft, session: &'s Session) -> Vec<Cell<'s>> {
    let (status, workout_id) = match plan.status(session.id) {
        None => ("open", None),
        Some(SessionStatus::Skipped) => ("skipped", None),
        Some(SessionStatus::Completed { workout_id }) => ("completed", workout_id),
    };
    vec![
        state.subject.into(),
        plan_id.into(),
        draft.kind.as_str().into(),
        draft.from.into(),
        session.id.into(),
        session.date.into(),
        session.sport.as_str().into(),
        session.workout.as_str().into(),
        session.zone.as_str().into(),
        Cell::int(session.minutes),
        session.metres.map_or(Cell::Empty, Cell::int),
        session.load().into(),
        session.title.as_str().into(),
        status.into(),
        workout_id.into(),
        plan.superseded_by().into(),
    ]
}
