//! L2, the stream is the ledger: position N in Postgres is sequence N on the stream, whatever happens on the way.

use super::{relaying, world::World};

macro_rules! on_one_server {
    ($($test:ident),+ $(,)?) => {
        $(#[tokio::test(flavor = "multi_thread")]
        async fn $test() {
            relaying::$test(&World::new().await).await;
        })+
    };
}

on_one_server! {
    l2_sequence_is_position,
    l2_a_relay_killed_between_publish_and_acknowledgement_repeats_nothing,
    l2_relays_at_once_write_everything_once,
    l2_a_relay_that_wakes_up_late_overwrites_nothing,
    l2_one_relay_leads_and_another_takes_over_when_it_is_killed,
    l2_a_stream_deleted_under_a_live_system_is_filled_again_with_the_same_bytes,
    l2_a_stream_of_another_ledger_halts_the_relay,
    l2_a_batch_larger_than_the_server_takes_is_split,
}
