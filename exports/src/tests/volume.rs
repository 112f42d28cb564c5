//! By hand: `cargo test -p paceledger-exports -- --ignored --nocapture volume`, with EVENTS=300000 or more.

use std::time::Instant;

use super::ledger::{World, everything, member};
use crate::{Existing, Format, Table};

/// The most memory that this process ever held, and what it holds now, in MB.
fn memory() -> (u64, u64) {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let kb = |name: &str| {
        let line = status.lines().find(|line| line.starts_with(name)).unwrap();
        line.split_whitespace().nth(1).unwrap().parse::<u64>().unwrap() / 1024
    };
    (kb("VmHWM:"), kb("VmRSS:"))
}

#[tokio::test]
#[ignore = "a measurement: takes minutes and proves nothing on a busy machine"]
async fn volume() {
    let events: i64 = std::env::var("EVENTS").map_or(300_000, |events| events.parse().unwrap());
    let world = World::of(&[]).await;
    let payload = super::ledger::logged(member(1), 45);
    sqlx::query(
        "insert into events (aggregate_type, aggregate_id, sequence, event_type, event_version, payload, metadata,
                             position, event_id, subject, recorded_at)
         select 'workout', md5(n::text)::uuid::text, 1, 'WorkoutLogged', '2.0', $2::json,
                json_build_object('event_id', md5(n::text)::uuid, 'command_id', 'telegram:1:' || n, 'correlation_id',
                    'telegram:1:' || n, 'actor', 'member:' || n % 3000, 'gateway', 'telegram', 'occurred_at', now(),
                    'schema', '1', 'build', '0123456789ab'),
                n, md5(n::text)::uuid, md5((n % 3000)::text)::uuid, timestamptz '2025-01-01' + n * interval '1 second'
         from generate_series(1, $1) n",
    )
    .bind(events)
    .bind(&payload)
    .execute(&world.pool)
    .await
    .unwrap();
    sqlx::query("update ledger_head set position = $1").bind(events).execute(&world.pool).await.unwrap();
    sqlx::raw_sql("analyze events").execute(&world.pool).await.unwrap();

    let folder = tempfile::tempdir().unwrap();
    println!("{events} events; before: peak {} MB, now {} MB", memory().0, memory().1);
    for (table, format) in [
        (Table::Events, Format::Jsonl),
        (Table::Events, Format::Csv),
        (Table::Events, Format::Parquet),
        (Table::Workouts, Format::Csv),
        (Table::Workouts, Format::Parquet),
    ] {
        let path = folder.path().join(format!("{table}-{format}"));
        let started = Instant::now();
        let exported = world.export(&everything(table, format), &path, Existing::Keep).await.unwrap();
        let seconds = started.elapsed().as_secs_f64();
        let (peak, now) = memory();
        let rate = events as f64 / seconds;
        println!(
            "{table} {format}: {} rows, {seconds:.1} s, {rate:.0} events/s; peak {peak} MB, now {now} MB",
            exported.rows
        );
        if let Ok(keep) = std::env::var("KEEP") {
            std::fs::rename(&path, std::path::Path::new(&keep).join(path.file_name().unwrap())).unwrap();
        }
    }
}
