//! What can go wrong, said so that whoever asked knows what to do.

use std::path::{Path, PathBuf};

use domain::DecodeError;
use jiff::Timestamp;
use uuid::Uuid;

#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    #[error("\"{0}\" is neither a position nor a moment like 2026-03-01T00:00:00Z or 2026-03-01")]
    NoMoment(String),
    #[error("{0} has not come yet; the ledger can only be shown as it was or is")]
    Future(Timestamp),
    #[error("there is no position {asked} yet; the ledger reaches {head}")]
    BeyondHead { asked: u64, head: u64 },
    #[error("there is no event type \"{0}\"; `paceledger events catalogue` shows them all")]
    UnknownType(String),
    #[error("there is no table \"{0}\"; there are {known}", known = crate::Table::names())]
    UnknownTable(String),
    #[error("\"{0}\" is not a format; use jsonl, csv or parquet")]
    UnknownFormat(String),
    #[error("{what} choose events; a table shows everything as of one moment: use --as-of and --subject")]
    OnlyEvents { what: &'static str },
    #[error("nothing is known about {subject} as of position {position}")]
    UnknownSubject { subject: Uuid, position: u64 },
    #[error("Parquet can't be written to standard output; name a file or folder with --out")]
    ParquetNeedsFile,
    #[error("a table is made in one go and can't be resumed; start over with --force")]
    NotResumable,
    #[error("{} is there already; name another with --out, or replace it with --force", .0.display())]
    Exists(PathBuf),
    #[error("{} is left of an interrupted export; go on with --resume, or start over with --force", .0.display())]
    Interrupted(PathBuf),
    #[error("{} is left of an interrupted export; a table is made in one go, so start over with --force", .0.display())]
    TableInterrupted(PathBuf),
    #[error("{} is left of another export ({was}); go on with the same choice, or start over with --force", path.display())]
    OtherExport { path: PathBuf, was: String },
    #[error("{} holds more than an export's parts, so it is not replaced; name another with --out", .0.display())]
    ForeignFiles(PathBuf),
    #[error("{} can't be continued: {cause}; start over with --force", path.display())]
    Damaged { path: PathBuf, cause: String },
    #[error("{} can't be written: {cause}", path.display())]
    File { path: PathBuf, cause: std::io::Error },
    #[error("position {position} can't be read: {cause}")]
    Unreadable { position: u64, cause: DecodeError },
    #[error("the ledger can't be read: {0}")]
    Database(#[from] sqlx::Error),
    #[error("the rows can't be written: {0}")]
    Write(#[from] std::io::Error),
    #[error("the rows can't be written as Parquet: {0}")]
    Parquet(#[from] parquet::errors::ParquetError),
    #[error("the rows can't be written as JSON: {0}")]
    Json(#[from] serde_json::Error),
    #[error("reading ahead was cut short: {0}")]
    Reader(#[from] tokio::task::JoinError),
}

impl ExportError {
    pub(crate) fn file(path: &Path) -> impl FnOnce(std::io::Error) -> Self {
        move |cause| Self::File { path: path.to_owned(), cause }
    }

    /// Whoever read our output has had enough, which is theirs to say.
    pub(crate) fn is_closed_pipe(&self) -> bool {
        let closed = |error: &std::io::Error| error.kind() == std::io::ErrorKind::BrokenPipe;
        match self {
            Self::Write(error) => closed(error),
            Self::Json(error) => error.io_error_kind() == Some(std::io::ErrorKind::BrokenPipe),
            _ => false,
        }
    }
}
