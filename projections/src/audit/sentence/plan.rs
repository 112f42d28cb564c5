//! What happens to plans, in words.

use domain::{
    drafts::{Drafted, DraftedWeeks},
    plan::PlanEvent,
};

pub(super) fn sentence(event: &PlanEvent) -> String {
    match event {
        PlanEvent::PlanGenerated { drafted, .. } => generated(drafted),
        PlanEvent::WeeksDrafted { drafted, .. } => weeks(drafted),
        PlanEvent::SessionCompleted { session_id, workout_id: None } => {
            format!("The session {session_id} was marked as done.")
        }
        PlanEvent::SessionCompleted { session_id, workout_id: Some(workout_id) } => {
            format!("The session {session_id} was done by the workout {workout_id}.")
        }
        PlanEvent::SessionSkipped { session_id, reason: None } => format!("The session {session_id} was skipped."),
        PlanEvent::SessionSkipped { session_id, reason: Some(reason) } => {
            format!("The session {session_id} was skipped: \"{reason}\".")
        }
        PlanEvent::SessionReopened { session_id } => format!("The session {session_id} is open again."),
        PlanEvent::SessionMoved { session_id, from, to } => {
            format!("The session {session_id} was moved from {from} to {to}.")
        }
        PlanEvent::AdjustmentProposed { adjustment, .. } => {
            format!("A change of {} sessions was proposed: {}", adjustment.changes.len(), closed(&adjustment.reason))
        }
        PlanEvent::PlanAdjusted { adjustment_id } => format!("The proposed change {adjustment_id} was accepted."),
        PlanEvent::AdjustmentUndone { adjustment_id } => format!("The accepted change {adjustment_id} was undone."),
        PlanEvent::PlanSuperseded { by } => format!("The plan {by} took the place of this one."),
    }
}

fn generated(drafted: &Drafted) -> String {
    let plan = &drafted.plan;
    let minutes: u32 = plan.sessions.iter().map(|session| u32::from(session.minutes)).sum();
    format!(
        "A {} plan from {} was made: {} sessions with {minutes} minutes, changed by {} rules, score {:.2}.",
        plan.kind,
        plan.from,
        plan.sessions.len(),
        drafted.record.len(),
        drafted.score.score,
    )
}

fn weeks(drafted: &DraftedWeeks) -> String {
    let minutes: u32 = drafted.sessions.iter().map(|session| u32::from(session.minutes)).sum();
    let starts: Vec<String> = drafted.weeks.iter().map(|week| week.start.to_string()).collect();
    format!(
        "Near weeks of the season, from {}, were made: {} sessions with {minutes} minutes, changed by {} rules, score {:.2}.",
        starts.join(" and "),
        drafted.sessions.len(),
        drafted.record.len(),
        drafted.score.score,
    )
}

fn closed(text: &str) -> String {
    if text.ends_with('.') { text.to_owned() } else { format!("{text}.") }
}
