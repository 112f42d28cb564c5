//! One Parquet file of flat, typed, optional columns.
//!
//! Rows are gathered by column and written as a row group before they outgrow a few megabytes, so memory stays the
//! same however long the file gets.

use std::{io::Write, sync::Arc};

use domain::{history::days_between, ledger::RecordedEvent};
use jiff::civil::Date;
use parquet::{
    basic::{Compression, LogicalType, Repetition, TimeUnit, Type as Physical},
    column::writer::ColumnWriter,
    data_type::ByteArray,
    errors::ParquetError,
    file::{metadata::KeyValue, properties::WriterProperties, writer::SerializedFileWriter},
    schema::types::{Type, TypePtr},
};

use super::Sink;
use crate::{
    ExportError,
    cell::{Cell, Column, Kind},
    tables::event_row,
};

/// Whichever comes first closes a row group. Readers skip and parallelise by row groups, so not too small either.
const ROWS: usize = 50_000;
const BYTES: usize = 16 * 1024 * 1024;

/// Where an events file says how far it reaches, so that an export can go on behind it.
pub(crate) const LAST_POSITION: &str = "paceledger.last_position";

const EPOCH: Date = jiff::civil::date(1970, 1, 1);

pub(crate) struct ParquetFile<W: Write + Send> {
    out: SerializedFileWriter<W>,
    columns: Vec<Gathered>,
    rows: usize,
    bytes: usize,
    last_position: Option<u64>,
}

struct Gathered {
    values: Values,
    /// 1 where a row has a value, 0 where its cell is empty.
    levels: Vec<i16>,
}

enum Values {
    Int(Vec<i64>),
    Real(Vec<f64>),
    Bool(Vec<bool>),
    Text(Vec<ByteArray>),
    Day(Vec<i32>),
}

impl<W: Write + Send> ParquetFile<W> {
    pub(crate) fn new(out: W, columns: &[Column]) -> Result<Self, ExportError> {
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .set_created_by(concat!("paceledger ", env!("CARGO_PKG_VERSION")).to_owned());
        let out = SerializedFileWriter::new(out, schema(columns)?, Arc::new(properties.build()))?;
        let columns = columns.iter().map(|column| Gathered::new(column.kind)).collect();
        Ok(Self { out, columns, rows: 0, bytes: 0, last_position: None })
    }

    fn write_group(&mut self) -> Result<(), ExportError> {
        let mut group = self.out.next_row_group()?;
        for gathered in &mut self.columns {
            let Some(mut column) = group.next_column()? else { break };
            gathered.write(column.untyped())?;
            column.close()?;
        }
        group.close()?;
        (self.rows, self.bytes) = (0, 0);
        Ok(())
    }
}

impl<W: Write + Send> Sink for ParquetFile<W> {
    fn event(&mut self, event: &RecordedEvent) -> Result<(), ExportError> {
        self.last_position = Some(event.position);
        self.row(&event_row(event))
    }

    fn row(&mut self, cells: &[Cell<'_>]) -> Result<(), ExportError> {
        for (column, cell) in self.columns.iter_mut().zip(cells) {
            column.push(cell);
            self.bytes += cell.size();
        }
        self.rows += 1;
        if self.rows >= ROWS || self.bytes >= BYTES { self.write_group() } else { Ok(()) }
    }

    fn finish(mut self: Box<Self>) -> Result<(), ExportError> {
        if self.rows > 0 {
            self.write_group()?;
        }
        if let Some(position) = self.last_position {
            self.out.append_key_value_metadata(KeyValue::new(LAST_POSITION.to_owned(), position.to_string()));
        }
        self.out.close()?;
        Ok(())
    }
}

impl Gathered {
    fn new(kind: Kind) -> Self {
        let values = match kind {
            Kind::Int | Kind::Time => Values::Int(Vec::new()),
            Kind::Real => Values::Real(Vec::new()),
            Kind::Bool => Values::Bool(Vec::new()),
            Kind::Text => Values::Text(Vec::new()),
            Kind::Day => Values::Day(Vec::new()),
        };
        Self { values, levels: Vec::new() }
    }

    /// A cell of another kind than its column's would be a mistake in a table, and is left empty.
    fn push(&mut self, cell: &Cell<'_>) {
        let mut level = 1;
        match (&mut self.values, cell) {
            (Values::Int(values), Cell::Int(number)) => values.push(*number),
            (Values::Int(values), Cell::Time(time)) => values.push(time.as_microsecond()),
            (Values::Real(values), Cell::Real(number)) => values.push(*number),
            (Values::Bool(values), Cell::Bool(is_so)) => values.push(*is_so),
            (Values::Text(values), Cell::Text(text)) => values.push(ByteArray::from(text.as_bytes().to_vec())),
            (Values::Day(values), Cell::Day(day)) => values.push(days_between(EPOCH, *day)),
            (_, cell) => {
                debug_assert_eq!(*cell, Cell::Empty, "a cell of another kind than its column's");
                level = 0;
            }
        }
        self.levels.push(level);
    }

    fn write(&mut self, column: &mut ColumnWriter<'_>) -> Result<(), ParquetError> {
        let levels = Some(self.levels.as_slice());
        match (column, &mut self.values) {
            (ColumnWriter::Int64ColumnWriter(to), Values::Int(values)) => {
                to.write_batch(values, levels, None)?;
                values.clear();
            }
            (ColumnWriter::DoubleColumnWriter(to), Values::Real(values)) => {
                to.write_batch(values, levels, None)?;
                values.clear();
            }
            (ColumnWriter::BoolColumnWriter(to), Values::Bool(values)) => {
                to.write_batch(values, levels, None)?;
                values.clear();
            }
            (ColumnWriter::ByteArrayColumnWriter(to), Values::Text(values)) => {
                to.write_batch(values, levels, None)?;
                values.clear();
            }
            (ColumnWriter::Int32ColumnWriter(to), Values::Day(values)) => {
                to.write_batch(values, levels, None)?;
                values.clear();
            }
            _ => return Err(ParquetError::General("a column of another type than its schema's".to_owned())),
        }
        self.levels.clear();
        Ok(())
    }
}

fn schema(columns: &[Column]) -> Result<TypePtr, ParquetError> {
    let fields = columns.iter().map(|column| field(*column).map(Arc::new)).collect::<Result<_, _>>()?;
    Ok(Arc::new(Type::group_type_builder("row").with_fields(fields).build()?))
}

fn field(Column { name, kind }: Column) -> Result<Type, ParquetError> {
    let (physical, logical) = match kind {
        Kind::Int => (Physical::INT64, None),
        Kind::Real => (Physical::DOUBLE, None),
        Kind::Bool => (Physical::BOOLEAN, None),
        Kind::Text => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
        Kind::Time => (Physical::INT64, Some(LogicalType::timestamp(true, TimeUnit::MICROS))),
        Kind::Day => (Physical::INT32, Some(LogicalType::Date)),
    };
    Type::primitive_type_builder(name, physical)
        .with_repetition(Repetition::OPTIONAL)
        .with_logical_type(logical)
        .build()
}
