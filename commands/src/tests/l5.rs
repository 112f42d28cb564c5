//! L5, a command counts once, and every repeat of it gets the first outcome.

use domain::ledger::bucket_of;
use futures::future::join_all;

use super::{
    sample::{correct, envelope, id, log, new_id, void},
    world::{DEADLINE, World, accepted, ask},
};
use crate::{Outcome, Verdict};

#[tokio::test(flavor = "multi_thread")]
async fn l5_ten_deliveries_at_once_and_again_after_a_restart_are_one_event_with_equal_outcomes() {
    let world = World::new().await;
    let bus = world.bus().await;
    let command = envelope("telegram:7:42", id(1), log(id(2), 1800));
    let worker = world.worker();
    let buses = [bus.clone(), world.bus().await];
    let mut outcomes = join_all((0..10).map(|n| ask(&buses[n % 2], &command))).await;
    world.queue_is_empty().await;
    worker.kill();
    let worker = world.worker();
    outcomes.extend(join_all((0..10).map(|_| ask(&bus, &command))).await);
    worker.stop().await;
    assert!(accepted(&outcomes[0]), "{:?}", outcomes[0]);
    let texts: Vec<_> = outcomes.iter().map(|outcome| serde_json::to_string(outcome).unwrap()).collect();
    assert!(texts.iter().all(|text| *text == texts[0]), "{texts:#?}");
    assert_eq!(world.head().await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn l5_workers_that_all_have_the_same_command_record_it_once() {
    let world = World::new().await;
    let command = envelope("once", id(1), log(id(2), 1800));
    let ledgers: Vec<_> = (0..10).map(|_| world.ledger()).collect();
    let receipts = join_all(ledgers.iter().map(|ledger| ledger.execute(&command))).await;
    let first = receipts[0].as_ref().unwrap();
    assert!(receipts.iter().all(|receipt| receipt.as_ref().unwrap() == first), "{receipts:?}");
    assert_eq!(world.head().await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn l5_a_rejection_is_repeated_even_when_the_command_would_be_accepted_by_now() {
    let world = World::new().await;
    let ledger = world.ledger();
    let early = envelope("early", id(1), correct(id(2), 1900));
    let first = ledger.execute(&early).await.unwrap();
    assert_eq!(first.rejection.as_ref().unwrap().code, "workout.unknown");
    ledger.execute(&envelope("log", id(1), log(id(2), 1800))).await.unwrap();
    // By the process that knows the workout, and by one that knows nothing.
    assert_eq!(ledger.execute(&early).await.unwrap(), first);
    assert_eq!(world.ledger().execute(&early).await.unwrap(), first);
    assert_eq!(world.head().await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn l5_the_same_id_with_another_payload_gets_the_first_outcome() {
    let world = World::new().await;
    let ledger = world.ledger();
    let first = ledger.execute(&envelope("one id", id(1), log(id(2), 1800))).await.unwrap();
    for other in [log(id(3), 1800), log(id(2), 9000), void(id(2)), correct(id(4), 1900)] {
        assert_eq!(ledger.execute(&envelope("one id", id(1), other)).await.unwrap(), first);
    }
    assert_eq!(world.head().await, 1);
    // What was decided for the repeat never happened, and nothing goes on from it.
    let receipt = ledger.execute(&envelope("next", id(1), correct(id(2), 2000))).await.unwrap();
    assert_eq!((receipt.first_position, receipt.rejection), (Some(2), None));
}

#[tokio::test(flavor = "multi_thread")]
async fn l5_a_command_that_changed_nothing_is_remembered_too() {
    let world = World::new().await;
    let ledger = world.ledger();
    ledger.execute(&envelope("log", id(1), log(id(2), 1800))).await.unwrap();
    let nothing = ledger.execute(&envelope("log again", id(1), log(id(2), 1800))).await.unwrap();
    assert_eq!((nothing.first_position, nothing.last_position, &nothing.rejection), (None, None, &None));
    ledger.execute(&envelope("void", id(1), void(id(2)))).await.unwrap();
    // A voided workout can be logged anew, but not by a repeat of what was answered before.
    assert_eq!(ledger.execute(&envelope("log again", id(1), log(id(2), 1800))).await.unwrap(), nothing);
    assert_eq!(world.head().await, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn l5_a_worker_killed_again_and_again_carries_everything_out_once() {
    let world = World::new().await;
    let bus = world.bus().await;
    let subjects: Vec<_> = (0..8).map(|_| new_id()).collect();
    for round in 0..5 {
        let load = join_all((0..32).map(|n| {
            let (bus, subject) = (&bus, subjects[n % subjects.len()]);
            let number = round * 32 + n;
            let command = envelope(&format!("c{number}"), subject, log(id(10_000 + number as u128), 1800));
            async move { bus.submit(&command).await.unwrap() }
        }));
        load.await;
        let worker = world.worker();
        testkit::eventually(DEADLINE, async || match world.nats.queue_depth().await.unwrap() {
            depth if depth < 32 => Ok(()),
            depth => Err(depth),
        })
        .await;
        worker.kill();
    }
    let worker = world.worker();
    world.queue_is_empty().await;
    worker.stop().await;
    assert_eq!(world.head().await, 160);
    let mut outcomes = world.nats.outcomes_for("terminal").await.unwrap();
    let mut answered = std::collections::BTreeMap::new();
    while answered.len() < 160 {
        let message = tokio::time::timeout(DEADLINE, outcomes.next()).await.expect("160 outcomes").unwrap();
        let outcome: Outcome = serde_json::from_slice(message.body()).unwrap();
        message.done().await.unwrap();
        assert!(matches!(outcome.verdict, Verdict::Accepted { first_position: Some(_), .. }), "{outcome:?}");
        let known = answered.insert(outcome.command_id.clone(), outcome.clone());
        assert!(known.is_none_or(|known| known == outcome));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn l5_a_command_that_a_forgetful_server_hands_out_again_counts_once() {
    let world = World::new().await;
    let bus = world.bus().await;
    let command = envelope("once", id(1), log(id(2), 1800));
    bus.submit(&command).await.unwrap();
    let bucket = bucket_of(command.subject);
    let mut queue = world.nats.take_bucket(bucket).await.unwrap();
    let queued = queue.next().await.unwrap();
    let first = world.ledger().execute(&command).await.unwrap();
    queued.done().await.unwrap();
    world.queue_is_empty().await;
    drop(queue);
    // Carried out, but not yet taken off; a server that is restarted has lost its consumers.
    let stream = world.jetstream().await.get_stream(world.nats.names().commands_stream(bucket)).await.unwrap();
    stream.delete_consumer(&format!("worker-{bucket:02}")).await.unwrap();
    let worker = world.worker();
    let mut outcomes = world.nats.outcomes_for("terminal").await.unwrap();
    let message = tokio::time::timeout(DEADLINE, outcomes.next()).await.expect("handed out again").unwrap();
    let outcome: Outcome = serde_json::from_slice(message.body()).unwrap();
    let Verdict::Accepted { first_position, last_position } = outcome.verdict else { panic!("{outcome:?}") };
    assert_eq!((first_position, last_position), (first.first_position, first.last_position));
    world.queue_is_empty().await;
    worker.stop().await;
    assert_eq!(world.head().await, 1);
}
