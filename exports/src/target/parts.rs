//! Events in Parquet: a folder of numbered files. A Parquet file counts only once it is closed, so a long export is
//! many files, and an interrupted one loses no more than the one that it was at.

use std::{
    fs::{self, File},
    path::{Path, PathBuf},
};

use domain::ledger::RecordedEvent;
use parquet::file::{reader::FileReader, serialized_reader::SerializedFileReader};

use crate::{
    ExportError,
    cell::{Cell, Column},
    format::{LAST_POSITION, ParquetFile, Sink},
};

const ENDING: &str = ".parquet";
/// A part on its way; readers of the folder's `*.parquet` don't see it.
const UNFINISHED: &str = ".unfinished";

pub(crate) struct PartFiles {
    folder: PathBuf,
    columns: &'static [Column],
    /// How many events a file holds.
    limit: u64,
    number: u64,
    open: Option<(Box<ParquetFile<File>>, u64)>,
}

impl PartFiles {
    /// Goes on behind the parts that the folder holds, and says how far they reach.
    pub(crate) fn open(
        folder: &Path,
        columns: &'static [Column],
        limit: u64,
    ) -> Result<(Self, Option<u64>), ExportError> {
        fs::create_dir_all(folder).map_err(ExportError::file(folder))?;
        let (mut whole, unfinished): (Vec<_>, Vec<_>) =
            entries(folder)?.into_iter().partition(|path| path.to_string_lossy().ends_with(ENDING));
        for path in unfinished {
            fs::remove_file(&path).map_err(ExportError::file(&path))?;
        }
        whole.sort_unstable();
        let reached = whole.last().map(|last| last_position(last)).transpose()?;
        let number = u64::try_from(whole.len()).unwrap_or(u64::MAX);
        Ok((Self { folder: folder.to_owned(), columns, limit, number, open: None }, reached))
    }

    fn path(&self, ending: &str) -> PathBuf {
        self.folder.join(format!("part-{:05}{ENDING}{ending}", self.number))
    }

    fn current(&mut self) -> Result<&mut (Box<ParquetFile<File>>, u64), ExportError> {
        let open = match self.open.take() {
            Some(open) => open,
            None => {
                self.number += 1;
                let path = self.path(UNFINISHED);
                let file = File::create(&path).map_err(ExportError::file(&path))?;
                (Box::new(ParquetFile::new(file, self.columns)?), 0)
            }
        };
        Ok(self.open.insert(open))
    }

    fn close(&mut self) -> Result<(), ExportError> {
        let Some((file, _)) = self.open.take() else { return Ok(()) };
        file.finish()?;
        let (unfinished, whole) = (self.path(UNFINISHED), self.path(""));
        File::open(&unfinished).and_then(|file| file.sync_all()).map_err(ExportError::file(&unfinished))?;
        fs::rename(&unfinished, &whole).map_err(ExportError::file(&whole))
    }
}

impl Sink for PartFiles {
    fn event(&mut self, event: &RecordedEvent) -> Result<(), ExportError> {
        let limit = self.limit;
        let (file, events) = self.current()?;
        file.event(event)?;
        *events += 1;
        if *events >= limit { self.close() } else { Ok(()) }
    }

    fn row(&mut self, cells: &[Cell<'_>]) -> Result<(), ExportError> {
        self.current()?.0.row(cells)
    }

    /// An export without events is one file without rows: its columns can be read.
    fn finish(mut self: Box<Self>) -> Result<(), ExportError> {
        if self.number == 0 {
            self.current()?;
        }
        self.close()
    }
}

fn last_position(part: &Path) -> Result<u64, ExportError> {
    let damaged = |cause: String| ExportError::Damaged { path: part.to_owned(), cause };
    let file = File::open(part).map_err(ExportError::file(part))?;
    let reader = SerializedFileReader::new(file).map_err(|error| damaged(error.to_string()))?;
    let told = reader.metadata().file_metadata().key_value_metadata();
    told.and_then(|told| told.iter().find(|entry| entry.key == LAST_POSITION))
        .and_then(|entry| entry.value.as_ref()?.parse().ok())
        .ok_or_else(|| damaged("it doesn't say how far it reaches".to_owned()))
}

fn entries(folder: &Path) -> Result<Vec<PathBuf>, ExportError> {
    let read = fs::read_dir(folder).and_then(|entries| entries.map(|entry| Ok(entry?.path())).collect());
    read.map_err(ExportError::file(folder))
}

/// A folder that somebody else keeps things in is never cleared away, whatever was asked.
pub(super) fn check_replaceable(path: &Path) -> Result<(), ExportError> {
    if !path.is_dir() {
        return Ok(());
    }
    let is_ours = |entry: &PathBuf| {
        let name = entry.file_name().unwrap_or_default().to_string_lossy();
        name.starts_with("part-") && (name.ends_with(ENDING) || name.ends_with(UNFINISHED)) && !entry.is_dir()
    };
    if entries(path)?.iter().all(is_ours) { Ok(()) } else { Err(ExportError::ForeignFiles(path.to_owned())) }
}
