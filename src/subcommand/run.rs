//! `paceledger run ROLE…`: chosen roles against the servers that the environment names, or beside a running `up`.

use std::process::ExitCode;

use super::process;
use crate::{access, roles::Role, settings::Settings};

pub(crate) async fn run(settings: &Settings, words: &[String]) -> anyhow::Result<ExitCode> {
    let roles = Role::parse(words)?;
    let listener = if roles.contains(&Role::Http) { Some(process::listen(settings.port).await?) } else { None };
    let access = access::open(settings).await?;
    process::until_stopped(access, settings, &roles, listener, |_| {
        tracing::info!(roles = ?roles, "running");
        Ok(())
    })
    .await
}
