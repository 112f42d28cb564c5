//! What can go wrong with the engines, in words that say what to do.

use std::io;
use std::path::{Path, PathBuf};

use crate::engine::Engine;

/// Why the engines could not be had.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    #[error("another PaceLedger (pid {pid}) runs on {}; stop it or choose another --data", data.display())]
    AlreadyRunning { pid: u32, data: PathBuf },

    #[error(
        "another PaceLedger (pid {pid}) holds {} but has not made its engines ready; wait for it or stop it",
        data.display()
    )]
    NotReadyYet { pid: u32, data: PathBuf },

    #[error("{engine} {found} is too old: PaceLedger needs {needed} or newer")]
    TooOld { engine: Engine, found: String, needed: String },

    #[error("{0}")]
    Missing(String),

    #[error(
        "the data in {} was made by PostgreSQL {made_by}, and no PostgreSQL {made_by} could be found\n{tried}\n\
         Install PostgreSQL {made_by}, or choose another --data",
        data.display()
    )]
    OtherMajor { data: PathBuf, made_by: u32, tried: String },

    #[error("cannot {action} {}: {cause}\nChoose another folder with --data, or make this one writable for the user who runs PaceLedger", path.display())]
    Folder { action: &'static str, path: PathBuf, cause: io::Error },

    #[error(
        "{} belongs to user id {owner}, and this is user id {me}; run PaceLedger as the user it was made by, choose another --data, \
         or hand it over with: chown -R {me} {}",
        path.display(), path.display()
    )]
    OtherOwner { path: PathBuf, owner: u32, me: u32 },

    #[error("the disk under {} is nearly full: {free_mib} MiB are free, at least {needed_mib} MiB are needed; make room or choose another --data", path.display())]
    DiskFull { path: PathBuf, free_mib: u64, needed_mib: u64 },

    #[error(
        "PostgreSQL does not run as root, and there is no `postgres` or `nobody` account here that root could run it as; \
         run PaceLedger as an ordinary user or set DATABASE_URL"
    )]
    NoAccount,

    #[error(
        "the account `{account}` that PostgreSQL would run as cannot go through {}; \
         choose a --data outside it, or let others pass: chmod o+x {}",
        folder.display(), folder.display()
    )]
    Unreachable { account: String, folder: PathBuf },

    #[error("{engine} could not be set up: {reason}{}", tail(log))]
    SetUp { engine: Engine, reason: String, log: Vec<String> },

    #[error("{engine} did not start: {reason}{}", tail(log))]
    Start { engine: Engine, reason: String, log: Vec<String> },

    #[error("{engine} of an earlier run (pid {pid}) still uses {} and does not end; stop it with: kill -9 {pid}", data.display())]
    Leftover { engine: Engine, pid: u32, data: PathBuf },

    #[error("starting the engines was called off")]
    Cancelled,

    #[error("{0} is not run by this process")]
    NotOurs(Engine),
}

impl Error {
    pub(crate) fn folder(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_path_buf();
        move |cause| Self::Folder { action, path, cause }
    }
}

/// The last lines of an engine's log, indented under the message they explain.
fn tail(log: &[String]) -> String {
    let mut text = String::new();
    if log.iter().any(|line| line.contains("No space left on device")) {
        text.push_str("\nThe disk is full: make room or choose another --data");
    }
    if !log.is_empty() {
        text.push_str("\nIts last words:");
    }
    for line in log {
        text.push_str("\n  ");
        text.push_str(line);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failed_start_shows_the_engines_last_words() {
        let error = Error::Start {
            engine: Engine::Nats,
            reason: "it ended with exit status: 1".into(),
            log: vec!["address already in use".into()],
        };
        assert_eq!(
            error.to_string(),
            "NATS did not start: it ended with exit status: 1\nIts last words:\n  address already in use"
        );
    }

    #[test]
    fn a_folder_that_may_not_be_made_is_answered_with_another_once() {
        let denied = io::Error::from(io::ErrorKind::PermissionDenied);
        let error = Error::folder("make", Path::new("/srv/ledger"))(denied);
        assert!(
            error
                .to_string()
                .starts_with("cannot make /srv/ledger: permission denied\nChoose another folder with --data")
        );
        assert!(std::error::Error::source(&error).is_none(), "whoever prints causes would say it twice");
    }

    #[test]
    fn a_full_disk_in_the_log_is_said_in_plain_words() {
        let error = Error::SetUp {
            engine: Engine::Postgres,
            reason: "initdb ended with exit status: 1".into(),
            log: vec!["could not write: No space left on device".into()],
        };
        assert!(error.to_string().contains("The disk is full: make room"));
    }
}
