//! Sessions and plans as tables.

use domain::matching::Compliance;
use jiff::civil::Date;
use projections::plans::{Adherence, PlanSummary, PlannedSession, State};

use crate::subcommand::table::Table;

pub(super) fn table(sessions: &[PlannedSession]) -> String {
    let head = ["day", "", "plan", "session", "zone", ">min", "state", ">done", "", "id"];
    Table::new(&head, sessions.iter().map(row)).or("Nothing is planned.")
}

fn row(planned: &PlannedSession) -> Vec<String> {
    let session = &planned.session;
    let done = planned.fulfilled_by.as_ref().map(|done| format!("{} min", done.minutes));
    vec![
        session.date.to_string(),
        session.date.strftime("%a").to_string(),
        planned.kind.clone(),
        session.title.clone(),
        session.zone.to_string(),
        session.minutes.to_string(),
        state(planned),
        done.unwrap_or_default(),
        planned.compliance.map(Compliance::as_str).unwrap_or_default().to_owned(),
        session.id.to_string(),
    ]
}

fn state(planned: &PlannedSession) -> String {
    let word = match planned.state {
        State::Planned => "planned",
        State::Moved => "planned",
        State::Done => "done",
        State::Skipped => "skipped",
        State::Missed => "missed",
    };
    let moved = planned.moved_from.map(|from| format!(", moved from {from}"));
    let reason = planned.reason.as_ref().map(|reason| format!(": {reason}"));
    let aside = if planned.counts { "" } else { ", not counted" };
    format!("{word}{aside}{}{}", reason.unwrap_or_default(), moved.unwrap_or_default())
}

pub(super) fn adherence(kept: &Adherence, from: Date, to: Date) -> String {
    let percent = kept.percent.map_or_else(|| "nothing was due".to_owned(), |percent| format!("{percent:.0} % kept"));
    format!(
        "{from} to {to}: {percent}\n\
         due      {:4}  done {}, skipped {}, missed {}\n\
         ahead    {:4}\n\
         minutes  {:4}  of {} planned\n\
         close to plan (green) {}, off (yellow) {}, far off or not done (red) {}\n",
        kept.due,
        kept.done,
        kept.skipped,
        kept.missed,
        kept.ahead,
        kept.done_minutes,
        kept.planned_minutes,
        kept.green,
        kept.yellow,
        kept.red
    )
}

pub(super) fn plans(plans: &[PlanSummary]) -> String {
    let row = |plan: &PlanSummary| {
        let standing = plan.superseded_by.map_or_else(|| "in force".to_owned(), |by| format!("replaced by {by}"));
        vec![
            plan.plan_id.to_string(),
            plan.kind.clone(),
            plan.from.to_string(),
            plan.to.to_string(),
            format!("{:.3}", plan.score),
            plan.position.to_string(),
            standing,
        ]
    };
    let head = ["id", "kind", "from", "to", ">score", ">position", ""];
    Table::new(&head, plans.iter().map(row)).or("There are no plans.")
}
