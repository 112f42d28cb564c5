//! What the projector stands on is taken away and given back.

use sqlx::PgPool;

use super::{
    ledger::{DEADLINE, World},
    sample::workouts,
    toy::{Toy, all_seen},
};

#[tokio::test(flavor = "multi_thread")]
async fn a_stream_that_is_deleted_and_refilled_costs_and_repeats_nothing() {
    let world = World::new().await;
    let projector = world.run(Toy::default());
    let raw = async_nats::jetstream::new(world.kit.nats_client().await);
    for round in 0..3 {
        let n = round * 100;
        world.append_and_relay(&workouts(n..n + 50)).await;
        world.caught_up::<Toy>().await;
        raw.delete_stream(world.nats.names().ledger_stream()).await.unwrap();
        world.append(&workouts(n + 50..n + 80)).await;
        // Without a stream the table will do.
        world.caught_up::<Toy>().await;
        world.nats.ensure_ledger_stream(1).await.unwrap();
        world.append_and_relay(&workouts(n + 80..n + 100)).await;
        world.caught_up::<Toy>().await;
    }
    assert_eq!(all_seen(&world.pool).await, (1..=300).collect::<Vec<_>>());
    projector.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_postgres_that_drops_every_connection_costs_and_repeats_nothing() {
    let world = World::new().await;
    // A pool of its own, so that the test's connections live.
    let pool = pg::connect(&world.kit.database_url, 4).await.unwrap();
    let projector = world.run_with(Toy::default(), pool);
    let mut ended = 0;
    for round in 0..8 {
        world.append_and_relay(&workouts(round * 50..round * 50 + 50)).await;
        let killed: i64 = sqlx::query_scalar(
            "select count(*) filter (where pg_terminate_backend(pid)) from pg_stat_activity
             where datname = current_database() and application_name = 'paceledger'",
        )
        .fetch_one(&world.pool)
        .await
        .unwrap();
        ended += killed;
        // It has come back before the next blow falls.
        world.caught_up::<Toy>().await;
    }
    assert!(ended > 8, "{ended} connections were ended");
    assert_eq!(all_seen(&world.pool).await, (1..=400).collect::<Vec<_>>());
    projector.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_silent_stream_holds_nothing_back() {
    let world = World::new().await;
    let projector = world.run(Toy::default());
    world.append(&workouts(0..30)).await;
    world.caught_up::<Toy>().await;
    world.append(&workouts(30..60)).await;
    world.caught_up::<Toy>().await;
    // And the stream, when it speaks again, is followed again.
    world.relay().await;
    world.append_and_relay(&workouts(60..90)).await;
    world.caught_up::<Toy>().await;
    assert_eq!(all_seen(&world.pool).await, (1..=90).collect::<Vec<_>>());
    projector.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn lag_is_told_in_events_and_seconds() {
    let world = World::new().await;
    let projector = world.run(Toy::default());
    testkit::eventually(DEADLINE, async || world.live("toy").await.ok_or("no tables yet")).await;
    projector.stop().await;
    world.append(&workouts(0..30)).await;
    let status = testkit::eventually(DEADLINE, async || {
        let status = world.live("toy").await.unwrap();
        if status.lag_seconds > 0.05 { Ok(status) } else { Err(status) }
    })
    .await;
    assert_eq!((status.position, status.lag_events), (0, 30));
    let projector = world.run(Toy::default());
    world.caught_up::<Toy>().await;
    let status = world.live("toy").await.unwrap();
    assert_eq!((status.lag_events, status.lag_seconds), (0, 0.0));
    projector.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cancelled_begin_leaves_no_transaction_open() {
    let world = World::new().await;
    let pool = pg::connect(&world.kit.database_url, 1).await.unwrap();
    for patience in 0..20 {
        // Cancelled at ever later moments: before it is sent, while it is under way, after it is there.
        let mut begin = Box::pin(pg::begin(&pool));
        for _ in 0..patience {
            if futures::poll!(begin.as_mut()).is_ready() {
                break;
            }
            tokio::task::yield_now().await;
        }
        drop(begin);
        sqlx::query("create table if not exists written (n int)").execute(&pool).await.unwrap();
        sqlx::query("insert into written values (1)").execute(&pool).await.unwrap();
        // A begin that was let go may still be under way; what matters is that it ends, and that nobody wrote into it.
        testkit::eventually(DEADLINE, async || match open_transactions(&world.pool).await {
            0 => Ok(()),
            open => Err(format!("{open} open, cancelled after {patience} polls")),
        })
        .await;
    }
    let written: i64 = sqlx::query_scalar("select count(*) from written").fetch_one(&world.pool).await.unwrap();
    assert_eq!(written, 20);
}

async fn open_transactions(pool: &PgPool) -> i64 {
    sqlx::query_scalar(
        "select count(*) from pg_stat_activity
         where datname = current_database() and application_name = 'paceledger' and state like 'idle in%'",
    )
    .fetch_one(pool)
    .await
    .unwrap()
}
