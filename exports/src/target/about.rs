//! The note beside an unfinished export: what it is, so that it is continued as what it is.

use std::{fs, path::Path};

use serde::{Deserialize, Serialize};

use crate::{ExportError, Format, Selection, Table, selection::Range};

/// What was asked for, as it was asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Asked {
    pub(crate) table: Table,
    pub(crate) format: Format,
    pub(crate) selection: Selection,
    pub(crate) part_events: u64,
}

/// With what that came to mean: a continued export ends where it would have ended, however the ledger has grown.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct About {
    pub(crate) asked: Asked,
    pub(crate) range: Range,
}

impl About {
    pub(super) fn read(note: &Path) -> Result<Self, ExportError> {
        let damaged = |cause: String| ExportError::Damaged { path: note.to_owned(), cause };
        let bytes = fs::read(note).map_err(|error| damaged(error.to_string()))?;
        serde_json::from_slice(&bytes).map_err(|error| damaged(error.to_string()))
    }

    pub(super) fn write(&self, note: &Path) -> Result<(), ExportError> {
        fs::write(note, serde_json::to_vec(self)?).map_err(ExportError::file(note))
    }

    /// Its range, if the same is asked for.
    pub(super) fn same(self, asked: &Asked, part: &Path) -> Result<Range, ExportError> {
        if self.asked == *asked {
            return Ok(self.range);
        }
        Err(ExportError::OtherExport { path: part.to_owned(), was: serde_json::to_string(&self.asked)? })
    }
}
