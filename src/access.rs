//! Getting at a ledger: the engines that run already, those that the environment names, or private ones.

use std::{path::Path, sync::Arc, time::Instant};

use anyhow::{Context, bail};
use engines::Engines;
use nats::Nats;
use sqlx::PgPool;

use crate::settings::Settings;

const CONNECTIONS: u32 = 24;

/// A ledger that can be used: up to date, with its streams.
pub(crate) struct Access {
    pub engines: Engines,
    pub pool: PgPool,
    pub nats: Nats,
}

/// Takes the data folder for this process alone, as `up` does.
pub(crate) async fn start(settings: &Settings, say: fn(&str)) -> anyhow::Result<Access> {
    let engines = engines::start(engine_settings(settings, say)).await?;
    connect(engines, settings, say).await
}

/// Uses what runs there already; otherwise starts the engines for the length of one subcommand.
pub(crate) async fn open(settings: &Settings) -> anyhow::Result<Access> {
    let is_external = settings.database_url.is_some() && settings.nats_url.is_some();
    if !is_external && !holds_a_ledger(&settings.data) {
        bail!(
            "there is no ledger in {}; start one with `paceledger up`, or name another with --data",
            settings.data.display()
        );
    }
    open_or_make(settings).await
}

/// The same; where there is no ledger yet, there is one then.
pub(crate) async fn open_or_make(settings: &Settings) -> anyhow::Result<Access> {
    let quiet: fn(&str) = |line| tracing::debug!("{line}");
    let engines = engines::open(engine_settings(settings, quiet)).await?;
    connect(engines, settings, quiet).await
}

fn holds_a_ledger(data: &Path) -> bool {
    data.join("postgres").is_dir() || data.join("nats").is_dir()
}

fn engine_settings(settings: &Settings, say: fn(&str)) -> engines::Settings {
    let mut wanted = engines::Settings::new(&settings.data);
    wanted.cache.clone_from(&settings.engines);
    wanted.database_url.clone_from(&settings.database_url);
    wanted.nats_url.clone_from(&settings.nats_url);
    wanted.progress = Arc::new(say);
    wanted
}

async fn connect(engines: Engines, settings: &Settings, say: fn(&str)) -> anyhow::Result<Access> {
    match prepare(&engines, settings, say).await {
        Ok((pool, nats)) => Ok(Access { engines, pool, nats }),
        Err(error) => {
            engines.stop().await;
            Err(error)
        }
    }
}

async fn prepare(engines: &Engines, settings: &Settings, say: fn(&str)) -> anyhow::Result<(PgPool, Nats)> {
    let started = Instant::now();
    let pool = pg::connect(engines.database_url(), CONNECTIONS).await?;
    migrations::run(&pool).await?;
    say(&format!("tables up to date ({:.2} s)", started.elapsed().as_secs_f64()));
    let started = Instant::now();
    let nats = Nats::connect(&engines.nats().with_token(), &settings.ledger).await?;
    nats.ensure_streams(settings.replicas).await.context("the streams could not be made")?;
    say(&format!("streams up to date ({:.2} s)", started.elapsed().as_secs_f64()));
    Ok((pool, nats))
}

impl Access {
    /// Lets go of everything, in order.
    pub(crate) async fn close(self) {
        self.nats.close().await;
        self.pool.close().await;
        self.engines.stop().await;
    }
}
