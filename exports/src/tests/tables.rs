use super::ledger::{World, as_of, everything, member, story, wanted, workout};
use crate::{Format, Moment, Table};

async fn rows(world: &World, table: Table, as_of_position: u64) -> Vec<serde_json::Value> {
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
async fn the_formats_of_a_table_agree() {
    let world = World::of(&story()).await;
    for &table in Table::ALL.iter().filter(|table| **table != Table::Events) {
        let columns: Vec<&str> = table.columns().iter().map(|column| column.name).collect();
        let bytes = world.bytes(&everything(table, Format::Csv)).await;
        let mut csv = csv::Reader::from_reader(bytes.as_slice());
        assert_eq!(csv.headers().unwrap().iter().collect::<Vec<_>>(), columns);
        let json = rows(&world, table, 18).await;
        let csv: Vec<csv::StringRecord> = csv.records().collect::<Result<_, _>>().unwrap();
        assert_eq!(csv.len(), json.len());
        for (csv, json) in csv.iter().zip(&json) {
            let cell = |name: &&str| match &json[*name] {
                serde_json::Value::Null => String::new(),
                serde_json::Value::String(text) => text.clone(),
                serde_json::Value::Number(number) if number.is_f64() => number.as_f64().unwrap().to_string(),
                other => other.to_string(),
            };
            assert_eq!(csv.iter().collect::<Vec<_>>(), columns.iter().map(cell).collect::<Vec<_>>());
        }
    }
}
