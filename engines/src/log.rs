//! The log files of the engines, bounded in size: what an engine says is appended
//! to `NAME.log`, and a full file becomes `NAME.log.1` in place of the one before.

use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use crate::child::Sink;
use crate::error::Error;

/// An engine says little; ten of these hold weeks of warnings.
const FULL: u64 = 8 * 1024 * 1024;

struct LogFile {
    path: PathBuf,
    file: File,
    size: u64,
    full: u64,
}

/// A sink that writes to the log file. A full disk loses lines, never the engine.
pub(crate) fn sink(path: &Path) -> Result<Sink, Error> {
    let mut log = LogFile::open(path, FULL)?;
    Ok(Box::new(move |line| log.write(line)))
}

impl LogFile {
    fn open(path: &Path, full: u64) -> Result<Self, Error> {
        let file = append_to(path).or_else(|_| {
            // One that root made in this user's folder can be replaced, not written.
            fs::remove_file(path)?;
            append_to(path)
        });
        let file = file.map_err(Error::folder("write the log", path))?;
        let size = file.metadata().map_or(0, |meta| meta.len());
        Ok(Self { path: path.to_path_buf(), file, size, full })
    }

    fn write(&mut self, line: &str) {
        if self.size > self.full {
            self.turn();
        }
        if writeln!(self.file, "{line}").is_ok() {
            self.size += line.len() as u64 + 1;
        }
    }

    fn turn(&mut self) {
        let mut old = self.path.clone().into_os_string();
        old.push(".1");
        if fs::rename(&self.path, &old).is_ok()
            && let Ok(file) = append_to(&self.path)
        {
            self.file = file;
        }
        self.size = 0;
    }
}

fn append_to(path: &Path) -> std::io::Result<File> {
    OpenOptions::new().create(true).append(true).mode(0o600).open(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_log_never_grows_past_two_full_files() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("nats.log");
        let mut log = LogFile::open(&path, 100).unwrap();
        for number in 0..1000 {
            log.write(&format!("line {number}"));
        }
        let total: u64 =
            fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().metadata().unwrap().len()).sum();
        assert!(total < 250, "{total}");
        let newest = fs::read_to_string(&path).unwrap();
        assert!(newest.ends_with("line 999\n"), "{newest}");
    }
}
