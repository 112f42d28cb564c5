//! Sessions for the weeks of a season that have come near.

use std::collections::BTreeMap;

use jiff::civil::Date;
use uuid::Uuid;

use super::{ENGINE_VERSION, PlanDraft, PlanError, PlanEvent, SessionStatus, standing::Standing};
use crate::{
    drafts::{Continuation, draft_weeks, near_weeks},
    history::Known,
    vocabulary::RaceKind,
};

/// Nothing happens while no week is near that has no sessions yet.
pub(super) fn extend(
    plan: &PlanDraft,
    settled: &BTreeMap<Uuid, SessionStatus>,
    goal: Option<RaceKind>,
    known: &Known,
    today: Date,
) -> Result<Vec<PlanEvent>, PlanError> {
    let Some(from) = near_weeks(&plan.weeks, today).next().map(|week| week.start.max(today)) else { return Ok(vec![]) };
    let done = Standing::of(plan, settled, &known.history, today).history_with_ticked();
    let before = Standing::of(plan, settled, &done, today).before(from);
    let drafted = draft_weeks(&Continuation { plan, goal, history: &done, before, today })?;
    Ok(vec![PlanEvent::WeeksDrafted {
        position: known.position,
        inputs_digest: known.digest(),
        engine_version: ENGINE_VERSION.to_owned(),
        drafted: Box::new(drafted),
    }])
}
