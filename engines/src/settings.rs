//! What the caller decides about the engines.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::error::Error;

/// Takes the lines that tell a person what is being done.
pub type Progress = Arc<dyn Fn(&str) + Send + Sync>;

/// How much the engines give up to be quick.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Durability {
    /// Every acknowledged write survives a crash of the machine.
    #[default]
    Durable,
    /// For tests on data nobody wants back: nothing is forced to disk.
    Throwaway,
}

/// Where the engines come from and where their data lives.
#[derive(Clone)]
pub struct Settings {
    /// The data folder; made when it is missing.
    pub data: PathBuf,
    /// Where installed engines are kept; `engines` under the data folder when not named.
    pub cache: Option<PathBuf>,
    /// A PostgreSQL that somebody else runs, used instead of a private one.
    pub database_url: Option<String>,
    /// A NATS that somebody else runs, used instead of a private one.
    pub nats_url: Option<String>,
    pub durability: Durability,
    pub progress: Progress,
}

impl Settings {
    pub fn new(data: impl Into<PathBuf>) -> Self {
        Self {
            data: data.into(),
            cache: None,
            database_url: None,
            nats_url: None,
            durability: Durability::Durable,
            progress: Arc::new(|line| tracing::debug!("{line}")),
        }
    }

    pub(crate) fn cache_folder(&self, data: &Path) -> PathBuf {
        self.cache.clone().unwrap_or_else(|| data.join("engines"))
    }
}

impl fmt::Debug for Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Addresses may hold passwords: only whether they are named is shown.
        f.debug_struct("Settings")
            .field("data", &self.data)
            .field("cache", &self.cache)
            .field("database_url", &self.database_url.is_some())
            .field("nats_url", &self.nats_url.is_some())
            .field("durability", &self.durability)
            .finish_non_exhaustive()
    }
}

/// What travels along while the engines are being started: whom to tell, and
/// whether the caller still wants them.
#[derive(Clone)]
pub(crate) struct Errand {
    progress: Progress,
    called_off: Arc<AtomicBool>,
}

impl Errand {
    pub(crate) fn new(progress: Progress) -> Self {
        Self { progress, called_off: Arc::default() }
    }

    pub(crate) fn say(&self, line: &str) {
        (self.progress)(line);
    }

    pub(crate) fn call_off(&self) {
        self.called_off.store(true, Ordering::Relaxed);
    }

    /// Every loop that waits asks this, so that Ctrl-C during a long start is heeded.
    pub(crate) fn still_wanted(&self) -> Result<(), Error> {
        if self.called_off.load(Ordering::Relaxed) { Err(Error::Cancelled) } else { Ok(()) }
    }
}
