use std::{
    fs::File,
    io::{ErrorKind, Write},
};

use domain::ledger::RecordedEvent;
use parquet::{
    file::{reader::FileReader, serialized_reader::SerializedFileReader},
    record::{Field, Row},
};

use super::ledger::{World, everything, now, story};
use crate::{Existing, Format, Selection, Table, replay};

#[tokio::test]
async fn json_lines_are_the_bytes_that_the_ledger_keeps() {
    let story = story();
    let world = World::of(&story).await;
    let expected: String = story.iter().map(|event| serde_json::to_string(event).unwrap() + "\n").collect();
    assert_eq!(world.text(&everything(Table::Events, Format::Jsonl)).await, expected);
}

/// What the columns of an event should say, in their order; `None` where the cell is empty.
fn expected(event: &RecordedEvent) -> [Option<String>; 16] {
    let position = event.position;
    [
        Some(position.to_string()),
        Some(event.event_id.to_string()),
        Some(event.recorded_at.to_string()),
        Some("2025-05-03T06:30:00.5Z".to_owned()),
        Some(event.aggregate_type.clone()),
        Some(event.aggregate_id.clone()),
        Some(event.sequence.to_string()),
        Some(event.event_type.clone()),
        Some(event.event_version.clone()),
        Some(event.subject.to_string()),
        Some(format!("member:{}", event.subject)),
        Some("terminal".to_owned()),
        Some(format!("say \"{position}\",\nplease")),
        Some("\"c\"".to_owned()),
        position.is_multiple_of(2).then(String::new),
        Some(event.payload.get().to_owned()),
    ]
}

#[tokio::test]
async fn csv_reads_back_as_what_the_ledger_holds() {
    let story = story();
    let world = World::of(&story).await;
    let bytes = world.bytes(&everything(Table::Events, Format::Csv)).await;
    let mut reader = csv::Reader::from_reader(bytes.as_slice());
    assert_eq!(reader.headers().unwrap().iter().take(3).collect::<Vec<_>>(), ["position", "event_id", "recorded_at"]);
    let rows: Vec<csv::StringRecord> = reader.records().collect::<Result<_, _>>().unwrap();
    assert_eq!(rows.len(), story.len());
    for (row, event) in rows.iter().zip(&story) {
        let expected = expected(event).map(Option::unwrap_or_default);
        assert_eq!(row.iter().collect::<Vec<_>>(), expected);
    }
    let empty_texts = String::from_utf8(bytes).unwrap().matches(r#","","#).count();
    assert_eq!(empty_texts, story.len() / 2, "an empty text is not an empty cell");
}

#[tokio::test]
async fn parquet_reads_back_as_what_the_ledger_holds() {
    let story = story();
    let world = World::of(&story).await;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("events");
    let mut wanted = everything(Table::Events, Format::Parquet);
    wanted.part_events = 7;
    world.export(&wanted, &path, Existing::Keep).await.unwrap();
    let rows: Vec<Row> = ["part-00001.parquet", "part-00002.parquet", "part-00003.parquet"]
        .iter()
        .flat_map(|part| SerializedFileReader::new(File::open(path.join(part)).unwrap()).unwrap().into_iter())
        .collect::<Result<_, _>>()
        .unwrap();
    assert_eq!(std::fs::read_dir(&path).unwrap().count(), 3);
    assert_eq!(rows.len(), story.len());
    for (row, event) in rows.iter().zip(&story) {
        let found = row.get_column_iter().map(|(_, field)| text(field));
        assert_eq!(found.collect::<Vec<_>>(), expected(event));
    }
}

/// Numbers have to be numbers and times have to be times.
fn text(field: &Field) -> Option<String> {
    match field {
        Field::Null => None,
        Field::Long(number) => Some(number.to_string()),
        Field::Str(text) => Some(text.clone()),
        Field::TimestampMicros(time) => Some(jiff::Timestamp::from_microsecond(*time).unwrap().to_string()),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn an_empty_ledger_still_has_columns() {
    let world = World::of(&[]).await;
    for &table in Table::ALL {
        let names: Vec<&str> = table.columns().iter().map(|column| column.name).collect();
        assert_eq!(world.text(&everything(table, Format::Csv)).await, names.join(",") + "\n", "{table}");
        assert_eq!(world.text(&everything(table, Format::Jsonl)).await, "", "{table}");
        let bytes = world.bytes(&everything(table, Format::Parquet)).await;
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), bytes).unwrap();
        let reader = SerializedFileReader::new(file.reopen().unwrap()).unwrap();
        assert_eq!(reader.metadata().file_metadata().num_rows(), 0);
        assert_eq!(reader.metadata().file_metadata().schema_descr().num_columns(), table.columns().len());
    }
}

/// A reader that has gone, like `head` after ten lines.
struct Gone;

impl Write for Gone {
    fn write(&mut self, _: &[u8]) -> std::io::Result<usize> {
        Err(ErrorKind::BrokenPipe.into())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn a_reader_that_has_had_enough_is_no_failure() {
    let world = World::of(&story()).await;
    replay(&world.pool, Selection::default(), Box::new(Gone), now(), &mut |_, _| ()).await.unwrap();
}
