//! How fast a rebuild is. Not a test of right or wrong: run it in release, by name, on a quiet machine.

use domain::vocabulary::{Sport, Zone};
use tokio_util::sync::CancellationToken;

use super::{
    ledger::{New, World, new_id},
    sample::{Chance, corrected, facts, id, logged},
};
use crate::{analytics::Analytics, rebuild};

fn number(name: &str, default: u64) -> u64 {
    std::env::var(name).ok().and_then(|value| value.parse().ok()).unwrap_or(default)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "a measurement"]
async fn events_a_second_of_a_rebuild() {
    let world = World::new().await;
    let (events, aggregates) = (number("EVENTS", 1_000_000), number("AGGREGATES", 10_000));
    fill(&world, events, aggregates).await;
    for _ in 0..number("RUNS", 3) {
        let before = own_cpu_ticks();
        let rebuilt = rebuild(Analytics, &world.pool, &CancellationToken::new(), |_| {}).await.unwrap();
        let own_us = (own_cpu_ticks() - before) as f64 * 10_000.0 / rebuilt.position as f64;
        let rate = rebuilt.events_per_second();
        eprintln!(
            "{} events in {:?}: {rate:.0} events/s, {own_us:.2} CPU us each here",
            rebuilt.position, rebuilt.elapsed
        );
    }
}

/// Hundredths of a second that this process has worked, Postgres not counted.
fn own_cpu_ticks() -> u64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = stat.rsplit_once(')').map_or("", |(_, rest)| rest).split_ascii_whitespace();
    fields.skip(11).take(2).filter_map(|field| field.parse::<u64>().ok()).sum()
}

/// Events of about 400 bytes straight into the table, in the order that they would have come.
async fn fill(world: &World, events: u64, aggregates: u64) {
    let mut chance = Chance::new(1);
    let mut sequences = vec![0_i64; usize::try_from(aggregates).unwrap()];
    let mut position = 0_i64;
    while position.cast_unsigned() < events {
        let mut rows: Vec<(i64, i64, New)> = Vec::new();
        for _ in 0..5_000.min(events - position.cast_unsigned()) {
            position += 1;
            let workout = if aggregates >= events { position.cast_unsigned() - 1 } else { chance.below(aggregates) };
            let sequence = &mut sequences[usize::try_from(workout).unwrap()];
            *sequence += 1;
            let day = jiff::civil::date(2025, 1, 6) + jiff::Span::new().days(chance.below(140).cast_signed());
            let mut facts = facts(Sport::Run, &day.to_string(), Some(Zone::Z2), 1_800 + *sequence as u32, 8_200);
            facts.notes = Some("Tempo along the river, legs good after the rest day, a little wind.".parse().unwrap());
            facts.weather = Some("12 °C, light wind".parse().unwrap());
            let (member, workout) = (id(u128::from(workout % 1_000)), id(0x10_0000 + u128::from(workout)));
            let new = if *sequence == 1 { logged(member, workout, facts) } else { corrected(member, workout, facts) };
            rows.push((position, *sequence, new));
        }
        sqlx::query(
            "insert into events (aggregate_type, position, aggregate_id, sequence, event_type, event_version, payload,
                                 event_id, subject, metadata, recorded_at)
             select 'workout', position, aggregate, sequence, kind, version, payload::json, id, subject,
                    '{\"event_id\":\"0197f3c0-5a00-7000-8000-000000000000\",\"command_id\":\"telegram:1:4815162342\",\"correlation_id\":\"telegram:1:4815162342\",\"actor\":\"member:0197f3c0-5a00-7000-8000-00000000a001\",\"gateway\":\"telegram\",\"occurred_at\":\"2025-05-03T06:30:00Z\",\"schema\":\"1\",\"build\":\"0123456789\"}', now()
             from unnest($1::bigint[], $2::text[], $3::bigint[], $4::text[], $5::text[], $6::text[], $7::uuid[], $8::uuid[])
                  e(position, aggregate, sequence, kind, version, payload, id, subject)",
        )
        .bind(rows.iter().map(|row| row.0).collect::<Vec<_>>())
        .bind(rows.iter().map(|row| row.2.aggregate_id.as_str()).collect::<Vec<_>>())
        .bind(rows.iter().map(|row| row.1).collect::<Vec<_>>())
        .bind(rows.iter().map(|row| row.2.event_type.as_str()).collect::<Vec<_>>())
        .bind(rows.iter().map(|row| row.2.event_version.as_str()).collect::<Vec<_>>())
        .bind(rows.iter().map(|row| row.2.payload.as_str()).collect::<Vec<_>>())
        .bind(rows.iter().map(|_| new_id()).collect::<Vec<_>>())
        .bind(rows.iter().map(|row| row.2.subject).collect::<Vec<_>>())
        .execute(&world.pool)
        .await
        .unwrap();
    }
    sqlx::query("update ledger_head set position = $1").bind(position).execute(&world.pool).await.unwrap();
    sqlx::raw_sql("vacuum analyze events").execute(&world.pool).await.unwrap();
}
