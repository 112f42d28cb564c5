//! Rows that Postgres reads for an answer, told by Postgres.

use pg::EventFilter;
use sqlx::PgConnection;

use super::ledger::{World, event_of_version, logged, member, recorded_at, workout};

/// Rows of `events` read so far in this transaction.
async fn rows_read(transaction: &mut PgConnection) -> i64 {
    sqlx::query_scalar("select seq_tup_read + idx_tup_fetch from pg_stat_xact_user_tables where relname = 'events'")
        .fetch_one(transaction)
        .await
        .unwrap()
}

#[tokio::test]
async fn a_time_and_a_history_are_found_without_reading_the_ledger() {
    let log = |n: u64| {
        let whose = member(u128::from(n % 100));
        event_of_version("2.0", n, whose, &format!("workout/{}", workout(n.into())), 1, &logged(whose, 45))
    };
    let world = World::of(&(1..=10_000).map(log).collect::<Vec<_>>()).await;
    sqlx::raw_sql("analyze events").execute(&world.pool).await.unwrap();

    for position in [1, 5_000, 10_000] {
        let mut transaction = world.pool.begin().await.unwrap();
        assert_eq!(pg::position_at(&mut *transaction, recorded_at(position)).await.unwrap(), position);
        let read = rows_read(&mut transaction).await;
        // Fourteen halvings, and what the planner looks up for itself.
        assert!(read <= 100, "{read} rows read for position {position}");
    }
    let mut transaction = world.pool.begin().await.unwrap();
    let filter = EventFilter { up_to: Some(9_000), ..EventFilter::default() };
    let place = (member(50), 4_000);
    assert_eq!(pg::histories_after(&mut *transaction, place, 200, &filter).await.unwrap().len(), 200);
    let read = rows_read(&mut transaction).await;
    assert!(read <= 400, "{read} rows read for 200");
}
