//! `up`: ready, asked, stopped, killed, started twice.

use std::{
    process::Command,
    time::{Duration, Instant},
};

use rustix::process::Signal;

use crate::running::{Running, paceledger, text};

async fn get(url: &str) -> (u16, String) {
    let answer = reqwest::get(url).await.unwrap();
    (answer.status().as_u16(), answer.text().await.unwrap())
}

#[tokio::test]
async fn up_says_what_it_does_and_is_ready() {
    let data = tempfile::tempdir().unwrap();
    let running = Running::up(data.path());
    assert!(running.lines.iter().any(|line| line.contains("PostgreSQL")), "{:?}", running.lines);
    assert!(running.lines.iter().any(|line| line.contains("NATS")), "{:?}", running.lines);
    assert_eq!(get(&format!("{}/healthz", running.url)).await, (200, "alive\n".to_owned()));
    let (code, body) = get(&format!("{}/readyz", running.url)).await;
    let ready = r#"{"ready":true,"postgres":{"ready":true},"nats":{"ready":true},"ledger":{"ready":true}}"#;
    assert_eq!((code, body.as_str()), (200, ready));

    let status = paceledger(data.path()).args(["status", "--json"]).output().unwrap();
    let status: serde_json::Value = serde_json::from_slice(&status.stdout).unwrap();
    assert_eq!(status["readiness"]["ready"], true);
    assert_eq!(status["http"], running.url);
}

#[test]
fn sigterm_stops_everything_within_ten_seconds() {
    let data = tempfile::tempdir().unwrap();
    let mut running = Running::up(data.path());
    let asked = Instant::now();
    running.signal(Signal::TERM);
    assert_eq!(running.wait(), Some(0));
    assert!(asked.elapsed() < Duration::from_secs(10), "{:?}", asked.elapsed());
}

#[test]
fn a_second_up_on_the_same_data_is_told_and_the_first_is_unharmed() {
    let data = tempfile::tempdir().unwrap();
    let _first = Running::up(data.path());
    let second = paceledger(data.path()).args(["up", "--port", "0"]).output().unwrap();
    assert_eq!(second.status.code(), Some(1));
    assert!(text(&second).contains("another PaceLedger"), "{}", text(&second));
    assert!(paceledger(data.path()).arg("status").status().unwrap().success());
}

#[test]
fn a_taken_port_is_named_and_nothing_is_started() {
    let data = tempfile::tempdir().unwrap();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let refused = paceledger(data.path()).args(["up", "--port", &port]).output().unwrap();
    assert_eq!(refused.status.code(), Some(1));
    assert!(text(&refused).contains(&port) && text(&refused).contains("--port"), "{}", text(&refused));
    assert!(!data.path().join("postgres").exists());
}

#[test]
fn wrong_addresses_are_named_without_their_passwords() {
    let data = tempfile::tempdir().unwrap();
    let refused = paceledger(data.path())
        .args(["up", "--port", "0"])
        .env("DATABASE_URL", "postgres://someone:secret@127.0.0.1:1/nowhere")
        .output()
        .unwrap();
    assert_eq!(refused.status.code(), Some(1));
    let said = text(&refused);
    assert!(said.contains("DATABASE_URL") && said.contains("127.0.0.1:1/nowhere"), "{said}");
    assert!(!said.contains("secret"), "{said}");
}

#[test]
fn a_folder_without_a_ledger_is_said_to_be_one() {
    let data = tempfile::tempdir().unwrap();
    let refused = paceledger(data.path()).arg("status").output().unwrap();
    assert_eq!(refused.status.code(), Some(1));
    assert!(text(&refused).contains("paceledger up"), "{}", text(&refused));
}

#[test]
fn the_catalogue_in_the_documentation_is_the_programs() {
    let printed = Command::new(env!("CARGO_BIN_EXE_paceledger")).args(["events", "catalogue"]).output().unwrap();
    assert_eq!(String::from_utf8(printed.stdout).unwrap(), std::fs::read_to_string("docs/events.md").unwrap());
}

#[test]
fn a_drafted_plan_is_scored_the_same_when_read_back() {
    let run = |args: &[&str]| Command::new(env!("CARGO_BIN_EXE_paceledger")).arg("plan").args(args).output().unwrap();
    let athlete = ["--profile", "docs/examples/runner.json"];
    let draft = ["draft", "--from", "2026-03-02", "--kind", "block", "--json"];
    let drafted = run(&[&draft[..], &athlete].concat());
    assert!(drafted.status.success(), "{}", text(&drafted));
    assert_eq!(drafted.stdout, run(&[&draft[..], &athlete].concat()).stdout);
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), &drafted.stdout).unwrap();
    let scored = run(&["score", file.path().to_str().unwrap(), "--json", athlete[0], athlete[1]]);
    assert!(scored.status.success(), "{}", text(&scored));
    let drafted: serde_json::Value = serde_json::from_slice(&drafted.stdout).unwrap();
    let scored: serde_json::Value = serde_json::from_slice(&scored.stdout).unwrap();
    assert_eq!(drafted["score"], scored);
}
