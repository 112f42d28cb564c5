//! The drills. A new one is a file here and a line in the list.

mod leaders;
mod memory;
mod nats;
mod postgres;
mod projector;
mod readers;
mod relay;
mod repeats;
mod sleeper;
mod stream;
mod worker;

use std::time::Instant;

use engines::Durability;

use crate::{
    DrillError,
    judge::judge,
    load::{Habit, Load, Recipe},
    report::Report,
    stage::{Form, Setting, Stage},
};

macro_rules! drills {
    ($($(#[doc = $about:literal])+ $drill:ident = $name:literal in $file:ident),+ $(,)?) => {
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Drill {
            $($(#[doc = $about])+ $drill,)+
        }

        impl Drill {
            pub const ALL: &'static [Self] = &[$(Self::$drill),+];

            pub fn name(self) -> &'static str {
                match self { $(Self::$drill => $name),+ }
            }

            /// What happens in it, in a sentence.
            pub fn about(self) -> &'static str {
                match self { $(Self::$drill => concat!($($about),+)),+ }
            }

            async fn perform(self, stage: &mut Stage, load: &Load) -> Result<(), DrillError> {
                match self { $(Self::$drill => $file::perform(stage, load).await),+ }
            }
        }
    };
}

drills! {
    /// A worker is killed with commands in its hands.
    Worker = "worker" in worker,
    /// A relay is killed between publishing and hearing of it.
    Relay = "relay" in relay,
    /// A projector is killed in the middle of a transaction.
    Projector = "projector" in projector,
    /// Postgres is killed while commands are being committed.
    Postgres = "postgres" in postgres,
    /// NATS is killed while commands are handed in.
    Nats = "nats" in nats,
    /// The ledger's stream is deleted, and the consumers of the command queue.
    Stream = "stream" in stream,
    /// Of two relays and two projectors of each name, the one that leads is killed.
    Leaders = "leaders" in leaders,
    /// A relay is stopped for longer than its lease lasts, and its batch comes too late.
    Sleeper = "sleeper" in sleeper,
    /// Readers follow by position while 48 writers write at once.
    Readers = "readers" in readers,
    /// One command is delivered ten times at once, and again after a restart.
    Repeats = "repeats" in repeats,
    /// A million commands, and the memory of each process.
    Memory = "memory" in memory,
}

/// So many acknowledged commands show that every part has come up.
const WORKS: u64 = 20;
const USUAL: Recipe = Recipe { callers: 16, subjects: 2, habit: Habit::Mixed, most: None };

impl Drill {
    pub(crate) fn durability(self) -> Durability {
        match self {
            // Nothing is killed in it, and without waiting for the disk a million commands take minutes, not hours.
            Self::Memory => Durability::Throwaway,
            // What was acknowledged has to survive everything.
            _ => Durability::Durable,
        }
    }
}

/// The load of a drill.
fn recipe(drill: Drill, setting: &Setting) -> Recipe {
    match drill {
        Drill::Readers => Recipe { callers: 48, ..USUAL },
        Drill::Memory => memory::recipe(commands_of_the_memory_drill(setting)),
        _ => USUAL,
    }
}

fn commands_of_the_memory_drill(setting: &Setting) -> u64 {
    setting.commands.unwrap_or(match setting.form {
        Form::Short => 5_000,
        Form::Long => 1_000_000,
    })
}

/// Carries out one drill, judges what it left, and clears up unless something was wrong.
pub async fn run(drill: Drill, setting: &Setting) -> Report {
    let folder = setting.folder.join(drill.name());
    let mut report = Report {
        drill,
        faults: 0,
        acknowledged: 0,
        repeats: 0,
        events: 0,
        duration: std::time::Duration::ZERO,
        figures: Vec::new(),
        failure: None,
    };
    let began = Instant::now();
    let stage = Stage::set(drill, setting, &folder).await;
    let ended = match stage {
        Ok(stage) => on_stage(stage, &mut report).await,
        Err(error) => Err(error),
    };
    report.duration = began.elapsed();
    match ended {
        Ok(()) => {
            // What can't be removed is only rubbish.
            let _ = std::fs::remove_dir_all(&folder);
        }
        Err(error) => report.failure = Some((error, folder)),
    }
    report
}

async fn on_stage(mut stage: Stage, report: &mut Report) -> Result<(), DrillError> {
    stage.start_all().await?;
    let load = stage.load(recipe(report.drill, &stage.setting)).await?;
    // Nothing is done to it before it works.
    load.moves_on(WORKS).await?;
    let performed = report.drill.perform(&mut stage, &load).await;
    report.faults = stage.faults;
    performed?;
    let tally = load.stop().await?;
    (report.acknowledged, report.repeats) = (tally.acknowledged(), tally.repeats());
    report.events = judge(&stage, &tally).await?;
    report.figures = std::mem::take(&mut stage.figures);
    stage.say(&format!(
        "judged: {} commands acknowledged, {} asked again, {} events, all in order",
        report.acknowledged, report.repeats, report.events
    ));
    stage.strike().await
}
