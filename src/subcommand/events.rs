//! `paceledger events`: what events there are, and single ones.

use std::process::ExitCode;

use anyhow::Context;
use domain::catalogue as all;
use pg::EventFilter;

use crate::{
    access::Access,
    told::{tell, tell_line},
};

pub(crate) fn catalogue(json: bool) -> anyhow::Result<ExitCode> {
    let entries = all::catalogue();
    if json {
        let rows: Vec<_> = entries
            .iter()
            .map(|entry| {
                serde_json::json!({
                    "aggregate": entry.aggregate, "event": entry.event, "version": entry.version,
                    "current": entry.current, "meaning": entry.meaning,
                })
            })
            .collect();
        tell_line!("{}", serde_json::to_string_pretty(&rows)?);
    } else {
        tell!("{}", all::markdown(&entries));
    }
    Ok(ExitCode::SUCCESS)
}

pub(crate) async fn show(access: &Access, position: u64) -> anyhow::Result<()> {
    let found = pg::events_after(&access.pool, position.saturating_sub(1), 1, &EventFilter::default()).await?;
    let head = pg::head_position(&access.pool).await?;
    let event = found
        .into_iter()
        .find(|event| event.position == position)
        .with_context(|| format!("there is no position {position}; the ledger reaches {head}"))?;
    tell_line!("{}", serde_json::to_string_pretty(&event)?);
    Ok(())
}
