//! JSON lines and CSV.

use std::{
    fmt::Write as _,
    io::{BufWriter, Write},
};

use domain::ledger::RecordedEvent;
use serde::{Serialize, Serializer};

use super::Sink;
use crate::{
    ExportError,
    cell::{Cell, Column},
    tables::event_row,
};

const BUFFER: usize = 256 * 1024;

enum Form {
    Json { columns: &'static [Column], line: Vec<u8> },
    Csv { line: String },
}

pub(crate) struct Lines<W: Write> {
    out: BufWriter<W>,
    form: Form,
}

impl<W: Write> Lines<W> {
    pub(crate) fn json(out: W, columns: &'static [Column]) -> Self {
        Self { out: BufWriter::with_capacity(BUFFER, out), form: Form::Json { columns, line: Vec::new() } }
    }

    pub(crate) fn csv(out: W) -> Self {
        Self { out: BufWriter::with_capacity(BUFFER, out), form: Form::Csv { line: String::new() } }
    }

    /// The first line of CSV; JSON names its fields in every line.
    pub(crate) fn header(&mut self, columns: &[Column]) -> Result<(), ExportError> {
        let names: Vec<Cell<'_>> = columns.iter().map(|column| column.name.into()).collect();
        if matches!(self.form, Form::Csv { .. }) { self.row(&names) } else { Ok(()) }
    }
}

impl<W: Write> Sink for Lines<W> {
    fn event(&mut self, event: &RecordedEvent) -> Result<(), ExportError> {
        match &mut self.form {
            Form::Json { line, .. } => {
                line.clear();
                serde_json::to_writer(&mut *line, event)?;
                line.push(b'\n');
                Ok(self.out.write_all(line)?)
            }
            Form::Csv { .. } => self.row(&event_row(event)),
        }
    }

    fn row(&mut self, cells: &[Cell<'_>]) -> Result<(), ExportError> {
        match &mut self.form {
            Form::Json { columns, line } => {
                line.clear();
                serde_json::to_writer(&mut *line, &Object(columns, cells))?;
                line.push(b'\n');
                Ok(self.out.write_all(line)?)
            }
            Form::Csv { line } => {
                line.clear();
                for (n, cell) in cells.iter().enumerate() {
                    if n > 0 {
                        line.push(',');
                    }
                    push_csv(line, cell);
                }
                line.push('\n');
                Ok(self.out.write_all(line.as_bytes())?)
            }
        }
    }

    fn finish(mut self: Box<Self>) -> Result<(), ExportError> {
        Ok(self.out.flush()?)
    }
}

/// One row as a JSON object, its fields in the order of the columns.
struct Object<'a>(&'a [Column], &'a [Cell<'a>]);

impl Serialize for Object<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|column| column.name).zip(self.1))
    }
}

impl Serialize for Cell<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Cell::Empty => serializer.serialize_none(),
            Cell::Int(number) => serializer.serialize_i64(*number),
            Cell::Real(number) => serializer.serialize_f64(*number),
            Cell::Bool(is_so) => serializer.serialize_bool(*is_so),
            Cell::Text(text) => serializer.serialize_str(text),
            Cell::Time(time) => serializer.collect_str(time),
            Cell::Day(day) => serializer.collect_str(day),
        }
    }
}

fn push_csv(line: &mut String, cell: &Cell<'_>) {
    // Writing into a string can't fail.
    let _ = match cell {
        Cell::Empty => Ok(()),
        Cell::Int(number) => write!(line, "{number}"),
        Cell::Real(number) => write!(line, "{number}"),
        Cell::Bool(is_so) => write!(line, "{is_so}"),
        Cell::Time(time) => write!(line, "{time}"),
        Cell::Day(day) => write!(line, "{day}"),
        Cell::Text(text) if needs_quotes(text) => {
            line.push('"');
            for (n, part) in text.split('"').enumerate() {
                line.push_str(if n > 0 { "\"\"" } else { "" });
                line.push_str(part);
            }
            line.push('"');
            Ok(())
        }
        Cell::Text(text) => {
            line.push_str(text);
            Ok(())
        }
    };
}

/// An empty text too: unquoted it would be an empty cell.
fn needs_quotes(text: &str) -> bool {
    text.is_empty() || text.bytes().any(|byte| matches!(byte, b',' | b'"' | b'\n' | b'\r'))
}
