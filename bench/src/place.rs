//! Where it is measured: a database and streams of its own, on private engines in a folder of their own or on the
//! servers that the caller names. Gone when it is closed; nothing else on those servers is touched.

use std::{path::PathBuf, sync::Arc};

use commands::Environment;
use engines::Engines;
use nats::Nats;
use sqlx::{ConnectOptions, Connection, PgPool, postgres::PgConnectOptions};
use tempfile::TempDir;
use tokio_util::sync::CancellationToken;

use crate::{Error, cpu::Meter};

/// As many as a process of `paceledger up` has.
pub(crate) const CONNECTIONS: u32 = 24;

/// What is given from outside.
#[derive(Clone)]
pub struct Settings {
    /// Where installed engines are kept.
    pub engines: PathBuf,
    /// This program, for measurements that start it as people do.
    pub program: PathBuf,
    /// A Postgres to use instead of a private one.
    pub database_url: Option<String>,
    /// A NATS to use instead of a private one.
    pub nats_url: Option<String>,
    pub replicas: usize,
    pub environment: Environment,
    /// Takes the lines that tell how far it is.
    pub say: fn(&str),
}

/// A ledger that is there to be measured.
pub(crate) struct Place {
    pub(crate) settings: Settings,
    pub(crate) pool: PgPool,
    pub(crate) nats: Nats,
    pub(crate) meter: Meter,
    database: Database,
    engines: Engines,
    _folder: Arc<TempDir>,
}

impl Place {
    /// Starts or finds the servers, and makes a ledger on them.
    pub(crate) async fn open(settings: &Settings, stop: &CancellationToken) -> Result<Self, Error> {
        let folder = Arc::new(tempfile::Builder::new().prefix("paceledger-bench-").tempdir()?);
        let starting = engines::start(engine_settings(settings, &folder));
        let engines = stop.run_until_cancelled(starting).await.ok_or(Error::Interrupted)??;
        // Short from here on: seen through, so that nothing is left half made.
        match Self::on(settings, &engines).await {
            Ok((pool, nats, database)) => {
                let meter = Meter::new(&engines);
                Ok(Self { settings: settings.clone(), pool, nats, meter, database, engines, _folder: folder })
            }
            Err(error) => {
                engines.stop().await;
                Err(error)
            }
        }
    }

    async fn on(settings: &Settings, engines: &Engines) -> Result<(PgPool, Nats, Database), Error> {
        let name = format!("paceledger_bench_{}", (settings.environment.new_id)().simple());
        let nats = Nats::connect(&engines.nats().with_token(), &name).await?;
        let database = Database::make(pg::options(engines.database_url())?, name).await?;
        match prepare(settings, &database, &nats).await {
            Ok(pool) => Ok((pool, nats, database)),
            Err(error) => {
                clear_away(&nats, &database).await;
                Err(error)
            }
        }
    }

    /// A pool of this database with settings of its own.
    pub(crate) async fn pool_with(&self, options: PgConnectOptions, connections: u32) -> Result<PgPool, Error> {
        Ok(pg::connect_with(options, connections).await?)
    }

    pub(crate) fn connect_options(&self) -> PgConnectOptions {
        self.database.options()
    }

    pub(crate) fn say(&self, line: &str) {
        (self.settings.say)(line);
    }

    /// Waits until an engine of ours ends by itself.
    pub(crate) async fn died(&self) -> engines::Death {
        self.engines.died().await
    }

    pub(crate) fn is_private(&self) -> bool {
        self.engines.pids().len() == 2
    }

    /// Takes everything away that was made here.
    pub(crate) async fn close(self) {
        self.pool.close().await;
        if !self.is_private() {
            clear_away(&self.nats, &self.database).await;
        }
        self.nats.close().await;
        self.engines.stop().await;
    }
}

fn engine_settings(settings: &Settings, folder: &Arc<TempDir>) -> engines::Settings {
    let mut wanted = engines::Settings::new(folder.path().join("data"));
    wanted.cache = Some(settings.engines.clone());
    wanted.database_url.clone_from(&settings.database_url);
    wanted.nats_url.clone_from(&settings.nats_url);
    // A start that is called off is still at work for a moment: the folder lasts as long as anybody uses it.
    let (say, in_use) = (settings.say, folder.clone());
    wanted.progress = Arc::new(move |line| {
        let _ = &in_use;
        say(line);
    });
    wanted
}

async fn prepare(settings: &Settings, database: &Database, nats: &Nats) -> Result<PgPool, Error> {
    let pool = pg::connect_with(database.options(), CONNECTIONS).await?;
    migrations::run(&pool).await?;
    nats.ensure_streams(settings.replicas).await?;
    Ok(pool)
}

/// What can't be removed is named: the servers are somebody's.
async fn clear_away(nats: &Nats, database: &Database) {
    if let Err(error) = nats.remove_streams().await {
        eprintln!("the streams {}* are left behind: {error}", database.name);
    }
    if let Err(error) = database.drop().await {
        eprintln!("the database {} is left behind: {error}", database.name);
    }
}

/// A database of our own beside the one that the address names.
struct Database {
    server: PgConnectOptions,
    name: String,
}

impl Database {
    async fn make(server: PgConnectOptions, name: String) -> Result<Self, Error> {
        let database = Self { server, name };
        database.run(&format!("create database {}", database.name)).await.map_err(Error::MakeDatabase)?;
        Ok(database)
    }

    async fn drop(&self) -> Result<(), sqlx::Error> {
        self.run(&format!("drop database if exists {} with (force)", self.name)).await
    }

    async fn run(&self, sql: &str) -> Result<(), sqlx::Error> {
        let mut connection = self.server.connect().await?;
        sqlx::raw_sql(sql).execute(&mut connection).await?;
        connection.close().await
    }

    fn options(&self) -> PgConnectOptions {
        self.server.clone().database(&self.name)
    }
}
