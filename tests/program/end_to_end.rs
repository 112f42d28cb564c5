//! From a command on the bus to the read model, on a running `up`.

use projections::Freshness;
use rustix::process::Signal;
use serde_json::json;
use uuid::Uuid;

use crate::{
    athlete::{Athlete, PATIENCE, run},
    running::{Running, paceledger, text},
};

#[tokio::test]
async fn a_logged_and_corrected_workout_counts_once_in_its_week() {
    let data = tempfile::tempdir().unwrap();
    let mut running = Running::up(data.path());
    let athlete = Athlete::at(data.path()).await;
    let workout = Uuid::from_u128(8);
    let profile = json!({"language": "en", "time_zone": "Europe/Prague", "units": "metric"});
    athlete.does("register", json!({"member": {"register": profile}})).await;
    let log = json!({"workout": {"log": {"workout_id": workout, "source": "typed", "workout": run(45)}}});
    athlete.does("log", log.clone()).await;
    assert_eq!(athlete.does("log", log).await, 2, "a repeat gets the first answer");
    let correct = json!({"workout": {"correct": {"workout_id": workout, "workout": run(50)}}});
    let position = athlete.does("correct", correct).await;
    assert_eq!(position, 3);

    Freshness::new(athlete.pool.clone()).wait_for("analytics", position, PATIENCE).await.unwrap();
    let workouts: Vec<(i32, i32)> = sqlx::query_as("select seconds, metres from analytics.workouts where counted")
        .fetch_all(&athlete.pool)
        .await
        .unwrap();
    assert_eq!(workouts, [(3000, 8200)]);

    let verified = paceledger(data.path()).arg("verify").output().unwrap();
    assert!(verified.status.success(), "{}", text(&verified));
    let replayed = paceledger(data.path()).args(["replay", "--type", "WorkoutCorrected"]).output().unwrap();
    assert_eq!(replayed.stdout.iter().filter(|byte| **byte == b'\n').count(), 1, "{}", text(&replayed));
    athlete.pool.close().await;
    running.signal(Signal::TERM);
    assert_eq!(running.wait(), Some(0));
}

#[tokio::test]
async fn what_was_acknowledged_before_kill_9_is_there_after_the_next_up() {
    let data = tempfile::tempdir().unwrap();
    for round in 1..=4_u128 {
        let mut running = Running::up(data.path());
        let athlete = Athlete::at(data.path()).await;
        let log = json!({"workout": {"log": {
            "workout_id": Uuid::from_u128(round), "source": "typed", "workout": run(45)}}});
        assert_eq!(u128::from(athlete.does(&format!("log-{round}"), log).await), round);
        running.signal(Signal::KILL);
        assert_eq!(running.wait(), None);
    }
    let _running = Running::up(data.path());
    let verified = paceledger(data.path()).arg("verify").output().unwrap();
    assert!(verified.status.success() && text(&verified).contains("4 events"), "{}", text(&verified));
}

#[tokio::test]
async fn a_read_model_that_no_projector_ever_filled_is_a_finding_and_no_error() {
    let (data, kit) = (tempfile::tempdir().unwrap(), testkit::Ledger::new().await);
    let verified = paceledger(data.path())
        .env("DATABASE_URL", &kit.database_url)
        .env("NATS_URL", &kit.nats_url)
        .args(["--ledger", &kit.name, "verify", "--json"])
        .output()
        .unwrap();
    assert_eq!(verified.status.code(), Some(1), "{}", text(&verified));
    let report: serde_json::Value = serde_json::from_slice(&verified.stdout).unwrap();
    let finding = |name| format!("the read model {name} has no tables yet; run its projector once");
    assert_eq!(report["findings"], json!(["analytics", "audit", "members", "plans"].map(finding)));
}
