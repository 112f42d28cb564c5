//! `paceledger replay`: history as JSON lines, in constant memory.

use std::io::{BufWriter, ErrorKind, Write, stdout};

use anyhow::{Context, bail};
use domain::{catalogue, ledger::RecordedEvent};
use jiff::Timestamp;
use pg::EventFilter;
use sqlx::PgPool;

use super::progress;
use crate::{access::Access, cli::ReplayArgs};

const BATCH: usize = 5_000;

pub(crate) async fn replay(access: &Access, args: &ReplayArgs) -> anyhow::Result<()> {
    check_types(&args.types)?;
    let head = pg::head_position(&access.pool).await?;
    let as_of = match &args.as_of {
        Some(moment) => position_of(&access.pool, moment).await?,
        None => head,
    };
    let last = args.to.unwrap_or(head).min(as_of).min(head);
    let filter = EventFilter { subject: args.subject, event_types: args.types.clone(), up_to: Some(last) };
    let mut out = BufWriter::new(stdout().lock());
    let mut position = args.from.saturating_sub(1);
    loop {
        let events = pg::events_after(&access.pool, position, BATCH, &filter).await?;
        let Some(reached) = events.last().map(|event| event.position) else { break };
        if !write(&mut out, &events)? {
            return Ok(());
        }
        position = reached;
        progress::show("events replayed", position, last);
    }
    progress::show("events replayed", last, last);
    out.flush().or_else(closed_pipe_is_fine)
}

/// False when whoever read our output has had enough.
fn write(out: &mut impl Write, events: &[RecordedEvent]) -> anyhow::Result<bool> {
    for event in events {
        serde_json::to_writer(&mut *out, event)?;
        match out.write_all(b"\n") {
            Err(error) if error.kind() == ErrorKind::BrokenPipe => return Ok(false),
            other => other?,
        }
    }
    Ok(true)
}

fn closed_pipe_is_fine(error: std::io::Error) -> anyhow::Result<()> {
    if error.kind() == ErrorKind::BrokenPipe { Ok(()) } else { Err(error.into()) }
}

fn check_types(types: &[String]) -> anyhow::Result<()> {
    let known: Vec<_> = catalogue().into_iter().map(|entry| entry.event).collect();
    match types.iter().find(|wanted| !known.contains(&wanted.as_str())) {
        Some(unknown) => bail!("there is no event type \"{unknown}\"; `paceledger events catalogue` shows them all"),
        None => Ok(()),
    }
}

async fn position_of(pool: &PgPool, moment: &str) -> anyhow::Result<u64> {
    if let Ok(position) = moment.parse() {
        return Ok(position);
    }
    let time: Timestamp = moment
        .parse()
        .with_context(|| format!("--as-of takes a position or a moment like 2026-03-01T00:00:00Z, not \"{moment}\""))?;
    Ok(pg::position_at(pool, time).await?)
}
