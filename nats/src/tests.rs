//! The streams on a real server.

use std::time::Duration;

use async_nats::jetstream::{self, consumer::pull, stream::RetentionPolicy};
use futures::{StreamExt, TryStreamExt};

use crate::{Nats, NatsError, Stored};

async fn connected() -> (testkit::Ledger, Nats, jetstream::Context) {
    let kit = testkit::Ledger::new().await;
    let nats = Nats::connect(&kit.nats_url, &kit.name).await.unwrap();
    let jetstream = jetstream::new(kit.nats_client().await);
    (kit, nats, jetstream)
}

#[tokio::test(flavor = "multi_thread")]
async fn streams_are_made_once_and_left_alone_afterwards() {
    let (_kit, nats, jetstream) = connected().await;
    nats.ensure_streams(1).await.unwrap();
    let batch = vec![(nats.names().event(0, "workout", "WorkoutVoided"), "one".into())];
    assert_eq!(nats.append_to_ledger(0, batch).await.unwrap(), Stored::UpTo(1));
    nats.ensure_streams(1).await.unwrap();
    nats.probe().await.unwrap();
    let config = jetstream.get_stream(nats.names().ledger_stream()).await.unwrap().cached_info().config.clone();
    assert!(config.deny_delete && config.deny_purge && config.allow_atomic_publish);
    assert_eq!(nats.ledger_event(1).await.unwrap().as_deref(), Some(b"one".as_slice()));
    assert_eq!(nats.ledger_event(2).await.unwrap(), None);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stream_that_differs_is_brought_to_what_it_should_be() {
    let (_kit, nats, jetstream) = connected().await;
    nats.ensure_streams(1).await.unwrap();
    for name in [nats.names().outcomes_stream(), nats.names().ledger_stream()] {
        let wanted = jetstream.get_stream(&name).await.unwrap().cached_info().config.clone();
        let mut changed = wanted.clone();
        (changed.max_messages, changed.max_bytes, changed.max_age) = (5, 100_000, Duration::from_secs(3600));
        changed.subjects.push(format!("{name}.more"));
        jetstream.update_stream(changed).await.unwrap();
        nats.ensure_streams(1).await.unwrap();
        let found = jetstream.get_stream(&name).await.unwrap().cached_info().config.clone();
        assert_eq!(
            (found.max_messages, found.max_bytes, found.max_age, &found.subjects),
            (wanted.max_messages, wanted.max_bytes, wanted.max_age, &wanted.subjects)
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_difference_that_nats_refuses_to_mend_is_an_error_that_names_it() {
    let (_kit, nats, jetstream) = connected().await;
    nats.ensure_streams(1).await.unwrap();
    let name = nats.names().commands_stream(0);
    let mut other = jetstream.get_stream(&name).await.unwrap().cached_info().config.clone();
    jetstream.delete_stream(&name).await.unwrap();
    other.retention = RetentionPolicy::WorkQueue;
    jetstream.create_stream(other).await.unwrap();
    nats.enqueue_command(0, "still to be carried out".into(), None).await.unwrap();
    let error = nats.ensure_streams(1).await.unwrap_err();
    assert!(matches!(error, NatsError::Irreconcilable { .. }), "{error}");
    let text = error.to_string();
    for part in [name.as_str(), "retention = WorkQueue", "retention = Limits", "by hand"] {
        assert!(text.contains(part), "no {part} in {text}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_queue_of_an_earlier_version_is_replaced_when_nothing_waits_in_it() {
    let (_kit, nats, jetstream) = connected().await;
    nats.ensure_streams(1).await.unwrap();
    let name = nats.names().commands_stream(0);
    let mut earlier = jetstream.get_stream(&name).await.unwrap().cached_info().config.clone();
    jetstream.delete_stream(&name).await.unwrap();
    earlier.retention = RetentionPolicy::WorkQueue;
    jetstream.create_stream(earlier).await.unwrap();
    nats.ensure_streams(1).await.unwrap();
    let found = jetstream.get_stream(&name).await.unwrap().cached_info().config.retention;
    assert_eq!(found, RetentionPolicy::Limits);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stream_that_is_gone_is_told_from_one_that_is_empty() {
    let (_kit, nats, jetstream) = connected().await;
    assert_eq!(nats.ledger_state().await.unwrap(), None);
    nats.ensure_ledger_stream(1).await.unwrap();
    assert_eq!(nats.ledger_state().await.unwrap().unwrap().last, 0);
    jetstream.delete_stream(nats.names().ledger_stream()).await.unwrap();
    assert_eq!(nats.ledger_state().await.unwrap(), None);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_batch_is_stored_whole_behind_its_place_or_not_at_all() {
    let (_kit, nats, _) = connected().await;
    nats.ensure_streams(1).await.unwrap();
    let batch = |count: usize| {
        let subject = nats.names().event(7, "workout", "WorkoutVoided");
        (0..count).map(|n| (subject.clone(), format!("event {n}").into())).collect::<Vec<_>>()
    };
    assert_eq!(nats.append_to_ledger(0, batch(1000)).await.unwrap(), Stored::UpTo(1000));
    assert_eq!(nats.append_to_ledger(1000, batch(1)).await.unwrap(), Stored::UpTo(1001));
    for (last, count) in [(1000, 1), (1000, 50), (1002, 1), (1002, 50), (0, 3)] {
        assert_eq!(nats.append_to_ledger(last, batch(count)).await.unwrap(), Stored::Moved);
    }
    // One subject is not the ledger's, so the whole batch is refused.
    let mut stray = batch(3);
    stray[1].0 = "elsewhere".to_owned();
    assert!(nats.append_to_ledger(1001, stray).await.is_err());
    assert_eq!(nats.ledger_state().await.unwrap().unwrap().last, 1001);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_follower_reads_in_order_from_anywhere() {
    let (_kit, nats, _) = connected().await;
    nats.ensure_streams(1).await.unwrap();
    let subject = nats.names().event(7, "workout", "WorkoutVoided");
    let batch = (1..=500).map(|n| (subject.clone(), format!("{n}").into())).collect();
    nats.append_to_ledger(0, batch).await.unwrap();
    let mut follower = nats.follow_ledger(123).await.unwrap();
    let mut next = 123;
    while next <= 500 {
        for event in follower.next_batch(50, Duration::from_secs(5)).await.unwrap() {
            assert_eq!((event.position, &event.body[..]), (next, next.to_string().as_bytes()));
            next += 1;
        }
    }
    assert!(follower.next_batch(50, Duration::from_millis(50)).await.unwrap().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unfinished_command_comes_back_at_once_and_first_and_its_deliveries_are_counted() {
    let (_kit, nats, _) = connected().await;
    nats.ensure_streams(1).await.unwrap();
    for body in ["first", "second"] {
        nats.enqueue_command(3, body.into(), Some("somebody")).await.unwrap();
    }
    for delivery in 1..=4 {
        let mut queue = nats.take_bucket(3).await.unwrap();
        let command = tokio::time::timeout(Duration::from_secs(4), queue.next()).await.expect("at once").unwrap();
        assert_eq!((&command.body()[..], command.reply()), (b"first".as_slice(), Some("somebody")));
        assert_eq!(command.deliveries(), delivery);
    }
    let mut queue = nats.take_bucket(3).await.unwrap();
    queue.next().await.unwrap().done().await.unwrap();
    assert_eq!(&queue.next().await.unwrap().body()[..], b"second");
}

#[tokio::test(flavor = "multi_thread")]
async fn outcomes_wait_for_their_gateway() {
    let (_kit, nats, _) = connected().await;
    nats.ensure_streams(1).await.unwrap();
    nats.keep_outcome("telegram", "for telegram".into()).await.unwrap();
    nats.keep_outcome("http", "for http".into()).await.unwrap();
    let mut queue = nats.outcomes_for("http").await.unwrap();
    let message = queue.next().await.unwrap();
    assert_eq!(&message.body()[..], b"for http");
    message.done().await.unwrap();
    let mut inbox = nats.open_inbox().await.unwrap();
    nats.reply(inbox.subject(), "at once".into()).await.unwrap();
    assert_eq!(inbox.next().await.as_deref(), Some(b"at once".as_slice()));
}

#[tokio::test(flavor = "multi_thread")]
async fn removing_streams_takes_those_of_this_ledger_alone() {
    let (kit, nats, jetstream) = connected().await;
    let other = Nats::connect(&kit.nats_url, &format!("{}_2", kit.name)).await.unwrap();
    nats.ensure_streams(1).await.unwrap();
    other.ensure_streams(1).await.unwrap();
    nats.remove_streams().await.unwrap();
    nats.remove_streams().await.unwrap();
    let left: Vec<String> = jetstream.stream_names().try_collect().await.unwrap();
    let of = |prefix: &str| left.iter().filter(|name| name.starts_with(prefix)).count();
    let all = 3 + nats.names().commands_streams().count();
    assert_eq!((of(&kit.name), of(&format!("{}_2_", kit.name))), (all, all));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_command_that_its_bucket_is_through_with_is_not_counted_as_waiting() {
    let (_kit, nats, jetstream) = connected().await;
    nats.ensure_streams(1).await.unwrap();
    let queue = jetstream.get_stream(nats.names().commands_stream(7)).await.unwrap();
    nats.enqueue_command(7, "one".into(), None).await.unwrap();
    nats.enqueue_command(15, "two".into(), None).await.unwrap();
    assert_eq!(nats.queue_depth().await.unwrap(), 2);
    // Handed out once and never again, which leaves it on the stream as a killed server may.
    let config = pull::Config {
        durable_name: Some("worker-07".to_owned()),
        filter_subject: nats.names().command(7),
        ack_wait: Duration::from_millis(200),
        max_deliver: 1,
        ..Default::default()
    };
    let bucket = queue.create_consumer(config).await.unwrap();
    assert_eq!(nats.queue_depth().await.unwrap(), 2);
    let _in_hand = bucket.messages().await.unwrap().next().await.unwrap().unwrap();
    testkit::eventually(Duration::from_secs(60), async || match nats.queue_depth().await.unwrap() {
        1 => Ok(()),
        depth => Err(depth),
    })
    .await;
    assert_eq!(queue.get_info().await.unwrap().state.messages, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_answers_late_is_asked_again() {
    let kit = testkit::Ledger::new().await;
    let (token, server) = kit.nats_url.rsplit_once('@').unwrap();
    let network = testkit::ChaosProxy::start(server).await.unwrap();
    let nats = Nats::connect(&format!("{token}@{}", network.address()), &kit.name).await.unwrap();
    network.pause();
    let late = async {
        // Longer than one request waits.
        tokio::time::sleep(Duration::from_secs(6)).await;
        network.resume();
    };
    let (made, ()) = futures::future::join(nats.ensure_streams(1), late).await;
    made.unwrap();
    assert_eq!(nats.ledger_state().await.unwrap().unwrap().last, 0);
}
