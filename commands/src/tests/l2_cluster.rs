//! L2 on three servers with every event on each of them, while the one that leads dies and comes back.

use async_nats::jetstream;
use futures::{
    FutureExt,
    future::{join, join_all},
};
use testkit::Cluster;

use super::{
    relaying,
    world::{DEADLINE, World},
};

const TESTS: usize = 8;

/// Kills the server that leads a stream with events on their way, and starts it again once another leads.
async fn kill_the_leader(cluster: &mut Cluster, stream: &str) {
    let client = cluster.nats_client().await;
    let leader = led(cluster, &client, stream, None).await;
    is_flowing(&client, stream).await;
    cluster.kill(leader);
    led(cluster, &client, stream, Some(leader)).await;
    cluster.restart(leader).await;
    is_whole(&client, stream).await;
}

async fn is_flowing(client: &async_nats::Client, stream: &str) {
    let context = jetstream::new(client.clone());
    testkit::eventually(DEADLINE, async || match context.get_stream(stream).await {
        Ok(stream) if stream.cached_info().state.last_sequence > 0 => Ok(()),
        other => Err(other.err()),
    })
    .await;
}

/// The server that leads a stream, as soon as there is another than the one before.
async fn led(cluster: &Cluster, client: &async_nats::Client, stream: &str, before: Option<usize>) -> usize {
    let leader = async || match cluster.leader_of(client, stream).await {
        Some(leader) if before != Some(leader) => Ok(leader),
        other => Err(other),
    };
    testkit::eventually(DEADLINE, leader).await
}

/// Waits until all three servers have everything of a stream.
async fn is_whole(client: &async_nats::Client, stream: &str) {
    let context = jetstream::new(client.clone());
    testkit::eventually(DEADLINE, async || {
        let stream = context.get_stream(stream).await.map_err(|error| error.to_string())?;
        let cluster = stream.cached_info().cluster.clone().ok_or("no cluster")?;
        let current = cluster.replicas.iter().filter(|replica| replica.current && !replica.offline).count();
        if current == 2 { Ok(()) } else { Err(format!("{current} of 2 replicas are current")) }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn l2_holds_on_three_servers_of_which_the_leading_one_dies_and_comes_back() {
    let mut cluster = Cluster::start(3).await;
    let worlds = join_all((0..TESTS).map(|_| World::on(&cluster))).await;
    let stream = worlds[0].nats.names().ledger_stream();
    let tests = join_all([
        relaying::l2_sequence_is_position(&worlds[0]).boxed_local(),
        relaying::l2_a_relay_killed_between_publish_and_acknowledgement_repeats_nothing(&worlds[1]).boxed_local(),
        relaying::l2_relays_at_once_write_everything_once(&worlds[2]).boxed_local(),
        relaying::l2_a_relay_that_wakes_up_late_overwrites_nothing(&worlds[3]).boxed_local(),
        relaying::l2_one_relay_leads_and_another_takes_over_when_it_is_killed(&worlds[4]).boxed_local(),
        relaying::l2_a_stream_deleted_under_a_live_system_is_filled_again_with_the_same_bytes(&worlds[5]).boxed_local(),
        relaying::l2_a_stream_of_another_ledger_halts_the_relay(&worlds[6]).boxed_local(),
        relaying::l2_a_batch_larger_than_the_server_takes_is_split(&worlds[7]).boxed_local(),
    ]);
    join(tests, kill_the_leader(&mut cluster, &stream)).await;
    for world in &worlds {
        assert_eq!(world.replicas_of_ledger().await, 3);
    }
}
