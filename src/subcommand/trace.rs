//! `paceledger trace`: how something came to be.

use std::process::ExitCode;

use anyhow::Context;
use commands::provenance::{self, Finding, Provenance};
use projections::audit::{self, Proof};
use serde_json::json;
use uuid::Uuid;

use crate::{
    access::Access,
    cli::Trace,
    told::{tell, tell_line},
};

/// The read side tells the account; the write side, which has the engine, makes the plan again.
pub(crate) async fn trace(access: &Access, what: &Trace) -> anyhow::Result<ExitCode> {
    let Trace::Plan { id, verify, json, prov } = what;
    let account = audit::provenance(&access.pool, *id, Proof::OfLedger).await?.with_context(|| unknown(*id))?;
    if *prov {
        tell_line!("{}", serde_json::to_string_pretty(&account.to_prov_json())?);
        return Ok(ExitCode::SUCCESS);
    }
    let findings = if *verify { Some(find(access, *id).await?.verify(&access.pool).await?) } else { None };
    if *json {
        let mut told = serde_json::to_value(&account)?;
        if let Some(findings) = &findings {
            told["verified"] = json!({ "equal": findings.is_empty(), "findings": findings });
        }
        tell_line!("{}", serde_json::to_string_pretty(&told)?);
    } else {
        tell!("{account}");
        findings.iter().for_each(|findings| print_findings(findings));
    }
    Ok(if findings.is_none_or(|findings| findings.is_empty()) { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The events of a plan of the ledger, to decide from again.
pub(super) async fn find(access: &Access, id: Uuid) -> anyhow::Result<Provenance> {
    provenance::of_plan(&access.pool, id).await?.with_context(|| unknown(id))
}

fn unknown(id: Uuid) -> String {
    format!("there is no plan {id}; `paceledger audit --type PlanGenerated` shows them all")
}

fn print_findings(findings: &[Finding]) {
    tell_line!("\nmade again:");
    for Finding { position, event, difference } in findings {
        tell_line!("position {position}, {event}: {difference}");
    }
    if findings.is_empty() {
        tell_line!("equal, byte for byte");
    }
}
