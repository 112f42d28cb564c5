//! `paceledger verify`: nothing missing, nothing twice, nothing changed.

use std::{process::ExitCode, sync::Arc};

use ::projections::{ProjectionError, registry};
use tokio_util::sync::CancellationToken;

use super::progress;
use crate::{access::Access, told::tell_line};

pub(crate) async fn verify(access: &Access, json: bool) -> anyhow::Result<ExitCode> {
    let compared = |done, total| progress::show("events compared", done, total);
    let mut report = commands::verify::verify(&access.pool, &access.nats, compared).await?;
    for model in registry::all() {
        let quiet: registry::Report = Arc::new(|_| ());
        match model.verify(&access.pool, &CancellationToken::new(), quiet).await {
            Ok(verification) if verification.is_equal() => {}
            Ok(_) => {
                report.findings.push(format!("the read model {} is not what a replay from zero gives", model.name()));
            }
            Err(missing @ ProjectionError::NotThere(_)) => report.findings.push(missing.to_string()),
            Err(error) => return Err(error.into()),
        }
    }
    if json {
        tell_line!("{}", serde_json::to_string_pretty(&report)?);
    } else {
        for finding in &report.findings {
            tell_line!("{finding}");
        }
        tell_line!("{} events, {} on the stream, {} findings", report.head, report.on_stream, report.findings.len());
    }
    Ok(if report.is_clean() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
