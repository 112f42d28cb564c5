//! What is written for other programs, read by them. By hand, because they have to be installed: docs/operations.md.

use std::{path::Path, process::Command};

use crate::{
    athlete::Athlete,
    coach::{PLAN, train},
    running::{Running, paceledger, text},
};

fn wrote(data: &Path, words: &[&str]) -> Vec<u8> {
    let output = paceledger(data).args(words).output().unwrap();
    assert!(output.status.success(), "{words:?}: {}", text(&output));
    output.stdout
}

#[tokio::test]
#[ignore = "needs Python with prov, duckdb and icalendar; PYTHON names it"]
async fn other_programs_read_what_is_written() {
    let data = tempfile::tempdir().unwrap();
    let _running = Running::up(data.path());
    let athlete = Athlete::at(data.path()).await;
    train(&athlete).await;
    athlete.shown().await;

    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let (plan, id) = (PLAN.to_string(), athlete.id.to_string());
    std::fs::write(file("plan.prov.json"), wrote(data.path(), &["trace", "plan", &plan, "--prov"])).unwrap();
    std::fs::write(file("events.jsonl"), wrote(data.path(), &["replay"])).unwrap();
    wrote(data.path(), &["export", "--format", "parquet", "--out", &file("events")]);
    wrote(data.path(), &["export", "workouts", "--format", "parquet", "--out", &file("workouts.parquet")]);
    wrote(data.path(), &["export", "workouts", "--format", "csv", "--out", &file("workouts.csv")]);
    wrote(data.path(), &["export", "injuries", "--format", "parquet", "--out", &file("injuries.parquet")]);
    wrote(data.path(), &["calendar", &id, "--on", "2026-05-04", "--out", &file("training.ics")]);

    let python = std::env::var("PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let read = Command::new(python).arg("tests/program/readers.py").arg(folder.path()).output().unwrap();
    print!("{}", text(&read));
    assert!(read.status.success(), "{}", text(&read));
}
