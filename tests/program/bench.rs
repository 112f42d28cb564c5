//! `bench`: figures on standard output, and nothing left behind, also when it is interrupted.

use std::{
    io::{BufRead, BufReader},
    path::Path,
    process::{Child, Command, Stdio},
};

use rustix::process::{Pid, Signal, kill_process};

use crate::running::{paceledger, text};

/// A small measurement on private engines, whose folder will be in `folder`.
fn bench(folder: &Path, args: &[&str]) -> Command {
    let mut command = paceledger(&folder.join("unused"));
    command.arg("bench").args(args).args(["--aggregates", "50", "--runs", "1"]).env("TMPDIR", folder);
    command
}

fn left(folder: &Path) -> Vec<std::path::PathBuf> {
    std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect()
}

#[test]
fn the_last_line_of_a_measurement_is_one_json_object_and_nothing_is_left() {
    let folder = tempfile::tempdir().unwrap();
    let measured = bench(folder.path(), &["append", "--tasks", "4", "--events", "1500"]).output().unwrap();
    assert!(measured.status.success(), "{}", text(&measured));
    let printed = String::from_utf8(measured.stdout).unwrap();
    let report: serde_json::Value = serde_json::from_str(printed.lines().last().unwrap()).unwrap();
    assert_eq!((&report["bench"], &report["engines"]), (&"append".into(), &"private".into()));
    assert!(report["ratio"].as_f64().unwrap() > 0.0);
    if cfg!(target_os = "linux") {
        // Linux counts hundredths of a second: that many events take a good many of them.
        assert!(report["postgres_cpu_us_per_event"].as_f64().unwrap() > 0.0, "{report:#}");
        assert!(report["rival_postgres_cpu_us_per_event"].as_f64().unwrap() > 0.0, "{report:#}");
    }
    assert_eq!(left(folder.path()), [] as [&Path; 0]);
}

#[test]
fn a_server_of_its_own_is_measured_over_http_and_gone_afterwards() {
    let folder = tempfile::tempdir().unwrap();
    let mut command = paceledger(&folder.path().join("unused"));
    let measured = command.args(["bench", "http", "--connections", "4", "--seconds", "2"]).env("TMPDIR", folder.path());
    let measured = measured.output().unwrap();
    assert!(measured.status.success(), "{}", text(&measured));
    let printed = String::from_utf8(measured.stdout).unwrap();
    let report: serde_json::Value = serde_json::from_str(printed.lines().last().unwrap()).unwrap();
    assert_eq!((&report["bench"], &report["tasks"]), (&"http".into(), &4.into()));
    for figure in ["events", "ours_per_s", "p50_ms", "p99_ms", "reads", "reads_per_s", "reads_p50_ms", "reads_p99_ms"] {
        assert!(report[figure].as_f64().is_some_and(|value| value > 0.0), "{figure} in {report:#}");
    }
    for reads in [&report, &report["reads_anew"]] {
        let figures = ["reads_per_s", "cpu_us_per_read", "server_cpu_us_per_read", "postgres_cpu_us_per_read"];
        // Only Linux tells of other processes.
        for figure in if cfg!(target_os = "linux") { &figures[..] } else { &figures[..2] } {
            assert!(reads[figure].as_f64().is_some_and(|value| value > 0.0), "{figure} in {report:#}");
        }
    }
    assert_eq!(left(folder.path()), [] as [&Path; 0]);
}

#[test]
fn an_interrupted_measurement_leaves_nothing() {
    // While it starts, and in the middle.
    for moment in ["ready", "filling"] {
        let folder = tempfile::tempdir().unwrap();
        let mut running =
            bench(folder.path(), &["relay", "--events", "100000000"]).stderr(Stdio::piped()).spawn().unwrap();
        wait_for(&mut running, moment);
        kill_process(Pid::from_child(&running), Signal::INT).unwrap();
        assert_eq!(running.wait().unwrap().code(), Some(1), "{moment}");
        assert_eq!(left(folder.path()), [] as [&Path; 0], "{moment}");
    }
}

fn wait_for(running: &mut Child, word: &str) {
    let mut lines = BufReader::new(running.stderr.take().unwrap()).lines();
    let found = lines.any(|line| line.unwrap().contains(word));
    assert!(found, "it never said \"{word}\"");
    // Whatever else it has to say must not fill the pipe.
    std::thread::spawn(move || lines.for_each(drop));
}

#[test]
fn what_cannot_be_measured_is_told_with_what_can() {
    let folder = tempfile::tempdir().unwrap();
    let refused = bench(folder.path(), &["append", "--tasks", "51"]).output().unwrap();
    assert_eq!(refused.status.code(), Some(1));
    assert!(text(&refused).contains("--tasks") && text(&refused).contains("50"), "{}", text(&refused));
}
