//! Workers share the buckets, take over from each other, and keep each subject's commands in order.

use std::time::{Duration, Instant};

use futures::future::join_all;

use super::{
    sample::{correct, envelope, id, log, void},
    world::{DEADLINE, World, accepted, ask},
};
use crate::BusError;

/// How many buckets each worker holds.
async fn shares(world: &World) -> Vec<i64> {
    sqlx::query_scalar(
        "select count(*) from pg_locks
         where locktype = 'advisory' and granted and mode = 'ExclusiveLock' and objsubid = 2 and objid::int8 < 64
           and database = (select oid from pg_database where datname = current_database())
         group by pid order by 1",
    )
    .fetch_all(&world.pool)
    .await
    .unwrap()
}

async fn shared_out(world: &World, wanted: &[i64]) {
    testkit::eventually(DEADLINE, async || match shares(world).await {
        found if found == wanted => Ok(()),
        found => Err(found),
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_workers_share_the_buckets_and_one_takes_over_when_the_other_is_killed() {
    let world = World::new().await;
    let first = world.worker();
    shared_out(&world, &[64]).await;
    let second = world.worker();
    shared_out(&world, &[32, 32]).await;
    let bus = world.bus().await;
    let submits = |from: u128| {
        let bus = &bus;
        join_all((from..from + 128).map(|n| async move {
            bus.submit(&envelope(&format!("c{n}"), id(n), log(id(10_000 + n), 1800))).await.unwrap();
        }))
    };
    submits(0).await;
    first.kill();
    submits(128).await;
    world.queue_is_empty().await;
    assert_eq!(world.head().await, 256);
    shared_out(&world, &[64]).await;
    second.stop().await;
    // The server lets go of a closed connection's leases a moment later.
    shared_out(&world, &[]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn commands_about_a_subject_are_carried_out_in_order_beside_others_and_across_a_kill() {
    let world = World::new().await;
    let bus = world.bus().await;
    let subjects = 6_u128;
    let submit = async |subject: u128| {
        let workout = id(10_000 + subject);
        let member = id(subject);
        bus.submit(&envelope(&format!("{subject} log"), member, log(workout, 1000))).await.unwrap();
        for n in 1..=20_u64 {
            let command = correct(workout, 1000 + n);
            bus.submit(&envelope(&format!("{subject} correct {n}"), member, command)).await.unwrap();
        }
        bus.submit(&envelope(&format!("{subject} void"), member, void(workout))).await.unwrap();
    };
    let worker = world.worker();
    let submitted = join_all((0..subjects).map(submit));
    let killed = async {
        testkit::eventually(DEADLINE, async || if world.head().await >= 20 { Ok(()) } else { Err("nothing yet") })
            .await;
        worker.kill();
        world.worker()
    };
    let (_, worker) = futures::future::join(submitted, killed).await;
    world.queue_is_empty().await;
    worker.stop().await;
    for subject in 0..subjects {
        let commands: Vec<String> =
            sqlx::query_scalar("select metadata ->> 'command_id' from events where subject = $1 order by position")
                .bind(id(subject))
                .fetch_all(&world.pool)
                .await
                .unwrap();
        let expected: Vec<String> = std::iter::once(format!("{subject} log"))
            .chain((1..=20).map(|n| format!("{subject} correct {n}")))
            .chain([format!("{subject} void")])
            .collect();
        assert_eq!(commands, expected);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_worker_that_is_told_to_stop_does_not_wait_out_a_database_that_hangs() {
    let world = World::new().await;
    let worker = world.worker();
    shared_out(&world, &[64]).await;
    let bus = world.bus().await;
    let mut blocker = world.pool.begin().await.unwrap();
    sqlx::query("select from ledger_head for update").execute(&mut *blocker).await.unwrap();
    let command = envelope("held up", id(1), log(id(2), 1800));
    let waiting = bus.execute(&command, Duration::from_millis(300)).await;
    assert!(matches!(waiting, Err(BusError::NotYet { .. })), "{waiting:?}");
    let told = Instant::now();
    worker.stop().await;
    assert!(told.elapsed() < Duration::from_secs(12), "{:?}", told.elapsed());
    assert_eq!(world.nats.queue_depth().await.unwrap(), 1);
    blocker.rollback().await.unwrap();
    // Somebody else carries it out.
    let worker = world.worker();
    assert!(accepted(&ask(&bus, &command).await));
    worker.stop().await;
    assert_eq!(world.head().await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn commands_handed_in_while_nobody_works_are_carried_out_later() {
    let world = World::new().await;
    let bus = world.bus().await;
    let command = envelope("early", id(1), log(id(2), 1800));
    let waiting = bus.execute(&command, Duration::from_millis(200)).await;
    assert!(matches!(waiting, Err(BusError::NotYet { .. })), "{waiting:?}");
    let worker = world.worker();
    world.queue_is_empty().await;
    assert!(accepted(&ask(&bus, &command).await));
    assert_eq!(world.head().await, 1);
    worker.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_carried_out_is_taken_off_the_queue() {
    let world = World::new().await;
    let bus = world.bus().await;
    let worker = world.worker();
    for n in 0..20 {
        assert!(accepted(&ask(&bus, &envelope(&format!("c{n}"), id(n), log(id(100 + n), 1800))).await));
    }
    let jetstream = world.jetstream().await;
    testkit::eventually(DEADLINE, async || {
        let mut left = 0;
        for (part, _) in world.nats.names().commands_streams() {
            left += jetstream.get_stream(part).await.unwrap().cached_info().state.messages;
        }
        if left == 0 { Ok(()) } else { Err(format!("{left} commands are still on the queue's streams")) }
    })
    .await;
    worker.stop().await;
}
