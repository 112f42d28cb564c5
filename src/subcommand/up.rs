//! `paceledger up`: everything on one machine.

use std::{
    io::{Write, stdout},
    process::ExitCode,
    time::Instant,
};

use super::process;
use crate::{access, roles::Role, settings::Settings};

pub(crate) async fn up(settings: &Settings) -> anyhow::Result<ExitCode> {
    let started = Instant::now();
    let roles = Role::all()?;
    let listener = process::listen(settings.port).await?;
    let url = format!("http://{}", listener.local_addr()?);
    let access = access::start(settings, say).await?;
    process::until_stopped(access, settings, &roles, Some(listener), |access| {
        access.engines.record_http(&url)?;
        say(&format!("roles started ({:.2} s in all)", started.elapsed().as_secs_f64()));
        say(&format!("ready: {url}"));
        Ok(())
    })
    .await
}

/// A line for the person who started it, and for programs that wait for `ready:`.
fn say(line: &str) {
    let mut stdout = stdout();
    // Whoever closed our output doesn't want to know; that is no reason to stop.
    let _ = writeln!(stdout, "{line}").and_then(|()| stdout.flush());
}
