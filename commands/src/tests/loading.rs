//! Aggregates are loaded in company: each caller gets its own aggregate's events, and hears of trouble.

use super::{
    sample::{append, id, new_id},
    world::World,
};
use crate::{
    append::{AppendError, Committer},
    load::Loader,
};

#[tokio::test(flavor = "multi_thread")]
async fn everybody_who_loads_at_once_gets_their_own_history_in_order() {
    let world = World::new().await;
    let committer = Committer::start(world.pool.clone(), world.nats.clone());
    for (number, events) in [(1, 3), (2, 1), (3, 40)] {
        committer.append(append(&format!("c{number}"), id(number), 0, events)).await.unwrap();
    }
    let loader = Loader::start(world.pool.clone(), "workout");
    // More than one batch, the same aggregate several times in it, and some that don't exist.
    let asked: Vec<u128> = (0..600).map(|n| n % 5).collect();
    let loads = asked.iter().map(|&number| {
        let loader = &loader;
        async move { loader.load(&id(number).to_string()).await.unwrap() }
    });
    for (number, history) in asked.iter().zip(futures::future::join_all(loads).await) {
        let expected = [0, 3, 1, 40, 0][usize::try_from(*number).unwrap()];
        let payloads: Vec<String> = history.into_iter().map(|event| event.payload).collect();
        let wanted: Vec<String> = (0..expected).map(|n| format!(r#"{{"WorkoutVoided":{{"reason":"{n}"}}}}"#)).collect();
        assert_eq!(payloads, wanted);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_committed_before_it_was_asked_for_is_loaded() {
    let world = World::new().await;
    let committer = Committer::start(world.pool.clone(), world.nats.clone());
    let loader = Loader::start(world.pool.clone(), "workout");
    let workout = new_id();
    for sequence in 0..50 {
        committer.append(append(&format!("c{sequence}"), workout, sequence, 1)).await.unwrap();
        assert_eq!(loader.load(&workout.to_string()).await.unwrap().len() as u64, sequence + 1);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn without_postgres_every_load_says_so_and_may_be_tried_again() {
    let world = World::new().await;
    let pool = pg::connect(&world.kit.database_url, 1).await.unwrap();
    let loader = Loader::start(pool.clone(), "workout");
    pool.close().await;
    let (one, two) = (id(1).to_string(), id(2).to_string());
    let loads = futures::future::join(loader.load(&one), loader.load(&two)).await;
    assert!(matches!(loads, (Err(AppendError::Unavailable(_)), Err(AppendError::Unavailable(_)))), "{loads:?}");
}
