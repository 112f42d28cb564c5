//! `paceledger trace`: how something came to be.

use std::process::ExitCode;

use anyhow::Context;
use commands::provenance::{self, Finding, Making, Provenance};
use domain::{
    history::AthleteHistory,
    plan::PlanEvent,
    rules::{Change, RuleRecord, Snapshot},
};
use serde_json::json;
use uuid::Uuid;

use super::plan::print_score;
use crate::{access::Access, cli::Trace};

pub(crate) async fn trace(access: &Access, what: &Trace) -> anyhow::Result<ExitCode> {
    let Trace::Plan { id, verify, json, prov } = what;
    if *prov {
        let account = projections::audit::provenance(&access.pool, *id).await?;
        let account = account.with_context(|| format!("there is no plan {id}"))?;
        println!("{}", serde_json::to_string_pretty(&account.to_prov_json())?);
        return Ok(ExitCode::SUCCESS);
    }
    let provenance = find(access, *id).await?;
    let making = provenance.making().context("the plan's first event doesn't say how it was made")?;
    let findings = if *verify { Some(provenance.verify(&access.pool).await?) } else { None };
    // A history that can't be read any more is a finding of --verify; the rest of the trace is worth having.
    let inputs = pg::known_at(&access.pool, making.link.recorded.subject, making.position).await.ok();
    let inputs = inputs.map(|known| known.history);
    if *json {
        let told = as_json(&provenance, &making, inputs.as_ref(), findings.as_deref());
        println!("{}", serde_json::to_string_pretty(&told)?);
    } else {
        print(&provenance, &making, inputs.as_ref());
        findings.iter().for_each(|findings| print_findings(findings));
    }
    Ok(if findings.is_none_or(|findings| findings.is_empty()) { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The events of a plan of the ledger.
pub(super) async fn find(access: &Access, id: Uuid) -> anyhow::Result<Provenance> {
    provenance::of_plan(&access.pool, id)
        .await?
        .with_context(|| format!("there is no plan {id}; `paceledger replay --type PlanGenerated` shows them all"))
}

fn counts(history: &AthleteHistory) -> [(&'static str, usize); 5] {
    [
        ("workouts", history.workouts.len()),
        ("readings", history.readings.len()),
        ("thresholds", history.thresholds.len()),
        ("races", history.races.len()),
        ("injuries", history.injuries.len()),
    ]
}

fn as_json(
    provenance: &Provenance,
    making: &Making<'_>,
    inputs: Option<&AthleteHistory>,
    findings: Option<&[Finding]>,
) -> serde_json::Value {
    let (plan, recorded) = (&making.drafted.plan, &making.link.recorded);
    let since: Vec<_> = provenance.links.iter().skip(1).map(|link| &link.recorded).collect();
    let mut told = json!({
        "plan_id": provenance.plan_id,
        "member_id": making.member_id,
        "position": recorded.position,
        "recorded_at": recorded.recorded_at,
        "command": {
            "command_id": making.link.metadata.command_id, "actor": making.link.metadata.actor,
            "gateway": making.link.metadata.gateway, "sent_at": making.link.metadata.occurred_at,
        },
        "asked": { "kind": plan.kind, "from": plan.from, "goal": making.goal },
        "inputs": { "up_to": making.position, "digest": plan.inputs_digest },
        "engine_version": plan.engine_version,
        "rules": making.drafted.record,
        "score": making.drafted.score,
        "since": since,
    });
    for (name, count) in inputs.map(counts).into_iter().flatten() {
        told["inputs"][name] = count.into();
    }
    if let Some(findings) = findings {
        told["verified"] = json!({ "equal": findings.is_empty(), "findings": findings });
    }
    told
}

fn print(provenance: &Provenance, making: &Making<'_>, inputs: Option<&AthleteHistory>) {
    let (plan, recorded, metadata) = (&making.drafted.plan, &making.link.recorded, &making.link.metadata);
    let goal = making.goal.map(|goal| format!(" for a {goal}")).unwrap_or_default();
    println!("plan {}: a {} from {}{goal}, for member {}", plan.plan_id, plan.kind, plan.from, making.member_id);
    println!("issued at position {} on {}", recorded.position, recorded.recorded_at);
    println!("asked by {} through {}, command {}", metadata.actor, metadata.gateway, metadata.command_id);
    println!("made by engine {} from what was known at position {}", plan.engine_version, making.position);
    println!("  digest {}", plan.inputs_digest);
    let known = inputs.map(|history| counts(history).map(|(name, count)| format!("{count} {name}")).join(", "));
    println!("  {}", known.unwrap_or_else(|| "these events can't be read".to_owned()));
    println!("\nrules:");
    making.drafted.record.iter().for_each(print_rule);
    println!("\nscore:");
    print_score(&making.drafted.score);
    println!("\nsince then:");
    for link in provenance.links.iter().skip(1) {
        let (recorded, metadata) = (&link.recorded, &link.metadata);
        println!("{:8}  {}  {}{}", recorded.position, recorded.recorded_at, recorded.event_type, told(&link.event));
        println!("          by {} through {}, command {}", metadata.actor, metadata.gateway, metadata.command_id);
    }
    if provenance.links.len() < 2 {
        println!("nothing");
    }
}

fn print_rule(record: &RuleRecord) {
    let RuleRecord { rule, version, kind, week, saw, reason, changes } = record;
    println!("{rule} (version {version}, {kind}), week of {week}");
    println!("  saw: {saw}");
    println!("  because: {reason}");
    for Change { before, after } in changes {
        println!("  {} -> {}", session(before.as_ref()), session(after.as_ref()));
    }
}

fn session(snapshot: Option<&Snapshot>) -> String {
    snapshot.map_or_else(
        || "nothing".to_owned(),
        |session| format!("{} {} {} {} min", session.date, session.title, session.zone, session.minutes),
    )
}

/// What a line about an event adds to its name.
fn told(event: &PlanEvent) -> String {
    match event {
        PlanEvent::SessionMoved { from, to, .. } => format!(" from {from} to {to}"),
        PlanEvent::WeeksDrafted { position, engine_version, drafted, .. } => {
            let weeks: Vec<String> = drafted.weeks.iter().map(|week| week.start.to_string()).collect();
            format!(
                " from {} by engine {engine_version}, from what was known at position {position}",
                weeks.join(" and ")
            )
        }
        PlanEvent::AdjustmentProposed { position, adjustment, .. } => {
            let sessions = adjustment.changes.len();
            format!(", {sessions} sessions, from what was known at position {position}: {}", adjustment.reason)
        }
        PlanEvent::PlanSuperseded { by } => format!(" by {by}"),
        _ => String::new(),
    }
}

fn print_findings(findings: &[Finding]) {
    println!("\nmade again:");
    for Finding { position, event, difference } in findings {
        println!("position {position}, {event}: {difference}");
    }
    if findings.is_empty() {
        println!("equal, byte for byte");
    }
}
