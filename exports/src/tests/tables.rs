use jiff::ToSpan;
use parquet::{file::serialized_reader::SerializedFileReader, record::Field};
use serde_json::Value;

use super::ledger::{World, as_of, event_of_version, logged, member, story, story_with_a_plan, wanted, workout};
use crate::{Format, Moment, Table};

async fn rows(world: &World, table: Table, as_of_position: u64) -> Vec<Value> {
    let wanted = wanted(table, Format::Jsonl, as_of(Moment::Position(as_of_position)));
    world.text(&wanted).await.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[tokio::test]
async fn a_workout_is_one_row_as_last_corrected_and_none_once_it_is_voided() {
    let world = World::of(&story()).await;
    let then = rows(&world, Table::Workouts, 14).await;
    let ids: Vec<_> = then.iter().map(|row| row["workout_id"].as_str().unwrap().to_owned()).collect();
    assert_eq!(ids, [workout(1).to_string(), workout(3).to_string()]);
    assert_eq!((&then[0]["active_s"], &then[0]["notes"]), (&3000.into(), &"dry".into()));
    assert_eq!(then[0]["member_id"], member(1).to_string());
    assert!(then[0]["load"].as_f64().unwrap() > 30.0, "{}", then[0]);
    let now = rows(&world, Table::Workouts, 18).await;
    let ids: Vec<_> = now.iter().map(|row| row["workout_id"].as_str().unwrap().to_owned()).collect();
    assert_eq!(ids, [workout(1).to_string(), workout(4).to_string()]);
    assert_eq!(now[1]["member_id"], member(2).to_string());
}

#[tokio::test]
async fn more_than_is_read_at_once_is_neither_lost_nor_mixed_up() {
    let whose = |n: u64| member(u128::from(n % 3));
    let log = |n: u64| {
        event_of_version("2.0", n, whose(n), &format!("workout/{}", workout(n.into())), 1, &logged(whose(n), 45))
    };
    let world = World::of(&(1..=2_500).map(log).collect::<Vec<_>>()).await;
    let found = rows(&world, Table::Workouts, 2_500).await;
    let in_order = |n: &u64| (whose(*n), workout((*n).into()));
    let mut expected: Vec<_> = (1..=2_500).collect();
    expected.sort_by_key(in_order);
    let expected = expected.iter().map(in_order).map(|(member, workout)| (member.to_string(), workout.to_string()));
    let id = |row: &Value, name: &str| row[name].as_str().unwrap().to_owned();
    let found: Vec<_> = found.iter().map(|row| (id(row, "member_id"), id(row, "workout_id"))).collect();
    assert!(found == expected.collect::<Vec<_>>(), "{} rows", found.len());
    let events = rows(&world, Table::Events, 2_500).await;
    assert!(events.iter().map(|row| row["position"].as_u64().unwrap()).eq(1..=2_500));
}

#[tokio::test]
async fn a_day_is_one_row_as_last_read() {
    let world = World::of(&story()).await;
    assert_eq!(rows(&world, Table::Fatigue, 7).await[0]["readiness"], 2);
    let now = rows(&world, Table::Fatigue, 18).await;
    assert_eq!(now.len(), 1);
    assert_eq!((&now[0]["readiness"], &now[0]["ill"]), (&4.into(), &false.into()));
}

#[tokio::test]
async fn races_thresholds_and_injuries_are_as_they_stand() {
    let world = World::of(&story()).await;
    assert_eq!(rows(&world, Table::Races, 18).await[0]["local_date"], "2025-06-21");
    assert_eq!(rows(&world, Table::Thresholds, 18).await[0]["ftp_w"], 245);
    assert_eq!(rows(&world, Table::Injuries, 14).await[0]["signs"], "limp");
    assert!(rows(&world, Table::Injuries, 18).await.is_empty(), "what has healed is not there");
}

#[tokio::test]
async fn a_session_is_one_row_with_what_became_of_it() {
    let world = World::of(&story_with_a_plan()).await;
    let planned = rows(&world, Table::Sessions, 19).await;
    assert!(planned.len() >= 2 && planned.iter().all(|row| row["status"] == "open"), "{planned:#?}");
    let now = rows(&world, Table::Sessions, 21).await;
    assert_eq!(now.len(), planned.len());
    assert_eq!((&now[0]["status"], &now[0]["workout_id"]), (&"completed".into(), &workout(1).to_string().into()));
    assert_eq!(now[1]["status"], "skipped");
}

#[tokio::test]
async fn the_formats_of_a_table_agree() {
    let world = World::of(&story_with_a_plan()).await;
    for &table in Table::ALL.iter().filter(|table| **table != Table::Events) {
        let columns: Vec<&str> = table.columns().iter().map(|column| column.name).collect();
        // While the knee still hurt for its table, at the end for the others.
        let position = if table == Table::Injuries { 14 } else { 21 };
        let json = rows(&world, table, position).await;
        assert!(!json.is_empty(), "{table}");
        let expected: Vec<Vec<String>> =
            json.iter().map(|row| columns.iter().map(|it| cell(&row[*it])).collect()).collect();

        let then = as_of(Moment::Position(position));
        let bytes = world.bytes(&wanted(table, Format::Csv, then.clone())).await;
        let mut csv = csv::Reader::from_reader(bytes.as_slice());
        assert_eq!(csv.headers().unwrap().iter().collect::<Vec<_>>(), columns);
        let csv = csv.records().map(|row| row.unwrap().iter().map(str::to_owned).collect::<Vec<_>>());
        assert_eq!(csv.collect::<Vec<_>>(), expected, "{table}");

        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), world.bytes(&wanted(table, Format::Parquet, then)).await).unwrap();
        let parquet = SerializedFileReader::new(file.reopen().unwrap()).unwrap().into_iter();
        let parquet = parquet.map(|row| row.unwrap().get_column_iter().map(|(_, it)| text(it)).collect::<Vec<_>>());
        assert_eq!(parquet.collect::<Vec<_>>(), expected, "{table}");
    }
}

fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Number(number) if number.is_f64() => number.as_f64().unwrap().to_string(),
        other => other.to_string(),
    }
}

fn text(field: &Field) -> String {
    match field {
        Field::Null => String::new(),
        Field::Long(number) => number.to_string(),
        Field::Double(number) => number.to_string(),
        Field::Bool(is_so) => is_so.to_string(),
        Field::Str(text) => text.clone(),
        Field::TimestampMicros(time) => jiff::Timestamp::from_microsecond(*time).unwrap().to_string(),
        Field::Date(days) => (jiff::civil::date(1970, 1, 1) + i64::from(*days).days()).to_string(),
        other => panic!("{other:?}"),
    }
}
