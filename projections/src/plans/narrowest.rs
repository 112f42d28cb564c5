//! Which of several plans speaks for a day.

use domain::plan::PlanKind;

use super::{PlanSummary, PlannedSession};

/// Of the plans that cover a day the narrowest counts: whoever asked for a week within a season trains by the week.
/// Sessions of the others are left out, but for those that
/// the athlete named as done.
pub fn narrowest(mut sessions: Vec<PlannedSession>, plans: &[PlanSummary]) -> Vec<PlannedSession> {
    sessions.retain(|planned| {
        let covers = |plan: &&PlanSummary| (plan.from..=plan.to).contains(&planned.session.date);
        let narrowest = plans.iter().filter(covers).map(|plan| width(&plan.kind)).min();
        by_hand(planned) || narrowest.is_none_or(|narrowest| width(&planned.kind) <= narrowest)
    });
    sessions
}

fn by_hand(planned: &PlannedSession) -> bool {
    planned.fulfilled_by.as_ref().is_some_and(|fulfilment| fulfilment.by_hand)
}

/// Kinds are listed from the narrowest to the widest.
fn width(kind: &str) -> usize {
    PlanKind::ALL.iter().position(|one| one.as_str() == kind).unwrap_or(PlanKind::ALL.len())
}
