//! The end of a run: however it comes, no process and no data stay behind.
//!
//! A run here is this test program once more, with a temporary folder of its own (and
//! so with a keeper of its own), under a shell that stands for cargo.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use testkit::{Ledger, eventually};

/// Not a test: what a run's test does, if one of the tests below asks for it.
#[tokio::test]
async fn a_test_of_another_run() {
    let Ok(deed) = std::env::var("KIT_DEED") else { return };
    let ledger = Ledger::new().await;
    sqlx::query("create table t (x int)").execute(&ledger.pool).await.unwrap();
    println!("\npids {:?}", ledger.engine_pids());
    match deed.as_str() {
        "panic" => panic!("on purpose"),
        "wait" => std::future::pending().await,
        _ => {}
    }
}

struct Run {
    shell: Child,
    pids: Vec<u32>,
    place: PathBuf,
}

impl Run {
    fn start(program: &Path, place: &Path, deed: &str) -> Self {
        let mut shell = Command::new("sh")
            .args(["-c", r#""$0" --exact runs::a_test_of_another_run --nocapture; exit $?"#])
            .arg(program)
            .env("KIT_DEED", deed)
            .env("TMPDIR", place)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(shell.stdout.take().unwrap()).lines();
        let line = lines.find_map(|line| line.unwrap().strip_prefix("pids ").map(str::to_string)).unwrap();
        let pids = line.trim_matches(['[', ']']).split(", ").map(|pid| pid.parse().unwrap()).collect();
        // The rest is read to its end, so that nobody waits for room in the pipe.
        std::thread::spawn(move || lines.for_each(drop));
        Self { shell, pids, place: place.to_path_buf() }
    }

    async fn leaves_nothing(&self) {
        eventually(Duration::from_secs(15), async || {
            let alive: Vec<u32> = self.pids.iter().copied().filter(|pid| !is_gone(*pid)).collect();
            let data: Vec<PathBuf> = folders(&self.place).iter().flat_map(|place| folders(place)).collect();
            if alive.is_empty() && data.is_empty() { Ok(()) } else { Err((alive, data)) }
        })
        .await;
    }
}

impl Drop for Run {
    fn drop(&mut self) {
        self.shell.kill().ok();
        self.shell.wait().ok();
    }
}

fn folders(parent: &Path) -> Vec<PathBuf> {
    // It may be gone already.
    let entries = fs::read_dir(parent).into_iter().flatten().flatten();
    entries.map(|entry| entry.path()).filter(|path| path.is_dir()).collect()
}

fn is_gone(pid: u32) -> bool {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
    stat.rsplit_once(") ").is_none_or(|(_, rest)| rest.starts_with('Z'))
}

fn kill(pid: u32) {
    assert!(Command::new("kill").args(["-9", &pid.to_string()]).status().unwrap().success());
}

/// The processes whose parent this is.
fn children(parent: u32) -> Vec<u32> {
    let text = fs::read_to_string(format!("/proc/{parent}/task/{parent}/children")).unwrap();
    text.split_whitespace().map(|pid| pid.parse().unwrap()).collect()
}

fn me() -> PathBuf {
    std::env::current_exe().unwrap()
}

#[tokio::test]
async fn processes_of_one_run_share_its_engines() {
    let mine = Ledger::new().await;
    let place = std::env::temp_dir();
    let other = Run::start(&me(), &place, "nothing");
    assert_eq!(mine.engine_pids(), other.pids);
}

#[tokio::test]
async fn a_finished_run_leaves_nothing() {
    let place = tempfile::tempdir().unwrap();
    let mut run = Run::start(&me(), place.path(), "nothing");
    assert!(run.shell.wait().unwrap().success());
    run.leaves_nothing().await;
}

#[tokio::test]
async fn a_panicking_test_leaves_nothing() {
    let place = tempfile::tempdir().unwrap();
    let mut run = Run::start(&me(), place.path(), "panic");
    assert!(!run.shell.wait().unwrap().success());
    run.leaves_nothing().await;
}

#[tokio::test]
async fn a_killed_run_leaves_nothing() {
    let place = tempfile::tempdir().unwrap();
    let run = Run::start(&me(), place.path(), "wait");
    let test = children(run.shell.id())[0];
    kill(run.shell.id());
    kill(test);
    run.leaves_nothing().await;
}

#[tokio::test]
async fn a_killed_keeper_takes_everything_along() {
    let place = tempfile::tempdir().unwrap();
    let run = Run::start(&me(), place.path(), "wait");
    let keeper = *run.pids.last().unwrap();
    let test = children(run.shell.id())[0];
    kill(keeper);
    run.leaves_nothing().await;
    kill(test);
}

#[tokio::test]
async fn without_a_keeper_the_test_process_runs_the_engines_and_leaves_nothing() {
    let place = tempfile::tempdir().unwrap();
    let program = tempfile::tempdir().unwrap().keep().join("alone");
    fs::copy(me(), &program).unwrap();
    let run = Run::start(&program, place.path(), "wait");
    let test = children(run.shell.id())[0];
    kill(test);
    run.leaves_nothing().await;
    fs::remove_dir_all(program.parent().unwrap()).unwrap();
}
