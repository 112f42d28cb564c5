use super::ledger::{World, everything, member, recorded_at, story, wanted};
use crate::{Existing, ExportError, Format, Moment, Selection, State, Table};

/// The positions of the events that are chosen.
async fn chosen(world: &World, selection: Selection) -> Vec<u64> {
    let lines = world.text(&wanted(Table::Events, Format::Jsonl, selection)).await;
    let position = |line: &str| serde_json::from_str::<serde_json::Value>(line).unwrap()["position"].as_u64().unwrap();
    lines.lines().map(position).collect()
}

#[tokio::test]
async fn a_range_takes_positions_and_times_and_both_its_ends() {
    let world = World::of(&story()).await;
    let range = |from, to| Selection { from: Some(from), to: Some(to), ..Selection::default() };
    let (from, to) = (Moment::Position(4), Moment::Position(6));
    assert_eq!(chosen(&world, range(from, to)).await, [4, 5, 6]);
    let (from, to) = (Moment::Time(recorded_at(4)), Moment::Time(recorded_at(6)));
    assert_eq!(chosen(&world, range(from, to)).await, [4, 5, 6]);
    assert_eq!(chosen(&world, range(Moment::Position(17), Moment::Position(99))).await, [17, 18]);
}

#[tokio::test]
async fn a_subject_and_types_narrow_it_down() {
    let world = World::of(&story()).await;
    let types = vec!["WorkoutLogged".to_owned(), "WorkoutVoided".to_owned()];
    let selection = Selection { subject: Some(member(2)), types, ..Selection::default() };
    assert_eq!(chosen(&world, selection).await, [6, 10, 18]);
}

async fn refused(world: &World, table: Table, selection: Selection) -> ExportError {
    let folder = tempfile::tempdir().unwrap();
    let wanted = wanted(table, Format::Csv, selection);
    let refused = world.export(&wanted, &folder.path().join("out"), Existing::Keep).await.unwrap_err();
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0, "nothing is begun");
    refused
}

#[tokio::test]
async fn what_cannot_be_meant_is_refused_with_what_can() {
    let world = World::of(&story()).await;
    let as_of = |moment| Selection { as_of: Some(moment), ..Selection::default() };
    let future = refused(&world, Table::Events, as_of(Moment::Time("2026-01-01T00:00:01Z".parse().unwrap()))).await;
    assert!(matches!(future, ExportError::Future(_)), "{future}");
    let beyond = refused(&world, Table::Workouts, as_of(Moment::Position(19))).await;
    assert!(beyond.to_string().contains("reaches 18"), "{beyond}");
    let unknown = Selection { types: vec!["WorkoutLoged".to_owned()], ..Selection::default() };
    let unknown = refused(&world, Table::Events, unknown).await;
    assert!(unknown.to_string().contains("events catalogue"), "{unknown}");
    let part = Selection { from: Some(Moment::Position(3)), ..Selection::default() };
    let part = refused(&world, Table::Workouts, part).await;
    assert!(part.to_string().contains("--as-of"), "{part}");
}

#[tokio::test]
async fn a_subject_that_nobody_knows_by_then_is_said_to_be_unknown() {
    let world = World::of(&story()).await;
    let now = super::ledger::now();
    let unknown = State::load(&world.pool, member(2), Some(Moment::Position(1)), now).await.unwrap_err();
    assert!(matches!(unknown, ExportError::UnknownSubject { position: 1, .. }), "{unknown}");
}

#[tokio::test]
async fn an_event_of_a_newer_program_stops_a_table_and_not_the_events() {
    let mut story = story();
    story[4].event_version = "99.0".to_owned();
    let world = World::of(&story).await;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("workouts.csv");
    let workouts = everything(Table::Workouts, Format::Csv);
    let error = world.export(&workouts, &path, Existing::Keep).await.unwrap_err();
    assert!(error.to_string().contains("position 5"), "{error}");
    assert!(!path.exists(), "what is not whole does not get its name");
    assert_eq!(world.text(&everything(Table::Events, Format::Jsonl)).await.lines().count(), 18);
}
