//! A read model is filled anew beside the live one.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use domain::vocabulary::{Sport, Zone};
use jiff::civil::date;
use tokio_util::sync::CancellationToken;

use super::{
    ledger::{DEADLINE, New, World},
    sample::{Chance, facts, id, logged, shuffled_workouts},
    toy::Toy,
};
use crate::{
    ProjectionError, State,
    analytics::{Analytics, weeks},
    drop_retired, list, rebuild,
};

/// Ten minutes more in the same week: an event that is missed is missed for ever, one that is repeated counts twice.
fn one_more(n: u32) -> New {
    logged(id(1), id(0x1000 + u128::from(n)), facts(Sport::Run, "2025-05-05", Some(Zone::Z2), 600, 1_000))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn queries_go_on_and_stay_right_while_the_read_model_is_rebuilt() {
    let world = World::new().await;
    let projector = world.run(Analytics);
    world.append_and_relay(&(1..=200).map(one_more).collect::<Vec<_>>()).await;
    world.caught_up::<Analytics>().await;
    let (done, asked) = (AtomicBool::new(false), AtomicUsize::new(0));

    let ask = async {
        let mut last = 0;
        while !done.load(Ordering::SeqCst) {
            let weeks = weeks(&world.pool, id(1), None, 10).await.unwrap();
            assert_eq!(weeks.len(), 1, "{weeks:?}");
            assert_eq!((weeks[0].monday, weeks[0].totals.len()), (date(2025, 5, 5), 1), "{weeks:?}");
            assert_eq!(weeks[0].seconds(), u64::from(weeks[0].totals[0].workouts) * 600);
            assert!(weeks[0].seconds() >= last, "an answer went back: {weeks:?} after {last}");
            last = weeks[0].seconds();
            asked.fetch_add(1, Ordering::SeqCst);
        }
    };
    let write = async {
        let mut n = 200;
        while !done.load(Ordering::SeqCst) {
            n += 5;
            world.append_and_relay(&(n - 4..=n).map(one_more).collect::<Vec<_>>()).await;
        }
    };
    let rebuilds = async {
        let mut schemas = Vec::new();
        for _ in 0..5 {
            let before = asked.load(Ordering::SeqCst);
            schemas.push(rebuild(Analytics, &world.pool, &CancellationToken::new(), |_| {}).await.unwrap().schema);
            testkit::eventually(DEADLINE, async || {
                if asked.load(Ordering::SeqCst) > before + 20 { Ok(()) } else { Err(before) }
            })
            .await;
        }
        done.store(true, Ordering::SeqCst);
        schemas
    };
    let ((), (), schemas) = tokio::join!(ask, write, rebuilds);
    assert_eq!(schemas, (2..=6).map(|n| format!("analytics_v4_g{n}")).collect::<Vec<_>>());

    // The projector went over to each new generation.
    world.caught_up::<Analytics>().await;
    projector.stop().await;
    let live = world.live("analytics").await.unwrap();
    assert_eq!((live.generation, live.schema.as_str()), (6, "analytics_v4_g6"));
    world.assert_equals_replay(Analytics).await;

    // The old ones stay until they are dropped.
    let retired = list(&world.pool).await.unwrap().into_iter().filter(|one| one.state == State::Retired).count();
    assert_eq!(retired, 5);
    assert_eq!(drop_retired(&world.pool, "analytics").await.unwrap().len(), 5);
    assert_eq!(list(&world.pool).await.unwrap().len(), 1);
    assert_eq!(weeks(&world.pool, id(1), None, 10).await.unwrap().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rebuild_without_a_projector_goes_to_the_head() {
    let world = World::new().await;
    world.append(&shuffled_workouts(&mut Chance::new(3), 5, 50, 400)).await;
    let rebuilt = rebuild(Analytics, &world.pool, &CancellationToken::new(), |_| {}).await.unwrap();
    assert_eq!((rebuilt.position, rebuilt.parked), (400, 0));
    // Filled in bulk, then gone on event by event.
    let projector = world.run(Analytics);
    let more = shuffled_workouts(&mut Chance::new(4), 5, 50, 200);
    let fresh = more.into_iter().map(|event| New { aggregate_id: event.aggregate_id.replace("0197", "0198"), ..event });
    world.append_and_relay(&fresh.collect::<Vec<_>>()).await;
    world.caught_up::<Analytics>().await;
    projector.stop().await;
    world.assert_equals_replay(Analytics).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rebuild_that_is_called_off_leaves_the_live_one_alone() {
    let world = World::new().await;
    world.append(&(1..=300).map(one_more).collect::<Vec<_>>()).await;
    rebuild(Analytics, &world.pool, &CancellationToken::new(), |_| {}).await.unwrap();
    let stop = CancellationToken::new();
    stop.cancel();
    let called_off = rebuild(Analytics, &world.pool, &stop, |_| {}).await;
    assert!(matches!(called_off, Err(ProjectionError::Stopped)), "{called_off:?}");
    let all = list(&world.pool).await.unwrap();
    assert_eq!(all.iter().map(|one| one.state).collect::<Vec<_>>(), [State::Live]);
    world.assert_equals_replay(Analytics).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rebuild_parks_what_it_cannot_digest() {
    let world = World::new().await;
    let toy = Toy::default();
    toy.forbidden.lock().unwrap().push(id(0x1000 + 13).to_string());
    let one = |n: u128| logged(id(n % 3), id(0x1000 + n), facts(Sport::Run, "2025-05-05", None, 600, 0));
    world.append(&(0..30).map(one).collect::<Vec<_>>()).await;
    let rebuilt = rebuild(toy, &world.pool, &CancellationToken::new(), |_| {}).await.unwrap();
    assert_eq!((rebuilt.position, rebuilt.parked), (30, 1));
    let parked = crate::parked(&world.pool, "toy").await.unwrap();
    assert_eq!((parked[0].subject, parked[0].position), (id(1), 14));
}
