//! `paceledger plan`: a plan from a file, and how good it or one of the ledger is.

use std::{path::Path, process::ExitCode};

use anyhow::{Context, bail};
use domain::{
    drafts::{self, Drafted, DraftedWeeks, Request},
    history::AthleteHistory,
    rubric::{self, Report},
};
use jiff::civil::Date;
use serde::{Serialize, de::DeserializeOwned};
use uuid::Uuid;

use super::trace;
use crate::{access::Access, cli::Plan, told::tell_line};

pub(crate) fn plan(what: Plan) -> anyhow::Result<ExitCode> {
    match what {
        Plan::Draft { profile, from, kind, goal, json } => {
            let history = athlete(&profile)?;
            // The same athlete, day and kind give the same plan, its id included.
            let plan_id = Uuid::new_v5(&Uuid::NAMESPACE_OID, format!("{from}:{kind}").as_bytes());
            let drafted = drafts::draft(&Request { plan_id, history: &history, kind, from, goal })?;
            if json {
                tell_line!("{}", serde_json::to_string_pretty(&drafted)?);
            } else {
                print(&drafted);
            }
            Ok(ExitCode::SUCCESS)
        }
        Plan::Score { plan, profile, json } => {
            let drafted: Drafted = read(Path::new(&plan))?;
            let profile = profile.context("a plan from a file needs --profile FILE with its athlete")?;
            say_score(&rubric::score(&drafted.plan, &athlete(&profile)?), json)
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

/// Judges the weeks that a plan began with, as they stand, by what was known when it was made. Weeks that came later were
/// made from what was known then, and were judged by it then.
pub(crate) async fn of_ledger(access: &Access, what: &Plan) -> anyhow::Result<ExitCode> {
    let (Plan::Score { json, .. }, Some(id)) = (what, ledger_id(what)) else { bail!("this needs the id of a plan") };
    let provenance = trace::find(access, id).await?;
    let making = provenance.making().context("the plan's first event doesn't say how it was made")?;
    let known = pg::known_at(&access.pool, making.link.recorded.subject, making.position).await?;
    let (standing, first) = (provenance.standing(), &making.drafted.plan);
    let report = rubric::score(&standing.draft().unwrap_or(first).as_far_as_made_at_first(first), &known.history);
    let later: Vec<Later<'_>> = provenance.extensions().filter_map(Later::of).collect();
    if *json {
        tell_line!("{}", serde_json::to_string_pretty(&Scored { report: &report, later: &later })?);
    } else {
        print_score(&report);
        for Later { from, score } in &later {
            tell_line!(
                "from {from}, judged when it was made: score {:.3}, gates failed: {:?}",
                score.score,
                score.gates_failed
            );
        }
    }
    Ok(verdict(&report))
}

#[derive(Serialize)]
struct Scored<'a> {
    #[serde(flatten)]
    report: &'a Report,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    later: &'a [Later<'a>],
}

/// Weeks that got their sessions after the plan was made.
#[derive(Serialize)]
struct Later<'a> {
    from: Date,
    score: &'a Report,
}

impl<'a> Later<'a> {
    fn of(weeks: &'a DraftedWeeks) -> Option<Self> {
        Some(Self { from: weeks.weeks.first()?.start, score: &weeks.score })
    }
}

fn say_score(report: &Report, json: bool) -> anyhow::Result<ExitCode> {
    if json {
        tell_line!("{}", serde_json::to_string_pretty(report)?);
    } else {
        print_score(report);
    }
    Ok(verdict(report))
}

fn verdict(report: &Report) -> ExitCode {
    if report.passes() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// People write things down in any order.
fn athlete(path: &Path) -> anyhow::Result<AthleteHistory> {
    read::<AthleteHistory>(path).map(AthleteHistory::in_order)
}

fn read<T: DeserializeOwned>(path: &Path) -> anyhow::Result<T> {
    let text = std::fs::read_to_string(path).with_context(|| format!("{} can't be read", path.display()))?;
    serde_json::from_str(&text).with_context(|| format!("{} can't be used", path.display()))
}

fn print(drafted: &Drafted) {
    for session in &drafted.plan.sessions {
        tell_line!(
            "{}  {:9} {:4} min  {}  {}",
            session.date,
            session.sport,
            session.minutes,
            session.zone,
            session.title
        );
    }
    tell_line!("");
    for record in &drafted.record {
        tell_line!("{} (version {}), week of {}: {}", record.rule, record.version, record.week, record.reason);
    }
    print_score(&drafted.score);
}

pub(super) fn print_score(report: &Report) {
    for item in &report.items {
        tell_line!("{:3}  {:.2}  {}", item.n, item.value, item.why);
    }
    tell_line!("score {:.3}, gates failed: {:?}", report.score, report.gates_failed);
}
