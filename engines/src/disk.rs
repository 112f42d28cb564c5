//! Room on the disk: enough to start, and how much of it NATS may take.

use std::fs;
use std::path::Path;

use crate::error::Error;

const MIB: u64 = 1024 * 1024;

/// A new data folder: PostgreSQL's own files, its first log segments, and as much
/// again so that the first day does not end in a full disk.
pub(crate) const FOR_NEW_DATA: u64 = 256 * MIB;
/// An existing one: enough to recover from a crash and to accept a few events.
pub(crate) const FOR_OLD_DATA: u64 = 48 * MIB;
/// Both engines, downloaded and unpacked.
pub(crate) const FOR_INSTALL: u64 = 160 * MIB;
/// No single machine's ledger comes near; a runaway stream stops here.
const MOST_FOR_STREAMS: u64 = 50 * 1024 * MIB;

pub(crate) fn free(path: &Path) -> Result<u64, Error> {
    let stat = rustix::fs::statvfs(path).map_err(|errno| Error::folder("look at", path)(errno.into()))?;
    Ok(stat.f_bavail.saturating_mul(stat.f_frsize))
}

pub(crate) fn require(path: &Path, needed: u64) -> Result<(), Error> {
    let free = free(path)?;
    if free >= needed {
        return Ok(());
    }
    Err(Error::DiskFull { path: path.to_path_buf(), free_mib: free / MIB, needed_mib: needed / MIB })
}

/// What the streams have already, and half of what is free.
pub(crate) fn share_for_streams(store: &Path) -> Result<u64, Error> {
    let share = used(store).saturating_add(free(store)? / 2);
    Ok(share.min(MOST_FOR_STREAMS))
}

fn used(path: &Path) -> u64 {
    let Ok(entries) = fs::read_dir(path) else {
        return 0;
    };
    entries
        .flatten()
        .map(|entry| match entry.metadata() {
            Ok(meta) if meta.is_dir() => used(&entry.path()),
            Ok(meta) => meta.len(),
            Err(_) => 0,
        })
        .sum()
}
