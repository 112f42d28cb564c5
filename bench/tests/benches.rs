//! A tiny run of each measurement on real engines: what it prints, and that it leaves nothing behind.

#![expect(clippy::unwrap_used, reason = "a test that can't go on should say where")]

use std::{
    sync::atomic::{AtomicU64, Ordering},
    time::Duration,
};

use bench::{
    AppendOptions, Bench, CommandsOptions, LiveOptions, QueriesOptions, RebuildOptions, RelayOptions, Settings, Shape,
};
use commands::Environment;
use futures::TryStreamExt;
use serde_json::Value;
use tokio_util::sync::CancellationToken;

/// The machine may be busy.
const DEADLINE: Duration = Duration::from_secs(90);
const SHAPE: Shape = Shape { size: 400, aggregates: 50, runs: 2 };

#[expect(clippy::disallowed_methods, reason = "this is where time and ids enter")]
const ENVIRONMENT: Environment =
    Environment { now: jiff::Timestamp::now, new_id: uuid::Uuid::now_v7, build: "0123456789ab" };

/// On the test run's servers, beside a ledger that must stay as it is.
fn named(kit: &testkit::Ledger) -> Settings {
    Settings {
        engines: "unused".into(),
        program: "unused".into(),
        database_url: Some(kit.database_url.clone()),
        nats_url: Some(kit.nats_url.clone()),
        replicas: 1,
        environment: ENVIRONMENT,
        say: |_| (),
    }
}

async fn run(bench: Bench) -> Value {
    let kit = testkit::Ledger::new().await;
    let report = bench::run(&bench, &named(&kit), &CancellationToken::new()).await.unwrap();
    let line = report.to_json().unwrap();
    assert!(!line.contains('\n'));
    assert!(report.table().lines().count() > 8, "{}", report.table());
    serde_json::from_str(&line).unwrap()
}

#[track_caller]
fn assert_positive(report: &Value, figures: &[&str]) {
    for figure in figures {
        assert!(report[figure].as_f64().is_some_and(|value| value > 0.0), "{figure} in {report:#}");
    }
}

#[track_caller]
fn assert_absent(report: &Value, figures: &[&str]) {
    for figure in figures {
        assert_eq!(report.get(figure), None, "{report:#}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn append_tells_ours_the_rivals_their_ratio_and_the_limit() {
    let options = AppendOptions { tasks: 4, events: Some(100), limit: true, shape: SHAPE };
    let report = run(Bench::Append(options)).await;
    assert_eq!(report["bench"], "append");
    assert_eq!((&report["tasks"], &report["events"], &report["size"]), (&4.into(), &100.into(), &400.into()));
    assert_eq!(report["ours_runs"].as_array().unwrap().len(), 2);
    assert_positive(&report, &["ours_per_s", "rival_per_s", "ratio", "limit_per_s", "p50_ms", "p99_ms"]);
    assert_positive(&report, &["rival_p50_ms", "rival_p99_ms", "cpu_us_per_event", "rival_cpu_us_per_event"]);
    let ratio = report["ours_per_s"].as_f64().unwrap() / report["rival_per_s"].as_f64().unwrap();
    assert!((ratio - report["ratio"].as_f64().unwrap()).abs() < 0.01, "{report:#}");
    // The servers are somebody else's: what they spent is not known.
    assert_absent(&report, &["postgres_cpu_us_per_event", "nats_cpu_us_per_event", "rate", "lag_p50_ms"]);
}

#[test]
fn the_rival_is_the_one_that_is_compiled_in() {
    let lock: toml::Table = std::fs::read_to_string("../Cargo.lock").unwrap().parse().unwrap();
    let packages = lock["package"].as_array().unwrap();
    let rival = packages.iter().find(|package| package["name"].as_str() == Some("postgres-es")).unwrap();
    assert_eq!(bench::RIVAL, format!("postgres-es {}", rival["version"].as_str().unwrap()));
}

#[tokio::test(flavor = "multi_thread")]
async fn commands_tells_how_many_and_how_long() {
    let options = CommandsOptions { tasks: 4, rate: None, events: Some(60), shape: SHAPE };
    let report = run(Bench::Commands(options)).await;
    assert_eq!((&report["bench"], &report["tasks"]), (&"commands".into(), &4.into()));
    assert_positive(&report, &["ours_per_s", "p50_ms", "p99_ms", "cpu_us_per_event"]);
    assert_absent(&report, &["rival", "rival_per_s", "ratio", "limit_per_s", "lag_p50_ms", "rate"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn commands_at_a_rate_tells_how_far_behind_the_read_model_is() {
    let options = CommandsOptions { tasks: 64, rate: Some(50), events: Some(50), shape: SHAPE };
    let report = run(Bench::Commands(options)).await;
    assert_eq!((&report["rate"], &report["events"]), (&50.into(), &50.into()));
    assert_positive(&report, &["lag_p50_ms", "lag_p99_ms", "p50_ms", "p99_ms"]);
    assert!(report["lag_p50_ms"].as_f64() > report["p50_ms"].as_f64(), "{report:#}");
    // Fifty a second, however fast the ledger is.
    assert!(report["ours_per_s"].as_f64().unwrap() < 55.0, "{report:#}");
    assert_absent(&report, &["tasks"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn rebuild_tells_events_a_second() {
    let report = run(Bench::Rebuild(RebuildOptions { events: 2_000, shape: SHAPE })).await;
    assert_eq!((&report["bench"], &report["events"]), (&"rebuild".into(), &2_000.into()));
    assert_positive(&report, &["ours_per_s", "cpu_us_per_event"]);
    assert_absent(&report, &["tasks", "p50_ms", "p99_ms", "rival"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn relay_tells_events_a_second() {
    let report = run(Bench::Relay(RelayOptions { events: 2_000, shape: SHAPE })).await;
    assert_eq!((&report["bench"], &report["events"]), (&"relay".into(), &2_000.into()));
    assert_positive(&report, &["ours_per_s", "cpu_us_per_event"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn queries_tells_what_each_question_takes() {
    let options = QueriesOptions { athletes: 8, years: 1, clients: 4, seconds: 1, rate: Some(100) };
    let report = run(Bench::Queries(options)).await;
    assert_eq!((&report["bench"], &report["athletes"], &report["years"]), (&"queries".into(), &8.into(), &1.into()));
    assert!(report["ledger_events"].as_u64().unwrap() > 8 * 300, "{report:#}");
    assert_positive(&report, &["ours_per_s", "p50_ms", "p99_ms", "slowest_p99_ms", "cpu_us_per_event"]);
    let queries = report["queries"].as_object().unwrap();
    assert!(queries.len() > 30, "{report:#}");
    for (name, times) in queries {
        assert!(times["asked"].as_u64() >= Some(4), "{name}: {times}");
        assert_positive(times, &["p50_ms", "p99_ms", "cpu_us"]);
        assert!(times["p99_ms"].as_f64() <= report["slowest_p99_ms"].as_f64(), "{name}: {times}");
    }
    let paced = &report["paced"];
    assert_positive(paced, &["rate", "p50_ms", "p99_ms", "slowest_p99_ms"]);
    let asked: u64 = paced["queries"].as_object().unwrap().values().filter_map(|times| times["asked"].as_u64()).sum();
    assert_eq!(asked, 100);
    for (name, cost) in report["folds"].as_object().unwrap() {
        assert!(cost["cpu_us"].as_f64() > Some(0.0), "{name}: {cost}");
    }
    assert_absent(&report, &["size", "aggregates", "rival", "lag_p50_ms", "rate"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn live_tells_how_far_behind_the_slowest_read_model_is() {
    let options = LiveOptions { rate: 400, seconds: 1, limit: true, size: 400, aggregates: 2_000 };
    let report = run(Bench::Live(options)).await;
    assert_eq!((&report["bench"], &report["rate"], &report["events"]), (&"live".into(), &400.into(), &400.into()));
    assert_positive(&report, &["lag_p50_ms", "lag_p99_ms", "cpu_us_per_event"]);
    assert!(report["sustained_per_s"].as_f64().is_some(), "{report:#}");
    assert_absent(&report, &["tasks", "p50_ms", "queries", "rival"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_to_ask_or_to_ask_about_is_refused() {
    let kit = testkit::Ledger::new().await;
    let some = QueriesOptions { athletes: 8, years: 1, clients: 4, seconds: 1, rate: None };
    for (options, word) in [
        (QueriesOptions { athletes: 0, ..some.clone() }, "--athletes"),
        (QueriesOptions { years: 0, ..some.clone() }, "--years"),
        (QueriesOptions { clients: 0, ..some.clone() }, "--clients"),
        (QueriesOptions { seconds: 0, ..some.clone() }, "--seconds"),
        (QueriesOptions { rate: Some(0), ..some }, "--rate"),
    ] {
        let asked = bench::run(&Bench::Queries(options), &named(&kit), &CancellationToken::new()).await;
        let refused = asked.unwrap_err();
        assert!(refused.to_string().contains(word), "{refused}");
    }
}

/// Ids that tell this test's database and streams from those of the others.
fn marked_id() -> uuid::Uuid {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    uuid::Uuid::from_u128((0xfeed_face << 96) + u128::from(NEXT.fetch_add(1, Ordering::Relaxed)))
}

/// What this test's measurements have on the servers.
async fn on_the_servers(kit: &testkit::Ledger) -> Vec<String> {
    let mut names: Vec<String> =
        sqlx::query_scalar("select datname::text from pg_database").fetch_all(&kit.pool).await.unwrap();
    let jetstream = async_nats::jetstream::new(kit.nats_client().await);
    names.extend(jetstream.stream_names().try_collect::<Vec<String>>().await.unwrap());
    names.retain(|name| name.starts_with("paceledger_bench_feedface"));
    names
}

#[tokio::test(flavor = "multi_thread")]
async fn servers_that_are_named_are_left_as_they_were() {
    let kit = testkit::Ledger::new().await;
    let settings = Settings { environment: Environment { new_id: marked_id, ..ENVIRONMENT }, ..named(&kit) };
    let relay = |events| Bench::Relay(RelayOptions { events, shape: SHAPE });
    bench::run(&relay(200), &settings, &CancellationToken::new()).await.unwrap();
    assert_eq!(on_the_servers(&kit).await, [] as [&str; 0]);

    // Told to stop in the middle: the same.
    let stop = CancellationToken::new();
    let endless = relay(100_000_000);
    let measuring = bench::run(&endless, &settings, &stop);
    let stopping = async {
        // A database, the queue's streams and three more.
        let all = 1 + nats::Names::new("").commands_streams().count() + 3;
        testkit::eventually(DEADLINE, async || match on_the_servers(&kit).await {
            names if names.len() == all => Ok(()),
            names => Err(names),
        })
        .await;
        stop.cancel();
    };
    let (measured, ()) = futures::future::join(measuring, stopping).await;
    assert!(matches!(measured, Err(bench::Error::Interrupted)), "{measured:?}");
    assert_eq!(on_the_servers(&kit).await, [] as [&str; 0]);
    // Nor was the ledger touched that the addresses lead to.
    assert_eq!(pg::head_position(&kit.pool).await.unwrap(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_is_refused_before_anything_is_measured() {
    let kit = testkit::Ledger::new().await;
    for (shape, word) in [
        (Shape { size: 10, ..SHAPE }, "--size"),
        (Shape { aggregates: 0, ..SHAPE }, "--aggregates"),
        (Shape { runs: 0, ..SHAPE }, "--runs"),
    ] {
        let relay = Bench::Relay(RelayOptions { events: 200, shape });
        let refused = bench::run(&relay, &named(&kit), &CancellationToken::new()).await.unwrap_err();
        assert!(refused.to_string().contains(word), "{refused}");
    }
}
