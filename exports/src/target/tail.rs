//! The end of a file that was being written when something happened.

use std::{
    fs::File,
    io::{BufRead, BufReader, Read, Seek, SeekFrom},
    path::Path,
};

use serde::Deserialize;

use crate::{ExportError, Format};

/// Where the last whole record ends, and its position.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Tail {
    pub(crate) end: u64,
    /// `None` where there is no record yet, or nothing but a header.
    pub(crate) position: Option<u64>,
}

impl Tail {
    pub(crate) const fn is_empty(&self) -> bool {
        self.end == 0
    }
}

pub(super) fn read(file: &mut File, format: Format, path: &Path) -> Result<Tail, ExportError> {
    let wrong = |cause| ExportError::file(path)(cause);
    let (begin, end) = last_record(&mut *file, format).map_err(wrong)?;
    if end == 0 {
        return Ok(Tail::default());
    }
    file.seek(SeekFrom::Start(begin)).map_err(wrong)?;
    let mut record = Vec::new();
    file.take(end - begin).read_to_end(&mut record).map_err(wrong)?;
    if begin == 0 && format == Format::Csv {
        return Ok(Tail { end, position: None });
    }
    let position = position(&record, format).ok_or_else(|| ExportError::Damaged {
        path: path.to_owned(),
        cause: format!("what begins at byte {begin} has no position"),
    })?;
    Ok(Tail { end, position: Some(position) })
}

/// From where to where it lies. In CSV a line break within quotes belongs to its record, so all are read.
fn last_record(file: &mut File, format: Format) -> std::io::Result<(u64, u64)> {
    file.seek(SeekFrom::Start(0))?;
    let mut reader = BufReader::with_capacity(256 * 1024, file);
    let (mut last, mut begin, mut at, mut quoted) = ((0, 0), 0, 0, false);
    loop {
        let bytes = reader.fill_buf()?;
        if bytes.is_empty() {
            return Ok(last);
        }
        for byte in bytes {
            at += 1;
            match byte {
                b'"' if format == Format::Csv => quoted = !quoted,
                b'\n' if !quoted => {
                    last = (begin, at);
                    begin = at;
                }
                _ => {}
            }
        }
        let read = bytes.len();
        reader.consume(read);
    }
}

fn position(record: &[u8], format: Format) -> Option<u64> {
    #[derive(Deserialize)]
    struct Placed {
        position: u64,
    }
    match format {
        Format::Csv => std::str::from_utf8(record).ok()?.split_once(',')?.0.parse().ok(),
        _ => serde_json::from_slice::<Placed>(record).ok().map(|placed| placed.position),
    }
}
