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
    let weeks: Vec<(i32, i64, i64)> = sqlx::query_as("select workouts, seconds, metres from analytics.weekly_totals")
        .fetch_all(&athlete.pool)
        .await
        .unwrap();
    assert_eq!(weeks, [(1, 3000, 8200)]);

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
