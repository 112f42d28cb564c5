//! From the ledger to bytes.

use std::io::Write;

use jiff::Timestamp;
use sqlx::PgPool;

use crate::{
    Existing, ExportError, Format, Selection, State, Table, Target,
    format::{Lines, ParquetFile, Sink},
    read::Events,
    selection::Range,
    tables::Tidy,
    target::{About, Asked, PartFiles, Partial},
};

/// What is wanted.
#[derive(Debug, Clone)]
pub struct Export {
    pub table: Table,
    pub format: Format,
    pub selection: Selection,
    /// How many events a Parquet file holds.
    pub part_events: u64,
}

/// Where it is wanted.
pub enum Output {
    Stream(Box<dyn Write + Send>),
    File(Target),
}

/// What came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Exported {
    /// Rows written by this run; those of the interrupted one that it continued are not counted.
    pub rows: u64,
    /// The position that it is the truth of.
    pub up_to: u64,
}

/// Told from time to time how far it has come, of how much.
pub type Progress<'p> = &'p mut dyn FnMut(u64, u64);

/// Events as JSON lines, as they are kept.
pub async fn replay(
    pool: &PgPool,
    selection: Selection,
    out: Box<dyn Write + Send>,
    now: Timestamp,
    progress: Progress<'_>,
) -> Result<Exported, ExportError> {
    let wanted = Export { table: Table::Events, format: Format::Jsonl, selection, part_events: u64::MAX };
    export(pool, &wanted, Output::Stream(out), now, progress).await
}

/// Writes what is wanted where it is wanted, in memory that doesn't grow with it.
pub async fn export(
    pool: &PgPool,
    wanted: &Export,
    output: Output,
    now: Timestamp,
    progress: Progress<'_>,
) -> Result<Exported, ExportError> {
    if wanted.table.tidy().is_some() {
        wanted.selection.check_for_table()?;
    }
    match output {
        Output::Stream(out) => to_stream(pool, wanted, out, now, progress).await,
        Output::File(target) => to_file(pool, wanted, &target, now, progress).await,
    }
}

async fn to_stream(
    pool: &PgPool,
    wanted: &Export,
    out: Box<dyn Write + Send>,
    now: Timestamp,
    progress: Progress<'_>,
) -> Result<Exported, ExportError> {
    let mut lines = match wanted.format {
        Format::Jsonl => Lines::json(out, wanted.table.columns()),
        Format::Csv => Lines::csv(out),
        Format::Parquet => return Err(ExportError::ParquetNeedsFile),
    };
    let range = wanted.selection.resolve(pool, now).await?;
    let up_to = range.up_to;
    let written = match lines.header(wanted.table.columns()) {
        Ok(()) => write(pool, wanted, range, Box::new(lines), progress).await,
        Err(error) => Err(error),
    };
    match written {
        Err(error) if error.is_closed_pipe() => Ok(Exported { rows: 0, up_to }),
        other => other,
    }
}

async fn to_file(
    pool: &PgPool,
    wanted: &Export,
    target: &Target,
    now: Timestamp,
    progress: Progress<'_>,
) -> Result<Exported, ExportError> {
    let is_table = wanted.table.tidy().is_some();
    if is_table && target.existing == Existing::Resume {
        return Err(ExportError::NotResumable);
    }
    let Export { table, format, selection, part_events } = wanted.clone();
    let asked = Asked { table, format, selection, part_events };
    let partial = Partial::open(target).map_err(|error| match error {
        ExportError::Interrupted(part) if is_table => ExportError::TableInterrupted(part),
        other => other,
    })?;
    let range = match partial.interrupted(&asked)? {
        Some(range) => range,
        None => {
            let range = wanted.selection.resolve(pool, now).await?;
            partial.begin(&About { asked, range })?;
            range
        }
    };
    let (sink, reached) = open(wanted, &partial)?;
    let rest = Range { after: range.after.max(reached.unwrap_or(0)), ..range };
    let exported = write(pool, wanted, rest, sink, progress).await?;
    partial.commit()?;
    Ok(exported)
}

/// Where the rows go, and the position that is there already.
fn open(wanted: &Export, partial: &Partial) -> Result<(Box<dyn Sink>, Option<u64>), ExportError> {
    let columns = wanted.table.columns();
    match (wanted.format, wanted.table.tidy()) {
        (Format::Parquet, None) => {
            let (parts, reached) = PartFiles::open(&partial.part, columns, wanted.part_events)?;
            Ok((Box::new(parts), reached))
        }
        (Format::Parquet, Some(_)) => Ok((Box::new(ParquetFile::new(partial.new_file()?, columns)?), None)),
        (format, _) => {
            let (file, tail) = partial.lines(format)?;
            let mut lines = if format == Format::Csv { Lines::csv(file) } else { Lines::json(file, columns) };
            if tail.is_empty() {
                lines.header(columns)?;
            }
            Ok((Box::new(lines), tail.position))
        }
    }
}

async fn write(
    pool: &PgPool,
    wanted: &Export,
    range: Range,
    sink: Box<dyn Sink>,
    progress: Progress<'_>,
) -> Result<Exported, ExportError> {
    let filter = wanted.selection.filter(range);
    let (mut events, tidy) = match wanted.table.tidy() {
        None => (Events::after(pool, range.after, filter), None),
        Some(tidy) => (Events::by_subject(pool, filter), Some(tidy)),
    };
    let written = match tidy {
        None => write_events(&mut events, range, sink, &mut *progress).await,
        Some(tidy) => write_table(&mut events, tidy, range, sink, &mut *progress).await,
    };
    events.end().await;
    let rows = written?;
    progress(range.up_to, range.up_to);
    Ok(Exported { rows, up_to: range.up_to })
}

async fn write_events(
    events: &mut Events,
    range: Range,
    mut sink: Box<dyn Sink>,
    progress: Progress<'_>,
) -> Result<u64, ExportError> {
    let mut rows = 0;
    while let Some(batch) = events.next().await? {
        for event in &batch {
            sink.event(event)?;
            rows += 1;
        }
        if let Some(last) = batch.last() {
            progress(last.position, range.up_to);
        }
    }
    sink.finish()?;
    Ok(rows)
}

async fn write_table(
    events: &mut Events,
    tidy: Tidy,
    range: Range,
    mut sink: Box<dyn Sink>,
    progress: Progress<'_>,
) -> Result<u64, ExportError> {
    let (mut rows, mut folded) = (0, 0);
    let mut state: Option<State> = None;
    while let Some(batch) = events.next().await? {
        for event in &batch {
            if let Some(whole) = state.take_if(|state| state.subject != event.subject) {
                rows += write_rows(&whole, tidy, sink.as_mut())?;
            }
            state.get_or_insert_with(|| State::new(event.subject, range.up_to)).apply(event)?;
            folded += 1;
        }
        progress(folded, range.up_to);
    }
    if let Some(whole) = state {
        rows += write_rows(&whole, tidy, sink.as_mut())?;
    }
    sink.finish()?;
    Ok(rows)
}

fn write_rows(state: &State, tidy: Tidy, sink: &mut dyn Sink) -> Result<u64, ExportError> {
    let rows = (tidy.rows)(state);
    rows.iter().try_for_each(|row| sink.row(row))?;
    Ok(u64::try_from(rows.len()).unwrap_or(u64::MAX))
}
