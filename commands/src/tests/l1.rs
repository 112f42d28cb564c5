//! L1, dense order: positions are 1, 2, 3, … in commit order, so whoever saw N has seen all before it.

use std::time::{Duration, Instant};

use pg::EventFilter;
use sqlx::PgPool;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use super::{
    sample::{append, id},
    world::World,
};
use crate::append::{Append, Appended, Committer};

const WRITERS: u128 = 48;
const FOR: Duration = Duration::from_secs(3);
/// So many by each writer at least, however slow the machine is.
const ROUNDS: u64 = 30;

/// Appends to an aggregate of its own and to one that all fight for; every tenth command is handed in twice.
async fn write(committer: Committer, writer: u128, until: Instant) -> (u64, u64, u64) {
    let (mut stored, mut conflicts, mut repeats) = (0, 0, 0);
    let (mut own, mut contested) = (0, 0);
    let mut round = 0;
    while Instant::now() < until || round < ROUNDS {
        round += 1;
        let command = format!("{writer}-{round}");
        let fights = round % 5 == 0;
        let (aggregate, expected) = if fights { (id(999_999), contested) } else { (id(writer), own) };
        let count = usize::try_from(round % 3 + 1).unwrap();
        let wanted: Append = append(&command, aggregate, expected, count);
        match committer.append(wanted.clone()).await.unwrap() {
            Appended::Stored(receipt) => {
                stored += count as u64;
                *(if fights { &mut contested } else { &mut own }) += count as u64;
                if round % 10 == 1 {
                    let again = committer.append(wanted).await.unwrap();
                    assert_eq!(again, Appended::Repeated(receipt));
                    repeats += 1;
                }
            }
            Appended::Conflict => {
                conflicts += 1;
                // Somewhere near where the others are by now; a miss is one more conflict.
                contested += 1;
            }
            Appended::Repeated(_) => panic!("{command} is new"),
        }
    }
    (stored, conflicts, repeats)
}

/// Everything that a reader sees who asks for what comes after the last thing it saw.
async fn follow(pool: PgPool, written: CancellationToken) -> Vec<u64> {
    let mut seen: Vec<u64> = Vec::new();
    loop {
        let is_over = written.is_cancelled();
        let after = seen.last().copied().unwrap_or_default();
        let events = pg::events_after(&pool, after, 1000, &EventFilter::default()).await.unwrap();
        if events.is_empty() && is_over {
            return seen;
        }
        seen.extend(events.iter().map(|event| event.position));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn l1_a_reader_beside_48_writers_misses_nothing_and_sees_nothing_twice() {
    let world = World::new().await;
    let written = CancellationToken::new();
    let reader = tokio::spawn(follow(world.pool.clone(), written.clone()));
    let mut committers = Vec::new();
    for _ in 0..3 {
        committers.push(Committer::start(pg::connect(&world.kit.database_url, 3).await.unwrap(), world.nats.clone()));
    }
    let until = Instant::now() + FOR;
    let mut writers = JoinSet::new();
    for writer in 0..WRITERS {
        let committer = committers[usize::try_from(writer % 3).unwrap()].clone();
        writers.spawn(write(committer, writer, until));
    }
    let (mut stored, mut conflicts, mut repeats) = (0, 0, 0);
    while let Some(counted) = writers.join_next().await {
        let counted = counted.unwrap();
        stored += counted.0;
        conflicts += counted.1;
        repeats += counted.2;
    }
    written.cancel();
    let seen = reader.await.unwrap();
    assert!(stored > 1000 && conflicts > 10 && repeats > 10, "too little happened: {stored} {conflicts} {repeats}");
    assert_eq!(seen.len() as u64, stored);
    assert!(seen.iter().copied().eq(1..=stored), "positions with gaps or out of order");
    assert_eq!(world.head().await, stored);
}

#[tokio::test(flavor = "multi_thread")]
async fn l1_an_append_that_is_rolled_back_leaves_no_hole() {
    let world = World::new().await;
    let committer = world.committer();
    committer.append(append("first", id(1), 0, 2)).await.unwrap();
    // Refused after the position was drawn.
    let mut bad = append("bad", id(2), 0, 3);
    bad.events[2].payload = "{".to_owned();
    committer.append(bad).await.unwrap_err();
    assert_eq!(committer.append(append("late", id(1), 0, 2)).await.unwrap(), Appended::Conflict);
    let Appended::Stored(receipt) = committer.append(append("second", id(1), 2, 1)).await.unwrap() else { panic!() };
    assert_eq!((receipt.first_position, receipt.last_position), (Some(3), Some(3)));
}

#[tokio::test(flavor = "multi_thread")]
async fn l1_times_never_run_backwards_along_positions() {
    let world = World::new().await;
    let committer = world.committer();
    committer.append(append("first", id(1), 0, 1)).await.unwrap();
    // The machine's clock was set back by a day since.
    sqlx::query("update ledger_head set recorded_at = recorded_at + interval '1 day'")
        .execute(&world.pool)
        .await
        .unwrap();
    for n in 1..4 {
        committer.append(append(&format!("next {n}"), id(1), n, 1)).await.unwrap();
    }
    let backwards: i64 = sqlx::query_scalar(
        "select count(*) from events later join events earlier on earlier.position < later.position
         where later.recorded_at < earlier.recorded_at",
    )
    .fetch_one(&world.pool)
    .await
    .unwrap();
    let ahead: bool = sqlx::query_scalar("select max(recorded_at) > now() + interval '23 hours' from events")
        .fetch_one(&world.pool)
        .await
        .unwrap();
    assert_eq!((backwards, ahead), (0, true));
}
