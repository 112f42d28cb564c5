//! The projectors of one process and the stream.

use testkit::Broker;
use tokio_util::sync::CancellationToken;

use super::{
    ledger::{DEADLINE, QUICK, World},
    sample::workouts,
};
use crate::{Tail, registry};

#[tokio::test(flavor = "multi_thread")]
async fn the_projectors_of_a_process_read_the_stream_once_for_all() {
    let world = World::new().await;
    let (tail, stop) = (Tail::of(world.nats.clone()), CancellationToken::new());
    let tasks: Vec<_> = registry::all()
        .into_iter()
        .map(|model| tokio::spawn(model.run(world.pool.clone(), tail.clone(), QUICK, stop.clone())))
        .collect();
    for round in 0..10 {
        world.append_and_relay(&workouts(round * 50..round * 50 + 50)).await;
    }
    testkit::eventually(DEADLINE, async || {
        let behind: Vec<_> =
            crate::status(&world.pool).await.unwrap().into_iter().filter(|model| model.position < 500).collect();
        if behind.is_empty() { Ok(()) } else { Err(behind) }
    })
    .await;
    let broker = Broker::connect(&world.nats_url()).await.unwrap();
    assert_eq!(broker.consumers(&[world.nats.names().ledger_stream()]).await.unwrap(), 1);
    stop.cancel();
    for task in tasks {
        task.await.unwrap();
    }
}
