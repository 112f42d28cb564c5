//! Replay, export, state and diff as an analyst types them.

use std::{
    path::Path,
    process::{Output, Stdio},
};

use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    athlete::{Athlete, run},
    running::{Running, paceledger, text, unread},
};

fn typed(data: &Path, line: &str) -> Output {
    paceledger(data).args(line.split_whitespace()).output().unwrap()
}

fn answer(data: &Path, line: &str) -> String {
    let output = typed(data, line);
    assert!(output.status.success(), "{line}: {}", text(&output));
    assert!(output.stderr.is_empty(), "nobody looks at a terminal: {}", text(&output));
    String::from_utf8(output.stdout).unwrap()
}

fn refusal(data: &Path, line: &str) -> String {
    let output = typed(data, line);
    assert!(!output.status.success() && output.stdout.is_empty(), "{line}: {}", text(&output));
    text(&output)
}

#[tokio::test]
async fn an_analyst_gets_events_tables_states_and_differences_of_any_moment() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let _running = Running::up(&data);
    let athlete = Athlete::at(&data).await;
    let (member, workout) = (Uuid::from_u128(7), Uuid::from_u128(8));
    let profile = json!({"language": "en", "time_zone": "Europe/Prague", "units": "metric"});
    athlete.does("register", json!({"member": {"register": profile}})).await;
    let log = json!({"workout": {"log": {"workout_id": workout, "source": "typed", "workout": run(45)}}});
    athlete.does("log", log).await;
    let correct = json!({"workout": {"correct": {"workout_id": workout, "workout": run(50)}}});
    athlete.does("correct", correct).await;

    assert_eq!(answer(&data, "replay --from 2 --to 3").lines().count(), 2);
    assert_eq!(answer(&data, "replay --to 2020-01-01"), "", "before everything");
    assert_eq!(answer(&data, "export --as-of 2"), answer(&data, "replay --to 2"));

    let seconds = |csv: &str| csv.lines().nth(1).unwrap().contains(",3000,");
    assert!(seconds(&answer(&data, "export workouts --format csv")));
    assert!(!seconds(&answer(&data, "export workouts --format csv --as-of 2")));
    let out = folder.path().join("out");
    let to = |rest: &str| format!("export {rest} --out {}", out.display());
    assert_eq!(answer(&data, &to("--format parquet")), "");
    assert!(out.join("part-00001.parquet").exists());

    let state: Value = serde_json::from_str(&answer(&data, &format!("state {member} --as-of 2 --json"))).unwrap();
    assert_eq!(state["workouts"][workout.to_string()]["duration"]["elapsed_s"], 2700);
    assert!(answer(&data, &format!("state {member}")).contains("run 50 min"));
    let diff = answer(&data, &format!("diff {member} --between 2 3"));
    assert!(diff.contains("duration.elapsed_s: 2700 -> 3000"), "{diff}");
    let diff: Value = serde_json::from_str(&answer(&data, &format!("diff {member} --between 3 3 --json"))).unwrap();
    assert_eq!(diff, json!([]));

    for (line, says) in [
        (to("--format parquet"), "--force"),
        ("export --format parquet".to_owned(), "--out"),
        ("export --type WorkoutLoged".to_owned(), "events catalogue"),
        ("export --as-of 2999-01-01".to_owned(), "has not come yet"),
        ("replay --as-of 4".to_owned(), "reaches 3"),
        ("replay --from yesterday".to_owned(), "2026-03-01T00:00:00Z"),
        ("export workout".to_owned(), "workouts"),
        ("export --out /no/such/folder/events.csv".to_owned(), "/no/such/folder/events.csv"),
        (format!("state {}", Uuid::from_u128(99)), "nothing is known"),
    ] {
        let said = refusal(&data, &line);
        assert!(said.contains(says), "{line}: {said}");
    }
    athlete.shown().await;
    for line in ["replay", "export workouts --format csv", "audit", "events catalogue", "show members", "verify"] {
        let mut command = paceledger(&data);
        command.args(line.split_whitespace());
        let output = unread(command, Stdio::null());
        assert!(output.status.success() && output.stderr.is_empty(), "{line}: {}", text(&output));
    }
    athlete.pool.close().await;
}

#[test]
fn each_of_them_is_explained_with_an_example() {
    for command in ["replay", "export", "state", "diff"] {
        let help = answer(Path::new("."), &format!("{command} --help"));
        assert!(help.contains(&format!("  paceledger {command} ")), "{help}");
    }
}
