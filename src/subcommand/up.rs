//! `paceledger up`: everything on one machine.

use std::{
    io::{Write, stdout},
    process::ExitCode,
    time::Instant,
};

use super::{process, token};
use crate::{access, roles::Role, settings::Settings};

pub(crate) async fn up(settings: &Settings) -> anyhow::Result<ExitCode> {
    let started = Instant::now();
    let roles = Role::all()?;
    let listener = process::listen(settings.port).await?;
    let url = format!("http://{}", listener.local_addr()?);
    let access = access::start(settings, say).await?;
    let first_token = match token::first(&access.pool).await {
        Ok(first_token) => first_token,
        Err(error) => {
            access.close().await;
            return Err(error);
        }
    };
    process::until_stopped(access, settings, &roles, Some(listener), |access| {
        access.engines.record_http(&url)?;
        if let Some(token) = first_token {
            say(&format!("first token, shown this once (role owner): {token}"));
        }
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
