//! L7, append-only in earnest: neither store lets go of what it has.

use super::{
    sample::{envelope, id, log},
    world::World,
};

async fn with_an_event() -> World {
    let world = World::new().await;
    world.ledger().execute(&envelope("log", id(1), log(id(2), 1800))).await.unwrap();
    world.relay_once().await.unwrap();
    world
}

#[tokio::test(flavor = "multi_thread")]
async fn l7_postgres_refuses_to_change_or_forget_events_and_receipts() {
    let world = with_an_event().await;
    for sql in [
        "update events set payload = '{}'",
        "update events set position = 7",
        "delete from events",
        "truncate events",
        "update receipts set last_position = 7",
        "delete from receipts",
        "truncate receipts",
    ] {
        let error = sqlx::query(sql).execute(&world.pool).await.expect_err(sql);
        assert!(error.to_string().contains("append-only"), "{sql}: {error}");
    }
    world.assert_clean().await;
    assert_eq!(world.head().await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn l7_the_stream_refuses_to_delete_or_purge() {
    let world = with_an_event().await;
    let stream = world.jetstream().await.get_stream(world.nats.names().ledger_stream()).await.unwrap();
    stream.delete_message(1).await.expect_err("deleting from the stream");
    stream.purge().await.expect_err("purging the stream");
    let mut open = stream.cached_info().config.clone();
    (open.deny_delete, open.deny_purge) = (false, false);
    world.jetstream().await.update_stream(open).await.expect_err("allowing it after all");
    world.assert_clean().await;
    assert_eq!(world.on_stream().await, 1);
}
