//! From a command on the bus to the read model, on a running `up`.

use std::time::Duration;

use commands::{Bus, Verdict};
use domain::{
    Command,
    ledger::{Actor, CommandEnvelope},
};
use jiff::Timestamp;
use nats::Nats;
use serde_json::json;
use uuid::Uuid;

use crate::running::{Running, paceledger, text};

fn envelope(subject: Uuid, id: &str, command: serde_json::Value) -> CommandEnvelope<Command> {
    let sent_at: Timestamp = "2026-05-03T10:00:00Z".parse().unwrap();
    let command = serde_json::from_value(command).unwrap();
    CommandEnvelope::new(id.to_owned(), Actor::Member(subject), "terminal", subject, sent_at, command)
}

fn run(minutes: u32) -> serde_json::Value {
    json!({"sport": "run", "start": "2026-05-03T06:30:00Z", "time_zone": "Europe/Prague", "local_date": "2026-05-03",
           "duration": {"elapsed_s": minutes * 60}, "zone": "z2", "distance_m": 8200})
}

#[tokio::test]
async fn a_logged_and_corrected_workout_counts_once_in_its_week() {
    let data = tempfile::tempdir().unwrap();
    let mut running = Running::up(data.path());
    let athlete = Uuid::from_u128(7);
    let workout = Uuid::from_u128(8);
    let record: serde_json::Value =
        serde_json::from_slice(&std::fs::read(data.path().join("run/ledger.json")).unwrap()).unwrap();
    let (url, token) = (record["nats_url"].as_str().unwrap(), record["nats_token"].as_str().unwrap());
    let nats = Nats::connect(&url.replace("://", &format!("://{token}@")), "").await.unwrap();
    let bus = Bus::open(nats).await.unwrap();

    let patience = Duration::from_secs(20);
    let mut last = None;
    for (id, command) in [
        (
            "register",
            json!({"member": {"register": {"language": "en", "time_zone": "Europe/Prague", "units": "metric"}}}),
        ),
        ("log", json!({"workout": {"log": {"workout_id": workout, "source": "typed", "workout": run(45)}}})),
        ("correct", json!({"workout": {"correct": {"workout_id": workout, "workout": run(50)}}})),
    ] {
        let outcome = bus.execute(&envelope(athlete, id, command), patience).await.unwrap();
        let Verdict::Accepted { last_position, .. } = outcome.verdict else { panic!("{outcome:?}") };
        last = last_position;
    }
    assert_eq!(last, Some(3));

    let pool = pg::connect(record["database_url"].as_str().unwrap(), 2).await.unwrap();
    projections::Freshness::new(pool.clone()).wait_for("analytics", 3, patience).await.unwrap();
    let weeks: Vec<(i32, i64, i64)> =
        sqlx::query_as("select workouts, seconds, metres from analytics.weekly_totals").fetch_all(&pool).await.unwrap();
    assert_eq!(weeks, [(1, 3000, 8200)]);

    let verified = paceledger(data.path()).arg("verify").output().unwrap();
    assert!(verified.status.success(), "{}", text(&verified));
    let replayed = paceledger(data.path()).args(["replay", "--type", "WorkoutCorrected"]).output().unwrap();
    assert_eq!(replayed.stdout.iter().filter(|byte| **byte == b'\n').count(), 1, "{}", text(&replayed));
    pool.close().await;
    running.signal(rustix::process::Signal::TERM);
    assert_eq!(running.wait(), Some(0));
}
