//! `paceledger bench`: how fast the ledger is here. The last line of the output is one JSON object.

use std::process::ExitCode;

use bench::Bench;
use tokio::signal::unix::{SignalKind, signal};
use tokio_util::sync::CancellationToken;

use crate::{environment, settings::Settings, told::tell_line};

pub(crate) async fn bench(settings: &Settings, what: &Bench) -> anyhow::Result<ExitCode> {
    let wanted = bench::Settings {
        engines: std::path::absolute(settings.engines.clone().unwrap_or_else(|| settings.data.join("engines")))?,
        program: std::env::current_exe()?,
        database_url: settings.database_url.clone(),
        nats_url: settings.nats_url.clone(),
        replicas: settings.replicas,
        environment: environment::real(),
        say: |line| eprintln!("{line}"),
    };
    let stop = CancellationToken::new();
    let (mut interrupted, mut terminated) = (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
    let (measuring, told) = (bench::run(what, &wanted, &stop), stop.clone());
    let listening = async move {
        tokio::select! { _ = interrupted.recv() => (), _ = terminated.recv() => () }
        told.cancel();
        std::future::pending::<()>().await;
    };
    let report = tokio::select! { report = measuring => report?, () = listening => return Ok(ExitCode::FAILURE) };
    eprint!("{}", report.table());
    tell_line!("{}", report.to_json()?);
    Ok(ExitCode::SUCCESS)
}
