//! Hot queries find what they want by an index, also once the ledger is large.

use pg::EventFilter;
use sqlx::PgPool;

use super::{
    sample::{append, correct, envelope, id, log, new_id},
    world::World,
};
use crate::{Ledger, append::Committer, load::HISTORIES};

/// How often each table was read from one end to the other, and each index used.
async fn scans(pool: &PgPool) -> Vec<(String, i64)> {
    // Counts are kept by each session for a while; the pool has one session only.
    sqlx::query("select pg_stat_force_next_flush()").execute(pool).await.unwrap();
    sqlx::query_as(
        "select relname::text, seq_scan from pg_stat_user_tables where relname in ('events', 'receipts')
         union all select indexrelname::text, idx_scan from pg_stat_user_indexes order by 1",
    )
    .fetch_all(pool)
    .await
    .unwrap()
}

/// What was scanned while something was done.
async fn scanned(pool: &PgPool, work: impl AsyncFn()) -> Vec<String> {
    let before = scans(pool).await;
    // Often enough for the server to settle on a plan for all values.
    for _ in 0..8 {
        work().await;
    }
    let after = scans(pool).await;
    before.into_iter().zip(after).filter(|(was, is)| is.1 > was.1).map(|(was, _)| was.0).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn hot_queries_use_their_indexes() {
    let world = World::new().await;
    let pool = pg::connect(&world.kit.database_url, 1).await.unwrap();
    let committer = Committer::start(pool.clone(), world.nats.clone());
    let appends = (0..4_000).map(|n| {
        let mut wanted = append(&format!("c{n}"), new_id(), 0, 3);
        for event in &mut wanted.events {
            event.subject = id(n % 200);
        }
        committer.append(wanted)
    });
    for result in futures::future::join_all(appends).await {
        result.unwrap();
    }
    let ledger = Ledger::new(pool.clone(), world.nats.clone(), super::sample::ENVIRONMENT);
    ledger.execute(&envelope("log", id(7), log(id(2), 1800))).await.unwrap();
    sqlx::query("analyze").execute(&pool).await.unwrap();

    let next = async || {
        pg::events_after(&pool, 11_000, 100, &EventFilter::default()).await.unwrap();
    };
    assert_eq!(scanned(&pool, next).await, ["events_position_key"]);

    // From the middle: near an end, the planner looks at the other index for where that end is.
    let of_subject = async || {
        let filter = EventFilter { subject: Some(id(7)), ..EventFilter::default() };
        let found = pg::events_after(&pool, 6_000, 1000, &filter).await.unwrap();
        assert!((20..60).contains(&found.len()), "{}", found.len());
    };
    for mode in ["force_custom_plan", "force_generic_plan"] {
        sqlx::query(&format!("set plan_cache_mode = {mode}")).execute(&pool).await.unwrap();
        assert_eq!(scanned(&pool, of_subject).await, ["events_subject_position"], "{mode}");
    }

    let repeat = async || {
        // Whoever remembers nothing loads the workout, then finds the receipt.
        let ledger = Ledger::new(pool.clone(), world.nats.clone(), super::sample::ENVIRONMENT);
        ledger.execute(&envelope("log", id(7), correct(id(2), 1900))).await.unwrap();
    };
    assert_eq!(scanned(&pool, repeat).await, ["events_pkey", "receipts_pkey"]);

    // Many aggregates at once are as many looks at the index, whatever their number was when the plan was made.
    let ids: Vec<String> =
        sqlx::query_scalar("select distinct aggregate_id from events limit 200").fetch_all(&pool).await.unwrap();
    let histories = async || {
        let events = sqlx::query(HISTORIES).bind("workout").bind(&ids).fetch_all(&pool).await.unwrap();
        assert!(events.len() >= 3 * 199, "{}", events.len());
    };
    for mode in ["force_custom_plan", "force_generic_plan"] {
        sqlx::query(&format!("set plan_cache_mode = {mode}")).execute(&pool).await.unwrap();
        assert_eq!(scanned(&pool, histories).await, ["events_pkey"], "{mode}");
    }

    let letters = async || {
        crate::dead_letters::keep(&pool, "c", None, "{}", "none", 1).await.unwrap();
    };
    letters().await;
    assert!(!scanned(&pool, letters).await.contains(&"events".to_owned()));
}
