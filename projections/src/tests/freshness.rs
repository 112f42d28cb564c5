//! Reading one's own writes.

use std::time::{Duration, Instant};

use domain::vocabulary::Sport;

use super::{
    ledger::{DEADLINE, World},
    sample::{facts, id, logged},
    toy::{Toy, all_seen},
};
use crate::{Freshness, NotFresh};

#[tokio::test(flavor = "multi_thread")]
async fn who_waits_sees_what_they_wrote() {
    let world = World::new().await;
    let projector = world.run(Toy::default());
    let freshness = Freshness::new(world.pool.clone());
    let mut waits = Vec::new();
    for n in 0..60 {
        let workout = logged(id(1), id(0x1000 + n), facts(Sport::Run, "2025-05-05", None, 600, 0));
        let position = world.append_and_relay(&[workout]).await;
        let started = Instant::now();
        let reached = freshness.wait_for("toy", position, DEADLINE).await.unwrap();
        waits.push(started.elapsed());
        assert!(reached >= position);
        assert_eq!(all_seen(&world.pool).await.last(), Some(&position.cast_signed()));
    }
    waits.sort();
    eprintln!("from relayed to readable: median {:?}, 95th of a hundred {:?}", waits[30], waits[57]);
    projector.stop().await;
}

#[tokio::test]
async fn a_wait_ends_in_time_and_says_how_far_it_came() {
    let world = World::new().await;
    crate::generation::load_live::<Toy>(&world.pool).await.unwrap();
    let freshness = Freshness::new(world.pool.clone());
    let started = Instant::now();
    let error = freshness.wait_for("toy", 7, Duration::from_millis(100)).await.unwrap_err();
    assert!(matches!(error, NotFresh::Behind { wanted: 7, reached: 0, .. }), "{error:?}");
    assert!(started.elapsed() >= Duration::from_millis(100));
    assert_eq!(freshness.wait_for("toy", 0, Duration::from_secs(5)).await.unwrap(), 0);
}
