//! What leaves the command queue, and what stays.

use std::time::Duration;

use async_nats::jetstream::{self, stream::Stream};

use crate::{BucketQueue, Nats, QueuedCommand};

/// Two buckets that share a part of the queue, and the stream that is that part.
const BUCKETS: [u8; 2] = [7, 15];

async fn queue() -> (testkit::Ledger, Nats, Stream) {
    let kit = testkit::Ledger::new().await;
    let nats = Nats::connect(&kit.nats_url, &kit.name).await.unwrap();
    nats.ensure_streams(1).await.unwrap();
    let jetstream = jetstream::new(kit.nats_client().await);
    let stream = jetstream.get_stream(nats.names().commands_stream(BUCKETS[0])).await.unwrap();
    (kit, nats, stream)
}

/// The next command of a bucket, which must be this one.
async fn take(bucket: &mut BucketQueue, body: &str) -> QueuedCommand {
    let command = tokio::time::timeout(Duration::from_secs(30), bucket.next()).await.expect("a command").unwrap();
    assert_eq!(command.body(), body);
    command
}

/// Trims until the stream has so many commands left: an acknowledgement takes a moment to arrive.
async fn leaves(nats: &Nats, stream: &Stream, commands: u64) {
    testkit::eventually(Duration::from_secs(30), async || {
        nats.trim_queue().await.unwrap();
        match stream.get_info().await.unwrap().state.messages {
            left if left == commands => Ok(()),
            left => Err(left),
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_carried_out_leaves_the_queue_and_nothing_else_does() {
    let (_kit, nats, stream) = queue().await;
    for (bucket, body) in [(7, "one"), (15, "two"), (7, "three"), (15, "four")] {
        nats.enqueue_command(bucket, body.into(), None).await.unwrap();
    }
    let (mut seven, mut fifteen) = (nats.take_bucket(7).await.unwrap(), nats.take_bucket(15).await.unwrap());
    take(&mut seven, "one").await.done().await.unwrap();
    take(&mut seven, "three").await.done().await.unwrap();
    let two = take(&mut fifteen, "two").await;
    // The second command is in somebody's hands, so what lies behind it stays, carried out or not.
    leaves(&nats, &stream, 3).await;
    assert_eq!(nats.queue_depth().await.unwrap(), 2);
    two.done().await.unwrap();
    take(&mut fifteen, "four").await.done().await.unwrap();
    leaves(&nats, &stream, 0).await;
    // Whoever comes then finds only what is new.
    nats.enqueue_command(7, "five".into(), None).await.unwrap();
    take(&mut seven, "five").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bucket_that_nobody_has_taken_keeps_its_commands_on_the_queue() {
    let (_kit, nats, stream) = queue().await;
    nats.enqueue_command(15, "untouched".into(), None).await.unwrap();
    nats.enqueue_command(7, "done".into(), None).await.unwrap();
    let mut seven = nats.take_bucket(7).await.unwrap();
    take(&mut seven, "done").await.done().await.unwrap();
    testkit::eventually(Duration::from_secs(30), async || match nats.queue_depth().await.unwrap() {
        1 => Ok(()),
        depth => Err(depth),
    })
    .await;
    nats.trim_queue().await.unwrap();
    assert_eq!(stream.get_info().await.unwrap().state.messages, 2);
    let mut fifteen = nats.take_bucket(15).await.unwrap();
    take(&mut fifteen, "untouched").await.done().await.unwrap();
    leaves(&nats, &stream, 0).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn no_command_is_trimmed_away_unseen_however_they_come() {
    let (_kit, nats, _) = queue().await;
    let hand_in = async |numbers: std::ops::Range<usize>| {
        for number in numbers {
            nats.enqueue_command(BUCKETS[number % 2], number.to_string().into(), None).await.unwrap();
        }
    };
    // Some wait before anybody comes for them, the others come meanwhile.
    hand_in(0..100).await;
    let working = futures::future::join_all(BUCKETS.map(|bucket| {
        let nats = &nats;
        async move {
            let mut queue = nats.take_bucket(bucket).await.unwrap();
            for number in (0..200).filter(|number| BUCKETS[number % 2] == bucket) {
                take(&mut queue, &number.to_string()).await.done().await.unwrap();
            }
        }
    }));
    let trimming = async {
        loop {
            nats.trim_queue().await.unwrap();
        }
    };
    tokio::select! {
        _ = futures::future::join(hand_in(100..200), working) => (),
        () = trimming => (),
    }
}
