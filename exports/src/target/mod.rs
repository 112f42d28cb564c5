//! Where an export goes, and how an interrupted one goes on.
//!
//! Until an export is whole it has another name: `FILE.part`, and beside it `FILE.part.json`, which says what was
//! asked for. At the end it is synced, renamed and the note removed, so whoever finds `FILE` has all of it.

mod about;
mod parts;
mod tail;

use std::{
    fs::{self, File, OpenOptions},
    io::{Seek, SeekFrom},
    path::{Path, PathBuf},
};

pub(crate) use about::{About, Asked};
pub(crate) use parts::PartFiles;

use crate::{ExportError, Format, selection::Range};

/// What to do about files that are there already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Existing {
    /// Leave them alone and say so.
    Keep,
    Replace,
    /// Go on where an interrupted export ended; start where there was none.
    Resume,
}

/// A file, or for events in Parquet a folder of files.
#[derive(Debug, Clone)]
pub struct Target {
    pub path: PathBuf,
    pub existing: Existing,
}

/// An export on its way to being whole.
#[derive(Debug)]
pub(crate) struct Partial {
    path: PathBuf,
    pub(crate) part: PathBuf,
    note: PathBuf,
}

impl Partial {
    /// Looks at what is there, and clears away what is to be replaced. Nothing that is whole is touched yet.
    pub(crate) fn open(target: &Target) -> Result<Self, ExportError> {
        let (part, note) = (with_ending(&target.path, ".part"), with_ending(&target.path, ".part.json"));
        let partial = Self { path: target.path.clone(), part, note };
        match target.existing {
            Existing::Replace => {
                parts::check_replaceable(&partial.path)?;
                remove(&partial.part)?;
            }
            _ if partial.path.exists() => return Err(ExportError::Exists(partial.path)),
            Existing::Keep if partial.part.exists() => return Err(ExportError::Interrupted(partial.part)),
            Existing::Keep | Existing::Resume => {}
        }
        Ok(partial)
    }

    /// The range of the interrupted export, if there is one; it must have asked for the same.
    pub(crate) fn interrupted(&self, asked: &Asked) -> Result<Option<Range>, ExportError> {
        if self.part.exists() { About::read(&self.note)?.same(asked, &self.part).map(Some) } else { Ok(None) }
    }

    pub(crate) fn begin(&self, about: &About) -> Result<(), ExportError> {
        about.write(&self.note)
    }

    /// The file with whole records only, and the position of the last; the next one is written behind it.
    pub(crate) fn lines(&self, format: Format) -> Result<(File, tail::Tail), ExportError> {
        let wrong = |cause| ExportError::file(&self.part)(cause);
        let mut file =
            OpenOptions::new().read(true).write(true).create(true).truncate(false).open(&self.part).map_err(wrong)?;
        let tail = tail::read(&mut file, format, &self.part)?;
        file.set_len(tail.end).map_err(wrong)?;
        file.seek(SeekFrom::Start(tail.end)).map_err(wrong)?;
        Ok((file, tail))
    }

    pub(crate) fn new_file(&self) -> Result<File, ExportError> {
        File::create(&self.part).map_err(ExportError::file(&self.part))
    }

    /// Everything is written: it gets its name.
    pub(crate) fn commit(self) -> Result<(), ExportError> {
        let wrong = |cause| ExportError::file(&self.path)(cause);
        File::open(&self.part).and_then(|file| file.sync_all()).map_err(wrong)?;
        if self.part.is_dir() || self.path.is_dir() {
            remove(&self.path)?;
        }
        fs::rename(&self.part, &self.path).map_err(wrong)?;
        fs::remove_file(&self.note).map_err(ExportError::file(&self.note))?;
        let folder = self.path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        File::open(folder).and_then(|folder| folder.sync_all()).map_err(wrong)
    }
}

fn with_ending(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

/// A file, or a folder that holds nothing but an export's parts.
fn remove(path: &Path) -> Result<(), ExportError> {
    parts::check_replaceable(path)?;
    let removed = match path.symlink_metadata() {
        Ok(found) if found.is_dir() => fs::remove_dir_all(path),
        Ok(_) => fs::remove_file(path),
        Err(_) => Ok(()),
    };
    removed.map_err(ExportError::file(path))
}
