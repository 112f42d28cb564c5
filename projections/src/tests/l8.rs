//! A projection's effect is exactly once.

use std::sync::atomic::Ordering;

use domain::ledger::RecordedEvent;
use tokio_util::sync::CancellationToken;

use super::{
    ledger::{DEADLINE, QUICK, World},
    sample::workouts,
    toy::{Toy, all_seen},
};
use crate::{
    Phase, ProjectionError, Projector, Tail,
    cursor::Cursor,
    digest::{Work, digest},
    generation::{Live, load_live},
};

async fn cursor(world: &World) -> Cursor {
    match load_live::<Toy>(&world.pool).await.unwrap() {
        Live::Mine(cursor) => cursor,
        other => panic!("{other:?}"),
    }
}

fn work(world: &World, toy: &Toy) -> Work<Toy> {
    Work { projection: std::sync::Arc::new(toy.clone()), pool: world.pool.clone() }
}

async fn events(world: &World) -> Vec<RecordedEvent> {
    pg::events_after(&world.pool, 0, 10_000, &pg::EventFilter::default()).await.unwrap()
}

/// The checkpoint and what the read model holds, at one and the same moment.
async fn both(world: &World) -> (i64, i64, i64) {
    sqlx::query_as(
        "select c.position, (select count(*) from toy.seen), (select coalesce(max(position), 0) from toy.seen)
         from projection_checkpoints c where name = 'toy' and state = 'live'",
    )
    .fetch_one(&world.pool)
    .await
    .unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn l8_checkpoint_and_read_model_change_in_one_transaction() {
    let world = World::new().await;
    cursor(&world).await;
    let mut states = std::collections::BTreeSet::new();
    for round in 0..6 {
        let projector = world.run(Toy::default());
        let write = async {
            for piece in 0..20 {
                let n = round * 100 + piece * 5;
                world.append_and_relay(&workouts(n..n + 5)).await;
            }
        };
        // The kill hits a projector at work, at another place each time.
        let until = u64::try_from(round * 100 + 50 + round * 7).unwrap();
        let watch = testkit::eventually(DEADLINE, async || {
            let state = both(&world).await;
            assert_eq!((state.0, state.0), (state.1, state.2), "checkpoint, rows, last row");
            states.insert(state.0);
            if state.0.unsigned_abs() >= until { Ok(()) } else { Err(state) }
        });
        let kill = async {
            watch.await;
            projector.kill().await;
        };
        tokio::join!(write, kill);
        let state = both(&world).await;
        assert_eq!((state.0, state.0), (state.1, state.2), "after a kill");
    }
    assert!(states.len() > 12, "it was looked at between batches: {states:?}");
}

#[tokio::test]
async fn l8_a_batch_that_does_not_begin_behind_the_checkpoint_is_refused() {
    let world = World::new().await;
    world.append(&workouts(0..10)).await;
    let (events, work) = (events(&world).await, work(&world, &Toy::default()));
    let mut cursor = cursor(&world).await;

    digest(&work, &mut cursor, &events[..4], Phase::Live).await.unwrap();
    for wrong in [&events[5..], &events[3..], &events[..]] {
        let refused = digest(&work, &mut cursor, wrong, Phase::Live).await;
        assert!(matches!(refused, Err(ProjectionError::OutOfOrder { expected: 5, .. })), "{refused:?}");
    }
    let gap = [events[4].clone(), events[6].clone()];
    let refused = digest(&work, &mut cursor, &gap, Phase::Live).await;
    assert!(matches!(refused, Err(ProjectionError::OutOfOrder { expected: 6, found: 7 })), "{refused:?}");
    assert_eq!(both(&world).await, (4, 4, 4));
}

#[tokio::test]
async fn l8_who_has_been_overtaken_changes_nothing() {
    let world = World::new().await;
    world.append(&workouts(0..10)).await;
    let (events, work) = (events(&world).await, work(&world, &Toy::default()));
    let mut zombie = cursor(&world).await;
    let mut successor = zombie.clone();

    digest(&work, &mut successor, &events[..6], Phase::Live).await.unwrap();
    let refused = digest(&work, &mut zombie, &events[..3], Phase::Live).await;
    assert!(matches!(refused, Err(ProjectionError::Moved("toy"))), "{refused:?}");
    assert_eq!(both(&world).await, (6, 6, 6));
}

#[tokio::test(flavor = "multi_thread")]
async fn l8_two_projectors_of_one_name_do_the_work_once() {
    let world = World::new().await;
    let (first, second) = (Toy::default(), Toy::default());
    let running = [world.run(first.clone()), world.run(second.clone())];
    for round in 0..10 {
        world.append_and_relay(&workouts(round * 50..round * 50 + 50)).await;
    }
    world.caught_up::<Toy>().await;
    assert_eq!(all_seen(&world.pool).await, (1..=500).collect::<Vec<_>>());
    let busy = [&first, &second].iter().filter(|toy| toy.flushes.load(Ordering::SeqCst) > 0).count();
    assert_eq!(busy, 1, "one leads, the other stands by");

    // Whoever leads goes; the other takes over.
    let [one, other] = running;
    let (leader, successor) = if first.flushes.load(Ordering::SeqCst) > 0 { (one, other) } else { (other, one) };
    leader.stop().await;
    world.append_and_relay(&workouts(500..550)).await;
    world.caught_up::<Toy>().await;
    assert_eq!(all_seen(&world.pool).await, (1..=550).collect::<Vec<_>>());
    successor.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn l8_two_projectors_that_both_believe_to_lead_do_the_work_once() {
    let world = World::new().await;
    let stop = CancellationToken::new();
    let tail = Tail::of(world.nats.clone());
    let zombies: Vec<_> = (0..3)
        .map(|_| {
            let projector = Projector::new(Toy::default(), world.pool.clone(), tail.clone()).with_settings(QUICK);
            let stop = stop.clone();
            tokio::spawn(async move { projector.lead(&stop).await })
        })
        .collect();
    for round in 0..20 {
        world.append_and_relay(&workouts(round * 50..round * 50 + 50)).await;
    }
    world.caught_up::<Toy>().await;
    stop.cancel();
    for zombie in zombies {
        zombie.await.unwrap();
    }
    assert_eq!(all_seen(&world.pool).await, (1..=1000).collect::<Vec<_>>());
}

#[tokio::test(flavor = "multi_thread")]
async fn l8_a_stream_that_is_ahead_of_the_ledger_is_not_believed() {
    let world = World::new().await;
    let projector = world.run(Toy::default());
    world.append_and_relay(&workouts(0..5)).await;
    world.caught_up::<Toy>().await;
    // The stream of a ledger whose Postgres was restored from an older backup.
    let ahead = RecordedEvent { position: 6, ..events(&world).await.remove(0) };
    let body = serde_json::to_vec(&ahead).unwrap();
    world
        .nats
        .append_to_ledger(5, vec![(world.nats.names().event(0, "workout", "WorkoutLogged"), body.into())])
        .await
        .unwrap();
    // The event that then takes the place in Postgres comes through the table.
    let settled = testkit::eventually(DEADLINE, async || {
        let state = both(&world).await;
        assert_eq!(state, (5, 5, 5));
        let offered = world.nats.ledger_state().await.unwrap().unwrap().last;
        if offered == 6 { Ok(()) } else { Err(offered) }
    });
    settled.await;
    world.append(&workouts(5..6)).await;
    world.caught_up::<Toy>().await;
    assert_eq!(both(&world).await, (6, 6, 6));
    projector.stop().await;
}
