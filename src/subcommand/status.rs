//! `paceledger status`: how the ledger stands, in words or as JSON. Exit code 1 when it can't do its work.

use std::process::ExitCode;

use ::projections::ProjectionStatus;
use commands::dead_letters;
use gateways::http::Readiness;
use serde::Serialize;

use crate::{access::Access, told::tell_line};

#[derive(Serialize)]
struct Status {
    readiness: Readiness,
    http: Option<String>,
    head: u64,
    on_stream: u64,
    queued_commands: u64,
    dead_letters: u64,
    projections: Vec<ProjectionStatus>,
}

pub(crate) async fn status(access: &Access, json: bool) -> anyhow::Result<ExitCode> {
    let (pool, nats) = (&access.pool, &access.nats);
    let status = Status {
        readiness: Readiness::check(pool, nats).await,
        http: access.engines.http_url().map(str::to_owned),
        head: pg::head_position(pool).await?,
        on_stream: nats.ledger_state().await?.map_or(0, |state| state.last),
        queued_commands: nats.queue_depth().await?,
        dead_letters: dead_letters::count(pool).await?,
        projections: ::projections::status(pool).await?,
    };
    if json {
        tell_line!("{}", serde_json::to_string_pretty(&status)?);
    } else {
        print(&status);
    }
    Ok(if status.readiness.ready { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn print(status: &Status) {
    let part = |part: &gateways::http::Part| match &part.problem {
        None => "ready".to_owned(),
        Some(problem) => format!("NOT ready: {problem}"),
    };
    tell_line!("postgres      {}", part(&status.readiness.postgres));
    tell_line!("nats          {}", part(&status.readiness.nats));
    tell_line!("stores        {}", part(&status.readiness.ledger));
    tell_line!("http          {}", status.http.as_deref().unwrap_or("not running here"));
    tell_line!("ledger        position {}, stream {}", status.head, status.on_stream);
    tell_line!("commands      {} waiting, {} dead letters", status.queued_commands, status.dead_letters);
    for model in &status.projections {
        tell_line!(
            "{:13} position {}, {} behind ({:.1} s), {} subjects parked",
            model.name,
            model.position,
            model.lag_events,
            model.lag_seconds,
            model.parked
        );
    }
}
