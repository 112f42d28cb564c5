//! What the tests of real engines share.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use engines::{Durability, Settings};
use sqlx::{Connection, PgConnection};

/// Engines from the workspace's cache, on data nobody wants back.
pub(crate) fn throwaway(data: &Path) -> Settings {
    let mut settings = Settings::new(data);
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("../.paceledger/engines");
    settings.cache = Some(std::env::var_os("PACELEDGER_ENGINES").map_or(workspace, PathBuf::from));
    settings.durability = Durability::Throwaway;
    settings
}

/// As they run for real.
pub(crate) fn durable(data: &Path) -> Settings {
    Settings { durability: Durability::Durable, ..throwaway(data) }
}

pub(crate) async fn sql(url: &str, statement: &str) -> Result<(), sqlx::Error> {
    let mut connection = PgConnection::connect(url).await?;
    sqlx::raw_sql(statement).execute(&mut connection).await?;
    connection.close().await
}

pub(crate) async fn number(url: &str, query: &str) -> i64 {
    let mut connection = PgConnection::connect(url).await.unwrap();
    sqlx::query_scalar(query).fetch_one(&mut connection).await.unwrap()
}

pub(crate) async fn nats(address: &engines::NatsAddress) -> async_nats::Client {
    let token = address.token.clone().unwrap();
    async_nats::ConnectOptions::with_token(token).connect(&address.url).await.unwrap()
}

/// Is the process gone? One that only waits for its parent's attention is.
pub(crate) fn gone(pid: u32) -> bool {
    let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
    stat.rsplit_once(") ").is_none_or(|(_, rest)| rest.starts_with('Z'))
}

/// The machine may be busy.
pub(crate) const PATIENCE: Duration = Duration::from_secs(60);

pub(crate) fn wait_until(what: &str, mut so: impl FnMut() -> bool) {
    let started = Instant::now();
    while !so() {
        assert!(started.elapsed() < PATIENCE, "still not so after {PATIENCE:?}: {what}");
        std::thread::sleep(Duration::from_millis(10));
    }
}

/// Asks a server that is about to come back until it answers.
pub(crate) async fn answered<T>(what: &str, mut ask: impl AsyncFnMut() -> Option<T>) -> T {
    let started = Instant::now();
    loop {
        if let Some(answer) = ask().await {
            return answer;
        }
        assert!(started.elapsed() < PATIENCE, "no answer after {PATIENCE:?}: {what}");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// The processes that work in one of the engines' folders below this one.
pub(crate) fn at_work_in(data: &Path) -> Vec<u32> {
    let data = data.canonicalize().unwrap();
    let entries = std::fs::read_dir("/proc").unwrap().flatten();
    entries
        .filter_map(|entry| entry.file_name().to_str()?.parse().ok())
        .filter(|pid| {
            std::fs::read_link(format!("/proc/{pid}/cwd")).is_ok_and(|cwd| cwd.starts_with(&data) && cwd != data)
        })
        .collect()
}
