//! Which of several plans speaks for a day.

use domain::plan::PlanKind;
use jiff::civil::Date;

use super::{PlanSummary, PlannedSession};

/// Of the plans that cover a day the narrowest counts: whoever asked for a week within a season trains by the week.
/// Sessions of the others are left out, but for those that the athlete named as done.
pub fn narrowest(mut sessions: Vec<PlannedSession>, plans: &[PlanSummary]) -> Vec<PlannedSession> {
    sessions.retain(|planned| speaks(planned, plans));
    sessions
}

/// Whether this session is what its day is for.
pub(super) fn speaks(planned: &PlannedSession, plans: &[PlanSummary]) -> bool {
    let day = planned.session.date;
    let covers = |plan: &&PlanSummary| (plan.from..=plan.to).contains(&day) && !gave_way(plan, day, plans);
    let narrowest = plans.iter().filter(covers).map(|plan| width(&plan.kind)).min();
    planned.by_word || narrowest.is_none_or(|narrowest| width(&planned.kind) <= narrowest)
}

/// Whether another plan has the place of this one on that day, as the calendar has it.
fn gave_way(plan: &PlanSummary, day: Date, plans: &[PlanSummary]) -> bool {
    plan.superseded_by.is_some_and(|by| {
        let later = |later: &&PlanSummary| later.position > plan.position && later.from <= day;
        plans.iter().filter(later).any(|later| later.kind == plan.kind || later.plan_id == by)
    })
}

/// Kinds are listed from the narrowest to the widest.
fn width(kind: &str) -> usize {
    PlanKind::ALL.iter().position(|one| one.as_str() == kind).unwrap_or(PlanKind::ALL.len())
}
