//! Where one drill takes place: engines of its own, the processes of the program, and the load.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
    sync::atomic::{AtomicU32, Ordering},
};

use engines::Engines;
use nats::Nats;
use sqlx::PgPool;
use testkit::Broker;

use crate::{
    Drill, DrillError,
    error::{broker, demand},
    load::{Load, Recipe},
    process::Process,
    until::{PATIENCE, until},
};

const CONNECTIONS: u32 = 8;

/// How thorough a drill is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Among the tests: everything happens, but few times.
    Short,
    Long,
}

/// What whoever asks for a drill decides.
#[derive(Clone)]
pub struct Setting {
    /// The program under test.
    pub program: PathBuf,
    /// Each drill gets a folder in it, which stays when the drill fails.
    pub folder: PathBuf,
    pub form: Form,
    /// Instead of the form's own number.
    pub rounds: Option<u32>,
    /// How many commands the memory drill hands in, instead of the form's own number.
    pub commands: Option<u64>,
    /// Takes the lines that tell a person how it goes.
    pub say: fn(&str),
}

pub(crate) struct Stage {
    pub(crate) setting: Setting,
    pub(crate) drill: Drill,
    pub(crate) folder: PathBuf,
    pub(crate) engines: Engines,
    pub(crate) pool: PgPool,
    pub(crate) nats: Nats,
    pub(crate) broker: Broker,
    pub(crate) crew: Vec<Process>,
    pub(crate) figures: Vec<String>,
    /// Faults that were proved to have happened.
    pub(crate) faults: u32,
    started: AtomicU32,
}

impl Stage {
    /// The streams that commands wait in.
    pub(crate) fn queue(&self) -> Vec<String> {
        self.nats.names().commands_streams().map(|(stream, _)| stream).collect()
    }

    pub(crate) async fn set(drill: Drill, setting: &Setting, folder: &Path) -> Result<Self, DrillError> {
        fs::create_dir_all(folder.join("log"))?;
        let mut wanted = testkit::engine_settings(folder.join("data"));
        wanted.durability = drill.durability();
        let engines = engines::start(wanted).await?;
        let pool = pg::connect(engines.database_url(), CONNECTIONS).await?;
        migrations::run(&pool).await?;
        let address = engines.nats().with_token();
        let nats = Nats::connect(&address, "").await?;
        nats.ensure_streams(1).await?;
        let broker = Broker::connect(&address).await.map_err(broker)?;
        Ok(Self {
            setting: setting.clone(),
            drill,
            folder: folder.to_owned(),
            engines,
            pool,
            nats,
            broker,
            crew: Vec::new(),
            figures: Vec::new(),
            faults: 0,
            started: AtomicU32::new(0),
        })
    }

    pub(crate) fn say(&self, line: &str) {
        (self.setting.say)(&format!("{:9} {line}", self.drill.name()));
    }

    /// Counts a fault that was proved, and says so.
    pub(crate) fn fault(&mut self, line: &str) {
        self.faults += 1;
        self.say(&format!("{:3}. {line}", self.faults));
    }

    pub(crate) fn figure(&mut self, line: String) {
        self.say(&line);
        self.figures.push(line);
    }

    pub(crate) fn form(&self) -> Form {
        self.setting.form
    }

    /// So many rounds in the long form and in the short one, unless somebody wants another number.
    pub(crate) fn rounds(&self, long: u32, short: u32) -> u32 {
        self.setting.rounds.unwrap_or(match self.form() {
            Form::Long => long,
            Form::Short => short,
        })
    }

    pub(crate) async fn load(&self, recipe: Recipe) -> Result<Load, DrillError> {
        Load::start(&self.engines.nats().with_token(), recipe).await
    }

    /// A process of the program; nothing of it is left to chance or to the surroundings.
    pub(crate) fn start(&self, role: &str) -> Result<Process, DrillError> {
        self.start_with(role, &self.engines.nats().with_token())
    }

    pub(crate) fn start_with(&self, role: &str, nats_url: &str) -> Result<Process, DrillError> {
        let number = self.started.fetch_add(1, Ordering::Relaxed);
        let log = self.folder.join("log").join(format!("{number:03}-{}.log", role.replace(' ', "-")));
        let mut command = Command::new(&self.setting.program);
        command.arg("run").args(role.split(' ')).current_dir(&self.folder);
        for (name, _) in std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("PACELEDGER_")) {
            command.env_remove(name);
        }
        command.env("DATABASE_URL", self.engines.database_url()).env("NATS_URL", nats_url);
        command.env("RUST_LOG", "info,sqlx=warn,async_nats=warn");
        Process::start(role, command, &log)
    }

    /// One process of every role.
    pub(crate) async fn start_all(&mut self) -> Result<(), DrillError> {
        for role in roles() {
            let process = self.start(&role)?;
            self.crew.push(process);
        }
        for process in &mut self.crew {
            process.is_up().await?;
        }
        Ok(())
    }

    /// The process of a role, for the drill to do with as it likes.
    pub(crate) fn take(&mut self, role: &str) -> Result<Process, DrillError> {
        let place = self.crew.iter().position(|process| process.role() == role);
        let place = place.ok_or_else(|| DrillError::Broken(format!("no process is a {role}")))?;
        Ok(self.crew.remove(place))
    }

    /// Waits until everything is carried out, relayed and shown.
    pub(crate) async fn quiet(&self) -> Result<(), DrillError> {
        until("everything is carried out, relayed and shown", PATIENCE, async || {
            let queued = self.nats.queue_depth().await?;
            let head = pg::head_position(&self.pool).await?;
            let on_stream = self.nats.ledger_state().await?.map_or(0, |state| state.last);
            let models = projections::status(&self.pool).await?;
            let behind: Vec<_> = models.iter().filter(|model| model.position != head).map(|m| m.name.clone()).collect();
            let shown = models.len() == projections::registry::all().len() && behind.is_empty();
            demand(queued == 0 && on_stream == head && shown, || {
                format!("{queued} commands queued, head {head}, stream {on_stream}, behind: {behind:?}")
            })
        })
        .await
    }

    /// Connections of a pool that were broken show it only when they are used.
    pub(crate) async fn reconnect(&mut self) -> Result<(), DrillError> {
        let url = self.engines.database_url().to_owned();
        let pool = until("Postgres can be reached", PATIENCE, async || pg::connect(&url, CONNECTIONS).await).await?;
        self.pool = pool;
        Ok(())
    }

    /// Ends everything in order; each process has to stop when it is asked to.
    pub(crate) async fn strike(mut self) -> Result<(), DrillError> {
        for process in self.crew.drain(..) {
            process.stop().await?;
        }
        self.nats.close().await;
        self.pool.close().await;
        self.engines.stop().await;
        Ok(())
    }
}

/// What a whole ledger consists of, apart from its ways in.
pub(crate) fn roles() -> Vec<String> {
    let projectors = projections::registry::all().into_iter().map(|model| format!("projector {}", model.name()));
    ["worker".to_owned(), "relay".to_owned()].into_iter().chain(projectors).collect()
}
