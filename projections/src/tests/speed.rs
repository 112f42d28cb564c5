//! How fast a rebuild is. Not a test of right or wrong: run it in release, by name, on a quiet machine.

use domain::vocabulary::{Sport, Zone};
use tokio_util::sync::CancellationToken;

use super::{
    ledger::{World, new_id},
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
        let rebuilt = rebuild(Analytics, &world.pool, &CancellationToken::new(), |_| {}).await.unwrap();
        eprintln!("{} events in {:?}: {:.0} events/s", rebuilt.position, rebuilt.elapsed, rebuilt.events_per_second());
    }
}

/// Events of about 400 bytes straight into the table, in the order that they would have come.
async fn fill(world: &World, events: u64, aggregates: u64) {
    let mut chance = Chance::new(1);
    let mut sequences = vec![0_i64; usize::try_from(aggregates).unwrap()];
    let mut position = 0_i64;
    while position.cast_unsigned() < events {
        let mut rows: (Vec<i64>, Vec<_>, Vec<i64>, Vec<String>, Vec<String>, Vec<String>, Vec<_>, Vec<_>) =
            Default::default();
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
            rows.0.push(position);
            rows.1.push(new.aggregate_id);
            rows.2.push(*sequence);
            rows.3.push(new.event_type);
            rows.4.push(new.event_version);
            rows.5.push(new.payload);
            rows.6.push(new_id());
            rows.7.push(member);
        }
        sqlx::query(
            "insert into events (aggregate_type, position, aggregate_id, sequence, event_type, event_version, payload,
                                 event_id, subject, metadata, recorded_at)
             select 'workout', position, aggregate, sequence, kind, version, payload::json, id, subject,
                    '{\"event_id\":\"0197f3c0-5a00-7000-8000-000000000000\",\"command_id\":\"telegram:1:4815162342\",\"correlation_id\":\"telegram:1:4815162342\",\"actor\":\"member:0197f3c0-5a00-7000-8000-00000000a001\",\"gateway\":\"telegram\",\"occurred_at\":\"2025-05-03T06:30:00Z\",\"schema\":\"1\",\"build\":\"0123456789\"}', now()
             from unnest($1::bigint[], $2::text[], $3::bigint[], $4::text[], $5::text[], $6::text[], $7::uuid[], $8::uuid[])
                  e(position, aggregate, sequence, kind, version, payload, id, subject)",
        )
        .bind(rows.0)
        .bind(rows.1)
        .bind(rows.2)
        .bind(rows.3)
        .bind(rows.4)
        .bind(rows.5)
        .bind(rows.6)
        .bind(rows.7)
        .execute(&world.pool)
        .await
        .unwrap();
    }
    sqlx::query("update ledger_head set position = $1").bind(position).execute(&world.pool).await.unwrap();
    sqlx::raw_sql("vacuum analyze events").execute(&world.pool).await.unwrap();
}
