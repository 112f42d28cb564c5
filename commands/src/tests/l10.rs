//! L10, canonical bytes: what was written lies in the table and travels on the stream unchanged, and anybody can read it.

use cqrs_es::{EventStore, persist::PersistedEventStore};
use domain::workout::{Standing, Workout};
use postgres_es::PostgresEventRepository;

use super::{
    sample::{append_of, correct, envelope, id, log_noting, void},
    world::World,
};

/// Legal JSON that a parser and printer would not give back as it was.
const UNUSUAL: [&str; 4] = [
    "{ \"WorkoutVoided\" :\n\t{ \"reason\":\"a\" , \"reason\" : \"b\" } }",
    r#"{"WorkoutVoided":{"reason":"\u017eluťoučký \ud83d\ude80 🚀 \/ \u0007"}}"#,
    r#"{"WorkoutVoided":{"z":1.0,"a":1e2,"n":10000000000000000000000.50,"m":-0.0}}"#,
    "{\"WorkoutVoided\":{\"reason\":\"\u{2028}\u{301}\u{feff}\"}}",
];

#[tokio::test(flavor = "multi_thread")]
async fn l10_row_and_stream_hold_the_very_bytes_that_were_written() {
    let world = World::new().await;
    let committer = world.committer();
    let payloads = UNUSUAL.map(str::to_owned);
    committer.append(append_of("unusual", id(1), 0, &payloads)).await.unwrap();
    world.relay_once().await.unwrap();
    let rows: Vec<String> =
        sqlx::query_scalar("select payload::text from events order by position").fetch_all(&world.pool).await.unwrap();
    assert_eq!(rows, UNUSUAL);
    let bodies = world.stream_bodies().await;
    for (body, payload) in bodies.iter().zip(UNUSUAL) {
        let text = std::str::from_utf8(body).unwrap();
        assert!(text.contains(&format!(r#""payload":{payload},"metadata":{{"event_id":"#)), "{text}");
    }
    assert_eq!(world.table_bodies().await, bodies);
    // And back again.
    let other = world.with_another_database().await;
    crate::restore::from_stream(&other.pool, &other.nats, |_, _| {}).await.unwrap();
    assert_eq!(other.table_bodies().await, bodies);
}

#[tokio::test(flavor = "multi_thread")]
async fn l10_what_an_athlete_wrote_keeps_its_bytes() {
    let world = World::new().await;
    let notes = "Běh 🏃 „naplno“ – кросс, 12 °C\nа потом кофе";
    world.ledger().execute(&envelope("log", id(1), log_noting(id(2), notes))).await.unwrap();
    world.relay_once().await.unwrap();
    let kept: String = sqlx::query_scalar("select payload #>> '{WorkoutLogged,workout,notes}' from events")
        .fetch_one(&world.pool)
        .await
        .unwrap();
    assert_eq!(kept, notes);
    let (table, stream) = (world.table_bodies().await, world.stream_bodies().await);
    assert_eq!(table, stream);
    assert_form(&stream[0]);
}

/// The form in which events travel is for ever: hashes are laid over it.
fn assert_form(body: &[u8]) {
    let event: serde_json::Value = serde_json::from_slice(body).unwrap();
    let text = std::str::from_utf8(body).unwrap();
    let order = [
        "position",
        "event_id",
        "subject",
        "aggregate_type",
        "aggregate_id",
        "sequence",
        "event_type",
        "event_version",
        "recorded_at",
        "payload",
        "metadata",
    ];
    let places: Vec<_> = order.iter().map(|field| text.find(&format!("\"{field}\":")).unwrap()).collect();
    assert!(places.is_sorted(), "{text}");
    assert_eq!(event.as_object().unwrap().len(), order.len());
}

#[tokio::test(flavor = "multi_thread")]
async fn l10_stock_postgres_es_reads_what_we_wrote() {
    let world = World::new().await;
    let ledger = world.ledger();
    for (n, command) in [log_noting(id(2), "long run"), correct(id(2), 2000), void(id(2))].into_iter().enumerate() {
        let receipt = ledger.execute(&envelope(&n.to_string(), id(1), command)).await.unwrap();
        assert_eq!(receipt.rejection, None);
    }
    let repository = PostgresEventRepository::new(world.pool.clone());
    let store = PersistedEventStore::<PostgresEventRepository, Workout>::new_event_store(repository);
    let events = store.load_events(&id(2).to_string()).await.unwrap();
    assert!(events.iter().map(|event| event.sequence).eq(1..=3), "{events:?}");
    assert_eq!(events[0].metadata.get("command_id").map(String::as_str), Some("0"));
    let loaded = store.load_aggregate(&id(2).to_string()).await.unwrap();
    assert_eq!(loaded.current_sequence, 3);
    assert_eq!(loaded.aggregate.standing(), Some(Standing::Voided));
    assert_eq!(loaded.aggregate.facts().unwrap().notes, None);
    assert_eq!(loaded.aggregate.member_id(), Some(id(1)));
}
