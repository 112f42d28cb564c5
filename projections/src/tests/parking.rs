//! An event that can't be digested keeps back its subject, and nobody else.

use std::sync::atomic::Ordering;

use domain::vocabulary::Sport;

use super::{
    ledger::{DEADLINE, New, World},
    sample::{Chance, claimed, facts, id, logged, registered, released, shuffled_workouts},
    toy::{Toy, all_seen, seen},
};
use crate::{RetryOutcome, analytics::Analytics, members::Members, parked, retry};

const GOOD: u128 = 1;
const BAD: u128 = 2;

/// Workout `n` of the good or bad member in turn.
fn workout(n: u128) -> New {
    let member = if n.is_multiple_of(2) { GOOD } else { BAD };
    logged(id(member), id(0x1000 + n), facts(Sport::Run, "2025-05-05", None, 600, 0))
}

fn workouts(numbers: std::ops::Range<u128>) -> Vec<New> {
    numbers.map(workout).collect()
}

fn key(n: u128) -> String {
    id(0x1000 + n).to_string()
}

/// 1-based positions of the member's events among `workouts(0..n)`.
fn positions(member: u128, n: i64) -> Vec<i64> {
    (1..=n).filter(|position| (position % 2 == 1) == (member == GOOD)).collect()
}

async fn bad_stays_parked_and_comes_back(toy: Toy, mend: impl Fn(&Toy), reason: &str) {
    let world = World::new().await;
    let projector = world.run(toy.clone());
    world.append_and_relay(&workouts(0..40)).await;
    world.caught_up::<Toy>().await;

    // Workout 13 is event 14: what came before it is there, it and what follows waits.
    assert_eq!(seen(&world.pool, id(GOOD)).await, positions(GOOD, 40));
    assert_eq!(seen(&world.pool, id(BAD)).await, positions(BAD, 13));
    let waiting = parked(&world.pool, "toy").await.unwrap();
    assert_eq!(waiting.len(), 1);
    assert_eq!((waiting[0].subject, waiting[0].position), (id(BAD), 14));
    assert!(waiting[0].reason.contains(reason), "{waiting:?}");
    assert_eq!(world.live("toy").await.unwrap().parked, 1);

    // A new process remembers.
    projector.kill().await;
    let projector = world.run(toy.clone());
    world.append_and_relay(&workouts(40..60)).await;
    world.caught_up::<Toy>().await;
    assert_eq!(seen(&world.pool, id(GOOD)).await, positions(GOOD, 60));
    assert_eq!(seen(&world.pool, id(BAD)).await, positions(BAD, 13));

    // Too early: nothing changes.
    let retried = retry(&toy, &world.pool).await.unwrap();
    assert!(
        matches!(&retried[0].outcome, RetryOutcome::StillParked { reason: why } if why.contains(reason)),
        "{retried:?}"
    );
    assert_eq!(seen(&world.pool, id(BAD)).await, positions(BAD, 13));

    // While the projector goes on.
    mend(&toy);
    let retried = retry(&toy, &world.pool).await.unwrap();
    assert_eq!(retried.len(), 1);
    assert_eq!(
        retried[0].outcome,
        RetryOutcome::Caught { events: positions(BAD, 60).len() - positions(BAD, 13).len() }
    );
    world.append_and_relay(&workouts(60..80)).await;
    world.caught_up::<Toy>().await;
    assert_eq!(seen(&world.pool, id(BAD)).await, positions(BAD, 80), "in order, each once");
    assert_eq!(seen(&world.pool, id(GOOD)).await, positions(GOOD, 80));
    assert_eq!(world.live("toy").await.unwrap().parked, 0);
    projector.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_poison_event_parks_its_subject_only_and_a_retry_brings_it_back_in_order() {
    let toy = Toy::default();
    toy.poison.lock().unwrap().push(key(13));
    bad_stays_parked_and_comes_back(toy, |toy| toy.poison.lock().unwrap().clear(), "poisoned").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_row_that_postgres_refuses_is_traced_to_its_event() {
    let toy = Toy::default();
    toy.forbidden.lock().unwrap().push(key(13));
    bad_stays_parked_and_comes_back(toy, |toy| toy.forbidden.lock().unwrap().clear(), "null value").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_retry_beside_a_busy_projector_misses_and_repeats_nothing() {
    let world = World::new().await;
    let toy = Toy::default();
    let projector = world.run(toy.clone());
    for round in 0..20 {
        let n = round * 20;
        toy.poison.lock().unwrap().push(key(n + 3));
        world.append_and_relay(&workouts(n..n + 10)).await;
        testkit::eventually(DEADLINE, async || {
            let parked = parked(&world.pool, "toy").await.unwrap();
            if parked.is_empty() { Err(parked) } else { Ok(()) }
        })
        .await;
        toy.poison.lock().unwrap().clear();
        let more = workouts(n + 10..n + 20);
        let (retried, _) = tokio::join!(retry(&toy, &world.pool), world.append_and_relay(&more));
        assert!(matches!(retried.unwrap()[0].outcome, RetryOutcome::Caught { .. }));
    }
    world.caught_up::<Toy>().await;
    assert_eq!(seen(&world.pool, id(BAD)).await, positions(BAD, 400));
    assert_eq!(all_seen(&world.pool).await.len(), 400);
    projector.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_fault_of_postgres_parks_nobody() {
    let world = World::new().await;
    let toy = Toy::default();
    toy.broken.store(true, Ordering::SeqCst);
    let projector = world.run(toy.clone());
    // One event, so that it would be to blame if anybody were.
    world.append_and_relay(&workouts(0..1)).await;
    testkit::eventually(DEADLINE, async || {
        let tried = toy.flushes.load(Ordering::SeqCst);
        if tried >= 5 { Ok(()) } else { Err(tried) }
    })
    .await;
    assert_eq!(world.live("toy").await.unwrap().position, 0);
    assert!(parked(&world.pool, "toy").await.unwrap().is_empty());
    world.append_and_relay(&workouts(1..20)).await;
    toy.broken.store(false, Ordering::SeqCst);
    world.caught_up::<Toy>().await;
    assert_eq!(all_seen(&world.pool).await, (1..=20).collect::<Vec<_>>());
    projector.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_event_of_a_newer_program_waits_and_a_replay_finds_it_alike() {
    let world = World::new().await;
    let projector = world.run(Analytics);
    let mut history = shuffled_workouts(&mut Chance::new(5), 6, 40, 300);
    history[150] = history[150].clone().unreadable();
    world.append_and_relay(&history).await;
    world.caught_up::<Analytics>().await;
    projector.stop().await;
    let waiting = parked(&world.pool, "analytics").await.unwrap();
    assert_eq!(waiting.iter().map(|parked| parked.position).collect::<Vec<_>>(), [151]);
    assert!(waiting[0].reason.contains("use a newer program"), "{waiting:?}");
    world.assert_equals_replay(Analytics).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_late_retry_does_not_take_back_what_others_did_since() {
    let world = World::new().await;
    let projector = world.run(Members);
    let (old, new) = (id(GOOD), id(BAD));
    let poison = registered(old, "Eva").unreadable();
    let history = [registered(new, "Ota"), poison, claimed(old, "77"), released(old, "77"), claimed(new, "77")];
    world.append_and_relay(&history).await;
    world.caught_up::<Members>().await;
    assert_eq!(parked(&world.pool, "members").await.unwrap()[0].subject, old);

    // As if a newer program had learned to read it: the waiting events come after the other member's.
    sqlx::raw_sql(
        "alter table events disable trigger all; update events set event_version = '1.0' where event_version = '99.0'",
    )
    .execute(&world.pool)
    .await
    .unwrap();
    let retried = retry(&Members, &world.pool).await.unwrap();
    assert_eq!(retried[0].outcome, RetryOutcome::Caught { events: 3 });
    projector.stop().await;
    world.assert_equals_replay(Members).await;
    let holder = crate::members::by_identity(&world.pool, "telegram", "77").await.unwrap().unwrap();
    assert_eq!(holder.member_id, new);
}
