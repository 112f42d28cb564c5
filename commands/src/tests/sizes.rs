//! Whatever is taken fits through all of the ledger; what doesn't fit is refused at once, with the limit.

use super::{
    sample::{append_of, envelope, id, new_id, rename},
    world::{DEADLINE, World},
};
use crate::{
    BusError,
    append::{Append, AppendError},
};

const MOST: usize = 1_000_000;

/// An append whose events have this size each.
fn of_size(command_id: &str, bytes: usize, count: usize) -> Append {
    let payload = |length: usize| format!(r#"{{"WorkoutVoided":{{"reason":"{}"}}}}"#, "x".repeat(length));
    let aggregate = new_id();
    let empty = append_of(command_id, aggregate, 0, &[payload(0)]);
    let event = &empty.events[0];
    let rest = event.payload.len() + event.metadata.len() + 6 * empty.aggregate_id.len();
    append_of(command_id, aggregate, 0, &vec![payload(bytes - rest); count])
}

#[tokio::test(flavor = "multi_thread")]
async fn the_largest_event_comes_through_to_the_stream_and_one_byte_more_is_refused() {
    let world = World::new().await;
    let committer = world.committer();
    // Alone, and as the only large one of a batch.
    for (command_id, bytes) in [("alone", MOST), ("small", 1000)] {
        committer.append(of_size(command_id, bytes, 1)).await.unwrap();
        world.relay_once().await.unwrap();
    }
    let error = committer.append(of_size("larger", MOST + 1, 2)).await.unwrap_err();
    assert!(matches!(&error, AppendError::TooLarge { bytes: 1_000_001, most: MOST, .. }), "{error}");
    for part in ["WorkoutVoided", "1000001 bytes", "at most 1000000"] {
        assert!(error.to_string().contains(part), "no {part} in {error}");
    }
    committer.append(of_size("many small", 1000, 100)).await.unwrap();
    committer.append(of_size("many", MOST, 30)).await.unwrap();
    world.relay_once().await.unwrap();
    assert_eq!((world.head().await, world.on_stream().await), (132, 132));
    assert!(world.table_bodies().await == world.stream_bodies().await, "stream and table differ");
    world.assert_clean().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_aggregate_id_that_travels_longer_than_it_is_counts_so() {
    let world = World::new().await;
    let mut event = append_of("long id", id(1), 0, &[r#"{"WorkoutVoided":{}}"#.to_owned()]);
    event.aggregate_id = "\u{1}".repeat(170_000);
    let error = world.committer().append(event).await.unwrap_err();
    assert!(matches!(error, AppendError::TooLarge { .. }), "{error}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_largest_command_is_answered_and_one_byte_more_is_refused_at_the_door() {
    let world = World::new().await;
    let noting = |length: usize| envelope("c", id(1), rename(&"x".repeat(length)));
    let rest = serde_json::to_vec(&noting(0)).unwrap().len();
    let bus = world.bus().await;
    let error = bus.submit(&noting(MOST - rest + 1)).await.unwrap_err();
    assert!(matches!(error, BusError::TooLarge { bytes: 1_000_001 }), "{error}");
    assert!(error.to_string().contains("at most 1000000"), "{error}");
    assert_eq!(world.nats.queue_depth().await.unwrap(), 0);
    let worker = world.worker();
    let outcome = bus.execute(&noting(MOST - rest), DEADLINE).await.unwrap();
    // Nobody has registered.
    assert!(matches!(outcome.verdict, crate::Verdict::Rejected(_)), "{:?}", outcome.verdict);
    worker.stop().await;
}
