//! Engines that are killed, and the process that runs them killed: nothing is lost,
//! nothing stays behind, the next start works.

use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use crate::common::{PATIENCE, answered, at_work_in, durable, gone, nats, number, sql, throwaway, wait_until};
use async_nats::jetstream;
use engines::Engine;

/// Not a test: the process that runs engines and gets killed, in the tests below.
#[tokio::test]
async fn a_process_that_runs_engines() {
    let Some(data) = std::env::var_os("RUN_ENGINES_ON") else { return };
    let engines = engines::start(durable(&PathBuf::from(data))).await.unwrap();
    engines.died().await;
}

fn runner(data: &std::path::Path) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "crashes::a_process_that_runs_engines", "--nocapture"])
        .env("RUN_ENGINES_ON", data)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

#[tokio::test]
async fn killing_the_runner_ends_its_engines_and_keeps_what_was_committed() {
    let folder = tempfile::tempdir().unwrap();
    let record = folder.path().join("run/ledger.json");
    for round in 1..=3 {
        let mut child = runner(folder.path());
        wait_until("the runner is ready", || record.exists());
        let guest = engines::open(durable(folder.path())).await.unwrap();
        assert_eq!(guest.access(), engines::Access::Attached);
        sql(guest.database_url(), "create table if not exists t (x int); insert into t values (1)").await.unwrap();
        child.kill().unwrap();
        child.wait().unwrap();
        // At once, while the old ones may still be dying.
        let next = engines::start(durable(folder.path())).await.unwrap();
        assert_eq!(number(next.database_url(), "select count(*) from t").await, round);
        let mine = next.pids();
        let strangers: Vec<u32> = at_work_in(folder.path()).into_iter().filter(|pid| !descends(*pid, &mine)).collect();
        assert_eq!(strangers, Vec::<u32>::new());
        next.stop().await;
    }
    wait_until("nobody works there", || at_work_in(folder.path()).into_iter().all(gone));
}

fn descends(pid: u32, from: &[u32]) -> bool {
    let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
    let parent = stat.rsplit_once(") ").and_then(|(_, rest)| rest.split(' ').nth(1)?.parse().ok());
    from.contains(&pid) || parent.is_none_or(|parent| from.contains(&parent))
}

#[tokio::test]
async fn a_runner_killed_while_it_starts_leaves_a_folder_that_starts() {
    let folder = tempfile::tempdir().unwrap();
    for wait in [20, 120, 300] {
        let mut child = runner(folder.path());
        std::thread::sleep(Duration::from_millis(wait));
        child.kill().unwrap();
        child.wait().unwrap();
    }
    let engines = engines::start(durable(folder.path())).await.unwrap();
    assert_eq!(number(engines.database_url(), "select 1::bigint").await, 1);
    engines.stop().await;
}

#[tokio::test]
async fn an_engine_that_dies_by_itself_is_noticed() {
    let folder = tempfile::tempdir().unwrap();
    let engines = engines::start(throwaway(folder.path())).await.unwrap();
    let nats_pid = engines.pids()[1];
    Command::new("kill").args(["-9", &nats_pid.to_string()]).status().unwrap();
    let death = tokio::time::timeout(PATIENCE, engines.died()).await.unwrap();
    assert_eq!(death.engine, Engine::Nats);
    assert!(death.to_string().starts_with("NATS ended by itself (signal: 9"), "{death}");
    assert!(!death.last_words.is_empty());
}

#[tokio::test]
async fn a_drill_kills_each_engine_and_starts_it_where_its_clients_look() {
    let folder = tempfile::tempdir().unwrap();
    let engines = engines::start(durable(folder.path())).await.unwrap();
    sql(engines.database_url(), "create table t (x int); insert into t values (7)").await.unwrap();
    engines.kill_postgres().unwrap();
    assert!(sql(engines.database_url(), "select 1").await.is_err());
    engines.restart_postgres().await.unwrap();
    assert_eq!(number(engines.database_url(), "select x::bigint from t").await, 7);

    let context = jetstream::new(nats(engines.nats()).await);
    let stream = jetstream::stream::Config { name: "S".into(), subjects: vec!["s".into()], ..Default::default() };
    context.create_stream(stream).await.unwrap();
    context.publish("s", "kept".into()).await.unwrap().await.unwrap();
    engines.kill_nats().unwrap();
    engines.restart_nats().await.unwrap();
    // The same client finds the way back by itself.
    let stream = answered("the stream", async || context.get_stream("S").await.ok()).await;
    assert_eq!(stream.cached_info().state.messages, 1);
    let no_news = tokio::time::timeout(Duration::from_millis(50), engines.died()).await;
    assert!(no_news.is_err(), "a drill's kill is no accident");
    engines.stop().await;
}
