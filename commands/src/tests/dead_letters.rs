//! A command that can't be carried out is set aside with the reason, and holds nobody up.

use std::{
    sync::atomic::{AtomicU32, Ordering},
    time::Duration,
};

use domain::{
    Command,
    ledger::{Actor, CommandEnvelope, bucket_of},
};
use futures::future::join_all;
use serde_json::json;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::{
    sample::{ENVIRONMENT, append, correct, envelope, id, log, new_id},
    world::{DEADLINE, World, accepted, ask},
};
use crate::{
    BusError, Environment, Ledger, Outcome, Verdict,
    append::{Append, AppendError, Appended},
    dead_letters::{self, DeadLetter, DeadLetterError},
    worker::Worker,
};

async fn letters(world: &World) -> Vec<DeadLetter> {
    dead_letters::list(&world.pool, 0, 100).await.unwrap()
}

/// A workout whose only event says that it is of a version nobody knows.
async fn with_an_unreadable_workout(world: &World) {
    let mut event = append("from the future", id(2), 0, 1);
    event.events[0].event_type = "WorkoutLogged".to_owned();
    event.events[0].event_version = "99.0".to_owned();
    event.events[0].subject = id(1);
    event.events[0].payload = format!(
        r#"{{"WorkoutLogged":{{"member_id":"{}","source":"typed","workout":{{"sport":"run","start":"2025-05-03T06:30:00Z","time_zone":"Europe/Prague","local_date":"2025-05-03","duration":{{"elapsed_s":1800}}}}}}}}"#,
        id(1)
    );
    world.committer().append(event).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn an_envelope_that_nobody_can_read_is_kept_and_the_bucket_goes_on() {
    let world = World::new().await;
    let bucket = bucket_of(id(1));
    let newer = serde_json::to_string(&envelope("newer", id(1), log(id(2), 100))).unwrap();
    let newer = newer.replace(r#""version":1"#, r#""version":2"#);
    for body in [b"\xff\0 nonsense".to_vec(), b"{}".to_vec(), newer.clone().into_bytes()] {
        world.nats.enqueue_command(bucket, body.into(), None).await.unwrap();
    }
    let worker = world.worker();
    let outcome = ask(&world.bus().await, &envelope("good", id(1), log(id(2), 1800))).await;
    assert!(accepted(&outcome), "{outcome:?}");
    let kept = letters(&world).await;
    let envelopes: Vec<_> = kept.iter().map(|letter| letter.envelope.as_str()).collect();
    assert_eq!(envelopes, ["\u{fffd}\u{fffd} nonsense", "{}", &newer]);
    assert!(kept[1].reason.contains("missing field"), "{}", kept[1].reason);
    assert!(kept[2].reason.contains("form 2"), "{}", kept[2].reason);
    // What nobody can read can't be retried; what another version may read can.
    let error = dead_letters::retry(&world.pool, &world.nats, kept[0].id).await.unwrap_err();
    assert!(matches!(error, DeadLetterError::Unreadable(_)), "{error}");
    assert_eq!((kept[2].command_id.as_str(), kept[2].subject), ("newer", Some(id(1))));
    worker.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_command_on_unreadable_events_fails_after_some_attempts_and_works_when_retried_after_the_fix() {
    let world = World::new().await;
    with_an_unreadable_workout(&world).await;
    let (worker, bus) = (world.worker(), world.bus().await);
    let bad = envelope("bad", id(1), correct(id(2), 2000));
    let (failed, good) = futures::future::join(
        ask(&bus, &bad),
        // The same subject, so it waits behind the other one.
        ask(&bus, &envelope("good", id(1), log(id(3), 1800))),
    )
    .await;
    assert!(accepted(&good), "{good:?}");
    let Verdict::Failed { reason } = &failed.verdict else { panic!("{failed:?}") };
    assert!(reason.contains("99.0"), "{reason}");
    let kept = letters(&world).await;
    assert_eq!(kept.len(), 1);
    assert_eq!((kept[0].command_id.as_str(), kept[0].subject, &kept[0].reason), ("bad", Some(id(1)), reason));
    assert_eq!(kept[0].attempts, 5);
    assert_eq!(dead_letters::count(&world.pool).await.unwrap(), 1);
    // Told again, it fails again, and is kept once.
    assert_eq!(ask(&bus, &bad).await, failed);
    assert_eq!(letters(&world).await.len(), 1);

    world.tamper("update events set event_version = '2.0' where event_version = '99.0'").await;
    dead_letters::retry(&world.pool, &world.nats, kept[0].id).await.unwrap();
    assert!(letters(&world).await.is_empty());
    testkit::eventually(DEADLINE, async || match world.head().await {
        3 => Ok(()),
        head => Err(head),
    })
    .await;
    assert!(accepted(&ask(&bus, &bad).await));
    worker.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_command_whose_event_the_database_will_never_take_is_set_aside_at_once() {
    let world = World::new().await;
    let never = "alter table events add constraint never check (event_type <> 'WorkoutLogged')";
    sqlx::query(never).execute(&world.pool).await.unwrap();
    let (worker, bus) = (world.worker(), world.bus().await);
    let outcome = ask(&bus, &envelope("never", id(1), log(id(2), 1800))).await;
    let Verdict::Failed { reason } = &outcome.verdict else { panic!("{outcome:?}") };
    assert!(reason.contains("never"), "{reason}");
    let kept = letters(&world).await;
    assert_eq!((kept.len(), kept[0].command_id.as_str(), kept[0].attempts), (1, "never", 1));
    worker.stop().await;
}

/// An id, but the first five times.
fn breaks_off() -> Uuid {
    static CALLS: AtomicU32 = AtomicU32::new(0);
    assert!(CALLS.fetch_add(1, Ordering::Relaxed) >= 5, "on purpose");
    new_id()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_command_at_which_the_program_breaks_off_is_set_aside_and_the_next_is_carried_out() {
    let world = World::new().await;
    let environment = Environment { new_id: breaks_off, ..ENVIRONMENT };
    let (pool, nats, stop) = (world.pool.clone(), world.nats.clone(), CancellationToken::new());
    let ledger = Ledger::new(pool.clone(), nats.clone(), environment);
    let worker = tokio::spawn(Worker { pool, nats, ledger }.run(stop.clone()));
    let bus = world.bus().await;
    let outcome = ask(&bus, &envelope("breaks", id(1), log(id(2), 1800))).await;
    assert!(matches!(&outcome.verdict, Verdict::Failed { reason } if reason.contains("broke off")), "{outcome:?}");
    let kept = letters(&world).await;
    assert_eq!((kept.len(), kept[0].command_id.as_str(), kept[0].attempts), (1, "breaks", 5));
    assert!(accepted(&ask(&bus, &envelope("good", id(1), log(id(2), 1800))).await));
    stop.cancel();
    worker.await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn an_id_that_no_index_takes_is_cut_short_and_holds_nobody_up() {
    let world = World::new().await;
    let endless: String = (1..4_000_u64).map(|n| format!("{:x}", n.wrapping_mul(0x9e37_79b9_7f4a_7c15))).collect();
    let body = json!({ "command_id": endless, "subject": id(1) }).to_string();
    world.nats.enqueue_command(bucket_of(id(1)), body.into(), None).await.unwrap();
    let worker = world.worker();
    assert!(accepted(&ask(&world.bus().await, &envelope("good", id(1), log(id(2), 1800))).await));
    assert_eq!(letters(&world).await[0].command_id, endless[..255]);
    worker.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_command_that_fails_again_before_its_letter_is_forgotten_stays_among_the_letters() {
    let world = World::new().await;
    let keep = async |reason| dead_letters::keep(&world.pool, "c", Some(id(1)), "{}", reason, 1).await.unwrap();
    keep("the first time").await;
    let read = letters(&world).await.remove(0);
    keep("the second time").await;
    dead_letters::forget_as_it_was(&world.pool, &read).await.unwrap();
    let kept = letters(&world).await;
    assert_eq!((kept.len(), kept[0].id, kept[0].reason.as_str()), (1, read.id, "the second time"));
    dead_letters::forget_as_it_was(&world.pool, &kept[0]).await.unwrap();
    assert!(letters(&world).await.is_empty());
}

/// Hands the command out, again and again, to workers that don't live to see its end.
async fn end_workers_with(world: &World, command: &CommandEnvelope<Command>, times: i64) {
    world.bus().await.submit(command).await.unwrap();
    for delivery in 1..=times {
        let mut queue = world.nats.take_bucket(bucket_of(command.subject)).await.unwrap();
        assert_eq!(queue.next().await.unwrap().deliveries(), delivery);
    }
}

async fn kept_outcome(world: &World) -> Outcome {
    let mut outcomes = world.nats.outcomes_for("terminal").await.unwrap();
    let message = tokio::time::timeout(DEADLINE, outcomes.next()).await.expect("an outcome").unwrap();
    serde_json::from_slice(message.body()).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_command_that_ends_every_worker_is_set_aside_after_twenty() {
    let world = World::new().await;
    end_workers_with(&world, &envelope("nineteen", id(1), log(id(2), 1800)), 19).await;
    let worker = world.worker();
    // The twentieth carries it out.
    assert!(accepted(&kept_outcome(&world).await));
    world.queue_is_empty().await;
    worker.stop().await;

    let world = World::new().await;
    end_workers_with(&world, &envelope("twenty", id(1), log(id(2), 1800)), 20).await;
    let worker = world.worker();
    let outcome = kept_outcome(&world).await;
    assert!(matches!(&outcome.verdict, Verdict::Failed { reason } if reason.contains("21 times")), "{outcome:?}");
    let kept = letters(&world).await;
    assert_eq!((kept.len(), kept[0].command_id.as_str(), kept[0].attempts), (1, "twenty", 21));
    assert_eq!(world.head().await, 0);
    worker.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_command_handed_out_too_often_that_came_to_an_end_after_all_gets_its_first_outcome() {
    let world = World::new().await;
    let command = envelope("done", id(1), log(id(2), 1800));
    world.ledger().execute(&command).await.unwrap();
    end_workers_with(&world, &command, 25).await;
    let worker = world.worker();
    let outcome = kept_outcome(&world).await;
    assert_eq!(outcome.verdict, Verdict::Accepted { first_position: Some(1), last_position: Some(1) });
    world.queue_is_empty().await;
    assert!(letters(&world).await.is_empty());
    worker.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dropped_letter_is_gone_and_an_unknown_one_is_named() {
    let world = World::new().await;
    for n in 0..3 {
        dead_letters::keep(&world.pool, &format!("c{n}"), None, "{}", "no reason", 1).await.unwrap();
        dead_letters::keep(&world.pool, &format!("c{n}"), None, "{}", "told again", 1).await.unwrap();
    }
    let kept = letters(&world).await;
    assert_eq!(kept.iter().map(|letter| letter.command_id.as_str()).collect::<Vec<_>>(), ["c0", "c1", "c2"]);
    dead_letters::drop_letter(&world.pool, kept[1].id).await.unwrap();
    let after = dead_letters::list(&world.pool, kept[0].id, 10).await.unwrap();
    assert_eq!(after.iter().map(|letter| letter.id).collect::<Vec<_>>(), [kept[2].id]);
    let error = dead_letters::drop_letter(&world.pool, kept[1].id).await.unwrap_err();
    assert!(matches!(error, DeadLetterError::Unknown(unknown) if unknown == kept[1].id), "{error}");
    let error = dead_letters::retry(&world.pool, &world.nats, kept[1].id).await.unwrap_err();
    assert!(matches!(error, DeadLetterError::Unknown(_)), "{error}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_append_that_postgres_refuses_harms_no_neighbour() {
    let world = World::new().await;
    let committer = world.committer();
    let wanted: Vec<Append> = (0..80)
        .map(|n| {
            let mut wanted = append(&format!("c{n}"), new_id(), 0, 1);
            match n {
                30 => wanted.events[0].payload = "{not json".to_owned(),
                50 => wanted.aggregate_id = "with\0nul".to_owned(),
                _ => (),
            }
            wanted
        })
        .collect();
    let results = join_all(wanted.into_iter().map(|wanted| committer.append(wanted))).await;
    for (n, result) in results.into_iter().enumerate() {
        match result {
            Err(AppendError::Refused(_)) => assert!(n == 30 || n == 50, "{n}"),
            Ok(Appended::Stored(_)) => assert!(n != 30 && n != 50, "{n}"),
            other => panic!("{n}: {other:?}"),
        }
    }
    assert_eq!(world.head().await, 78);
    world.relay_once().await.unwrap();
    world.assert_clean().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_envelope_that_would_make_unreadable_metadata_is_refused_at_the_door() {
    let world = World::new().await;
    let bus = world.bus().await;
    let good = envelope("c", id(1), log(id(2), 1800));
    let mut bad = vec![good.clone(); 6];
    bad[0].command_id = "a\0b".to_owned();
    bad[1].traceparent = Some("a\0b".to_owned());
    bad[2].actor = Actor::Token("a\0b".to_owned());
    bad[3].gateway = "Two Words".to_owned();
    bad[4].correlation_id = "x".repeat(256);
    bad[5].causation_id = Some(String::new());
    for envelope in &bad {
        let error = bus.submit(envelope).await.unwrap_err();
        assert!(matches!(error, BusError::BadName { .. }), "{error}");
    }
    let mut newer = good;
    newer.version = 2;
    let error = bus.execute(&newer, Duration::from_secs(1)).await.unwrap_err();
    assert!(matches!(error, BusError::UnknownForm { found: 2, known: 1 }), "{error}");
    assert_eq!(world.nats.queue_depth().await.unwrap(), 0);
}
