//! How rows become bytes. A format is a file here and a line in [`Format`].

mod lines;
mod parquet_file;

use std::{fmt, str::FromStr};

use domain::ledger::RecordedEvent;
use serde::{Deserialize, Serialize};

pub(crate) use lines::Lines;
pub(crate) use parquet_file::{LAST_POSITION, ParquetFile};

use crate::{ExportError, cell::Cell};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Format {
    /// Events byte for byte as the ledger keeps them, one on a line; tables as one object a line.
    Jsonl,
    /// With a header. Nothing between two commas is an empty cell; an empty text is `""`.
    Csv,
    /// Compressed with snappy. Times are UTC, in microseconds.
    Parquet,
}

impl Format {
    pub const ALL: &'static [Self] = &[Self::Jsonl, Self::Csv, Self::Parquet];

    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Jsonl => "jsonl",
            Self::Csv => "csv",
            Self::Parquet => "parquet",
        }
    }
}

impl FromStr for Format {
    type Err = ExportError;

    fn from_str(typed: &str) -> Result<Self, ExportError> {
        let known = Self::ALL.iter().copied().find(|format| format.as_str() == typed);
        known.ok_or_else(|| ExportError::UnknownFormat(typed.to_owned()))
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// Takes rows in order and holds a bounded number of them.
pub(crate) trait Sink {
    fn event(&mut self, event: &RecordedEvent) -> Result<(), ExportError>;
    fn row(&mut self, cells: &[Cell<'_>]) -> Result<(), ExportError>;
    /// Writes out what it still holds. Without this, nothing that it wrote counts as whole.
    fn finish(self: Box<Self>) -> Result<(), ExportError>;
}
