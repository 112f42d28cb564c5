//! Logs go to standard error: for eyes on a terminal, as JSON otherwise. `RUST_LOG` sets the level.

use std::io::{IsTerminal, stderr};

use tracing_subscriber::{EnvFilter, fmt, prelude::*};

use crate::telemetry::Telemetry;

/// What is worth a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Usual {
    Everything,
    /// Somebody talks here: only what goes wrong may break in.
    Trouble,
}

/// Keep what comes back until the program ends: it sends the last traces.
pub(crate) fn start(usual: Usual) -> Option<Telemetry> {
    let usual = match usual {
        Usual::Everything => "info,sqlx=warn,async_nats=warn",
        Usual::Trouble => "warn",
    };
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new(usual));
    let telemetry = Telemetry::from_environment();
    let (telemetry, problem) = match telemetry {
        Ok(telemetry) => (telemetry, None),
        Err(error) => (None, Some(error)),
    };
    let traces = format!("{}=trace", gateways::http::TRACES).parse().ok().filter(|_| telemetry.is_some());
    let filter = match traces {
        Some(traces) => filter.add_directive(traces),
        None => filter,
    };
    let registry = tracing_subscriber::registry().with(filter).with(telemetry.as_ref().map(Telemetry::layer));
    if stderr().is_terminal() {
        registry.with(fmt::layer().with_writer(stderr).with_target(false)).init();
    } else {
        registry.with(fmt::layer().with_writer(stderr).json().flatten_event(true)).init();
    }
    if let Some(error) = problem {
        tracing::error!(%error, "traces can't be sent; everything else goes on");
    }
    telemetry
}
