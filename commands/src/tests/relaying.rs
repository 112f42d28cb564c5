//! What a relay has to live through, on any number of NATS servers.

use std::{
    sync::atomic::{AtomicU64, Ordering},
    time::Instant,
};

use nats::Stored;

use super::{
    sample::{append, id},
    world::{DEADLINE, World},
};
use crate::{append::Appended, relay::Halt};

/// Appends `count` commands of one or two events each.
pub(super) async fn fill(world: &World, prefix: &str, count: u64) {
    let committer = world.committer();
    let appends = (0..count).map(|n| {
        let events = usize::try_from(n % 2 + 1).unwrap();
        let wanted = append(&format!("{prefix}-{n}"), super::sample::new_id(), 0, events);
        let committer = &committer;
        async move { testkit::eventually(DEADLINE, async || committer.append(wanted.clone()).await).await }
    });
    for result in futures::future::join_all(appends).await {
        assert!(!matches!(result, Appended::Conflict));
    }
}

pub(super) async fn assert_same(world: &World) {
    assert_eq!(world.head().await, world.on_stream().await);
    assert!(world.table_bodies().await == world.stream_bodies().await, "stream and table differ");
}

pub(super) async fn l2_sequence_is_position(world: &World) {
    let relay = world.relay();
    fill(world, "a", 500).await;
    world.relayed().await;
    assert_same(world).await;
    let positions: Vec<u64> = world
        .stream_bodies()
        .await
        .iter()
        .map(|body| serde_json::from_slice::<domain::ledger::RecordedEvent>(body).unwrap().position)
        .collect();
    assert!(positions.iter().copied().eq(1..=750));
    relay.stop().await;
}

pub(super) async fn l2_a_relay_killed_between_publish_and_acknowledgement_repeats_nothing(world: &World) {
    fill(world, "a", 300).await;
    let begun = Instant::now();
    world.relay_once().await.unwrap();
    let mut patience = begun.elapsed();
    let mut cut_short = 0;
    // Shorter after the acknowledgement came, longer when nothing was published: the end stays about the two.
    for attempt in 0.. {
        fill(world, &format!("b{attempt}"), 50).await;
        let before = world.on_stream().await;
        let step = tokio::time::timeout(patience, world.relay_once()).await;
        let after = world.on_stream().await;
        match step {
            Ok(_) => patience = patience * 9 / 10,
            Err(_) if after == before => patience = patience * 11 / 10,
            Err(_) => cut_short += 1,
        }
        if cut_short >= 3 {
            break;
        }
        assert!(attempt < 1000, "only {cut_short} times in the right moment");
    }
    world.relay_once().await.unwrap();
    assert_same(world).await;
}

pub(super) async fn l2_relays_at_once_write_everything_once(world: &World) {
    let writes = async {
        for round in 0..12 {
            fill(world, &round.to_string(), 60).await;
        }
    };
    // None of them knows of the lease: what each writes is fenced by what the stream already holds.
    let relays = futures::future::join_all((0..4).map(|_| async {
        let nats = world.another_connection().await;
        while world.on_stream().await < 12 * 90 {
            world.relay_through(&nats).await.unwrap();
        }
    }));
    tokio::time::timeout(DEADLINE, futures::future::join(writes, relays)).await.expect("all is relayed");
    assert_same(world).await;
}

pub(super) async fn l2_a_relay_that_wakes_up_late_overwrites_nothing(world: &World) {
    fill(world, "a", 20).await;
    world.relay_once().await.unwrap();
    fill(world, "b", 20).await;
    let last = world.on_stream().await;
    // What a stopped relay had in its hands when another took over.
    let stale: Vec<_> = world.table_bodies().await[usize::try_from(last).unwrap()..]
        .iter()
        .map(|body| (world.nats.names().event(0, "workout", "WorkoutVoided"), body.clone().into()))
        .collect();
    world.relay_once().await.unwrap();
    for batch in [&stale[..], &stale[..1]] {
        let offered = async || world.nats.append_to_ledger(last, batch.to_vec()).await;
        assert_eq!(testkit::eventually(DEADLINE, offered).await, Stored::Moved);
    }
    assert_same(world).await;
}

pub(super) async fn l2_one_relay_leads_and_another_takes_over_when_it_is_killed(world: &World) {
    let (first, second) = (world.relay(), world.relay());
    fill(world, "a", 50).await;
    world.relayed().await;
    first.kill();
    fill(world, "b", 50).await;
    world.relayed().await;
    second.stop().await;
    assert_same(world).await;
}

pub(super) async fn l2_a_stream_deleted_under_a_live_system_is_filled_again_with_the_same_bytes(world: &World) {
    let relay = world.relay();
    fill(world, "a", 200).await;
    world.relayed().await;
    let before = world.stream_bodies().await;
    // Nothing is appended meanwhile: the relay has to notice by itself.
    world.delete_stream().await;
    world.relayed().await;
    assert!(before == world.stream_bodies().await, "not the same bytes");

    let written = AtomicU64::new(0);
    let writes = async {
        for round in 0..10 {
            fill(world, &format!("b{round}"), 40).await;
            written.fetch_add(1, Ordering::SeqCst);
        }
    };
    let deletes = async {
        while written.load(Ordering::SeqCst) < 3 {
            tokio::task::yield_now().await;
        }
        world.delete_stream().await;
    };
    futures::future::join(writes, deletes).await;
    world.relayed().await;
    assert_same(world).await;
    assert!(world.stream_bodies().await.starts_with(&before));
    relay.stop().await;
}

pub(super) async fn l2_a_stream_of_another_ledger_halts_the_relay(world: &World) {
    fill(world, "a", 5).await;
    world.relay_once().await.unwrap();
    world.tamper("update events set payload = '{\"WorkoutVoided\":{}}' where position = 7").await;
    assert!(matches!(world.halt().await, Some(Halt::Different { position: 7 })), "{:?}", world.halt().await);
    assert_eq!(world.on_stream().await, 7);
}

pub(super) async fn l2_a_batch_larger_than_the_server_takes_is_split(world: &World) {
    let (committer, large) = (world.committer(), append("large", id(1), 0, 2_500));
    testkit::eventually(DEADLINE, async || committer.append(large.clone()).await).await;
    world.relay_once().await.unwrap();
    assert_same(world).await;
}
