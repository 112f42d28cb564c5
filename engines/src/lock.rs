//! One process on one data folder: a lock on `<data>/lock` that the kernel lets go
//! of when its holder dies, with the holder's pid written into it.

use std::fs::{File, OpenOptions};
use std::io::{Read, Seek, Write};
use std::os::unix::fs::OpenOptionsExt;

use rustix::fs::{FlockOperation, flock};

use crate::error::Error;
use crate::layout::Layout;

/// Held for as long as it lives.
pub(crate) struct Lock {
    _file: File,
}

pub(crate) enum Attempt {
    Taken(Lock),
    /// By this process.
    HeldBy(u32),
}

impl Lock {
    pub(crate) fn try_take(layout: &Layout) -> Result<Attempt, Error> {
        let path = layout.lock();
        let mut file = OpenOptions::new()
            .create(true)
            .read(true)
            .write(true)
            .truncate(false)
            .mode(0o600)
            .open(&path)
            .map_err(Error::folder("write to", &path))?;
        match flock(&file, FlockOperation::NonBlockingLockExclusive) {
            Ok(()) => {
                let written = file
                    .set_len(0)
                    .and_then(|()| file.rewind())
                    .and_then(|()| writeln!(file, "{}", std::process::id()));
                written.map_err(Error::folder("write to", &path))?;
                Ok(Attempt::Taken(Self { _file: file }))
            }
            Err(rustix::io::Errno::WOULDBLOCK) => {
                let mut text = String::new();
                file.read_to_string(&mut text).map_err(Error::folder("read", &path))?;
                Ok(Attempt::HeldBy(text.trim().parse().unwrap_or(0)))
            }
            Err(errno) => Err(Error::folder("lock", &path)(errno.into())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_second_taker_learns_who_holds_it() {
        let folder = tempfile::tempdir().unwrap();
        let layout = Layout::make(folder.path()).unwrap();
        let Attempt::Taken(first) = Lock::try_take(&layout).unwrap() else { panic!("it is free") };
        let Attempt::HeldBy(pid) = Lock::try_take(&layout).unwrap() else { panic!("it is held") };
        assert_eq!(pid, std::process::id());
        drop(first);
        assert!(matches!(Lock::try_take(&layout).unwrap(), Attempt::Taken(_)));
    }
}
