//! `run/ledger.json`: how another process on this machine reaches the engines that
//! run here. For the owner's eyes only, since the token is in it.

use std::fmt;
use std::fs::{self, OpenOptions};
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;

use serde::{Deserialize, Serialize};

use crate::error::Error;
use crate::layout::Layout;

/// What the process that runs the engines tells the others.
#[derive(Clone, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Record {
    /// The process that runs them.
    pub pid: u32,
    pub database_url: String,
    pub nats_url: String,
    pub nats_token: Option<String>,
    pub postgres_pid: Option<u32>,
    pub nats_pid: Option<u32>,
    /// Where it answers HTTP, once it does.
    pub http_url: Option<String>,
}

impl Record {
    pub(crate) fn read(layout: &Layout) -> Option<Self> {
        let text = fs::read(layout.record()).ok()?;
        serde_json::from_slice(&text).ok()
    }

    /// Whole or not at all: readers come at any moment.
    pub(crate) fn write(&self, layout: &Layout) -> Result<(), Error> {
        let path = layout.record();
        let new = path.with_extension("json.new");
        let mut text = serde_json::to_vec_pretty(self).unwrap_or_default();
        text.push(b'\n');
        fs::remove_file(&new).ok();
        let written = OpenOptions::new()
            .create_new(true)
            .write(true)
            .mode(0o600)
            .open(&new)
            .and_then(|mut file| file.write_all(&text))
            .and_then(|()| fs::rename(&new, &path));
        written.map_err(Error::folder("write to", &path))
    }

    pub(crate) fn remove(layout: &Layout) {
        // Whoever reads a stale one sees that its process is gone.
        fs::remove_file(layout.record()).ok();
    }
}

impl fmt::Debug for Record {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Record").field("pid", &self.pid).field("http_url", &self.http_url).finish_non_exhaustive()
    }
}
