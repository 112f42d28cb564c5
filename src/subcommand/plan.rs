//! `paceledger plan`: a plan from a file, and how good it or one of the ledger is.

use std::{path::Path, process::ExitCode};

use anyhow::{Context, bail};
use domain::{
    drafts::{self, Drafted, Request},
    history::AthleteHistory,
    rubric::{self, BAR, Report},
};
use serde::de::DeserializeOwned;
use uuid::Uuid;

use super::trace;
use crate::{access::Access, cli::Plan};

pub(crate) fn plan(what: Plan) -> anyhow::Result<ExitCode> {
    match what {
        Plan::Draft { profile, from, kind, goal, json } => {
            let history: AthleteHistory = read(&profile)?;
            // The same athlete, day and kind give the same plan, its id included.
            let plan_id = Uuid::new_v5(&Uuid::NAMESPACE_OID, format!("{from}:{kind}").as_bytes());
            let drafted = drafts::draft(&Request { plan_id, history: &history, kind, from, goal })?;
            if json {
                println!("{}", serde_json::to_string_pretty(&drafted)?);
            } else {
                print(&drafted);
            }
            Ok(ExitCode::SUCCESS)
        }
        Plan::Score { plan, profile, json } => {
            let drafted: Drafted = read(Path::new(&plan))?;
            let profile = profile.context("a plan from a file needs --profile FILE with its athlete")?;
            say_score(&rubric::score(&drafted.plan, &read(&profile)?), json)
        }
    }
}

/// The plan of the ledger that is meant, if it isn't a file.
pub(crate) fn ledger_id(what: &Plan) -> Option<Uuid> {
    match what {
        Plan::Score { plan, .. } => plan.parse().ok(),
        Plan::Draft { .. } => None,
    }
}

/// Judges a plan as it stands by what was known when it was made.
pub(crate) async fn of_ledger(access: &Access, what: &Plan) -> anyhow::Result<ExitCode> {
    let (Plan::Score { json, .. }, Some(id)) = (what, ledger_id(what)) else { bail!("this needs the id of a plan") };
    let provenance = trace::find(access, id).await?;
    let making = provenance.making().context("the plan's first event doesn't say how it was made")?;
    let known = pg::known_at(&access.pool, making.link.recorded.subject, making.position).await?;
    let standing = provenance.standing();
    say_score(&rubric::score(standing.draft().unwrap_or(&making.drafted.plan), &known.history), *json)
}

fn say_score(report: &Report, json: bool) -> anyhow::Result<ExitCode> {
    if json {
        println!("{}", serde_json::to_string_pretty(report)?);
    } else {
        print_score(report);
    }
    let is_good = report.score >= BAR && report.gates_failed.is_empty();
    Ok(if is_good { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn read<T: DeserializeOwned>(path: &Path) -> anyhow::Result<T> {
    let text = std::fs::read_to_string(path).with_context(|| format!("{} can't be read", path.display()))?;
    serde_json::from_str(&text).with_context(|| format!("{} can't be used", path.display()))
}

fn print(drafted: &Drafted) {
    for session in &drafted.plan.sessions {
        println!(
            "{}  {:9} {:4} min  {}  {}",
            session.date, session.sport, session.minutes, session.zone, session.title
        );
    }
    println!();
    for record in &drafted.record {
        println!("{} (version {}), week of {}: {}", record.rule, record.version, record.week, record.reason);
    }
    print_score(&drafted.score);
}

pub(super) fn print_score(report: &Report) {
    for item in &report.items {
        println!("{:3}  {:.2}  {}", item.n, item.value, item.why);
    }
    println!("score {:.3}, gates failed: {:?}", report.score, report.gates_failed);
}
