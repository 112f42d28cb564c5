//! The data folders of test runs: each is locked by its keeper, so that one without a
//! living keeper is known for litter and removed by whoever comes next.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use rustix::fs::{FlockOperation, flock};

use crate::place::{make_meeting_place, prefix};

pub(crate) struct RunFolder {
    path: PathBuf,
    _lock: File,
}

impl RunFolder {
    pub(crate) fn make(place: &Path) -> io::Result<Self> {
        let path = place.join(format!("run-{}", std::process::id()));
        loop {
            make_meeting_place(place)?;
            fs::create_dir_all(&path)?;
            let lock = File::create(path.join("alive"))?;
            flock(&lock, FlockOperation::LockExclusive)?;
            // A sweeper may have been quicker between the two lines before.
            if path.join("alive").exists() {
                return Ok(Self { path, _lock: lock });
            }
        }
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    pub(crate) fn remove(self) {
        // What can't be removed now is swept by the next run.
        fs::remove_dir_all(&self.path).ok();
    }
}

/// Removes what dead runs left, of any clone of this user's.
pub(crate) fn sweep() {
    for place in folders(&std::env::temp_dir(), &prefix()) {
        for run in folders(&place, "run-") {
            // One that is just being made has no lock file yet.
            let Ok(lock) = File::open(run.join("alive")) else { continue };
            if flock(&lock, FlockOperation::NonBlockingLockExclusive).is_ok() {
                fs::remove_dir_all(&run).ok();
            }
        }
    }
}

fn folders(parent: &Path, prefix: &str) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(parent) else { return Vec::new() };
    let named = |name: &std::ffi::OsStr| name.to_str().is_some_and(|name| name.starts_with(prefix));
    entries.flatten().filter(|entry| named(&entry.file_name())).map(|entry| entry.path()).collect()
}
