//! Runs the private engines by themselves, until Ctrl-C or SIGTERM:
//! `cargo run -p paceledger-engines --example engines -- DATA`.

use std::process::ExitCode;
use std::sync::Arc;

use engines::{Engines, Settings};
use tokio::signal::unix::{SignalKind, signal};

#[tokio::main]
async fn main() -> ExitCode {
    let mut settings = Settings::new(std::env::args_os().nth(1).unwrap_or_else(|| ".paceledger".into()));
    settings.cache = std::env::var_os("PACELEDGER_ENGINES").map(Into::into);
    settings.database_url = std::env::var("DATABASE_URL").ok();
    settings.nats_url = std::env::var("NATS_URL").ok();
    settings.progress = Arc::new(|line| eprintln!("{line}"));
    let mut terminate = match signal(SignalKind::terminate()) {
        Ok(terminate) => terminate,
        Err(error) => return failed(&error.to_string()),
    };
    let engines = tokio::select! {
        engines = engines::start(settings) => engines,
        _ = terminate.recv() => return failed("called off"),
        _ = tokio::signal::ctrl_c() => return failed("called off"),
    };
    match engines {
        Ok(engines) => run(engines, terminate).await,
        Err(error) => failed(&error.to_string()),
    }
}

async fn run(engines: Engines, mut terminate: tokio::signal::unix::Signal) -> ExitCode {
    println!("DATABASE_URL={}", engines.database_url());
    println!("NATS_URL={}", engines.nats().with_token());
    println!("ready");
    let death = tokio::select! {
        death = engines.died() => Some(death),
        _ = terminate.recv() => None,
        _ = tokio::signal::ctrl_c() => None,
    };
    engines.stop().await;
    death.map_or(ExitCode::SUCCESS, |death| failed(&death.to_string()))
}

fn failed(message: &str) -> ExitCode {
    eprintln!("error: {message}");
    ExitCode::FAILURE
}
