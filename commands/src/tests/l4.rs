//! L4, either store can rebuild the other.

use std::sync::Mutex;

use nats::Nats;

use super::{
    sample::{append, envelope, id, log, new_id, void},
    world::{DEADLINE, World, accepted, ask},
};
use crate::{
    ExecuteError,
    append::{AppendError, Appended, Committer},
    dead_letters,
    relay::{self, Halt, RelayError},
    restore::{self, RestoreError},
};

/// A ledger with some history in both stores.
async fn with_history() -> World {
    let world = World::new().await;
    let ledger = world.ledger();
    for n in 0..30 {
        ledger.execute(&envelope(&format!("log {n}"), id(1), log(id(100 + n), 1800))).await.unwrap();
    }
    for n in 0..10 {
        ledger.execute(&envelope(&format!("void {n}"), id(1), void(id(100 + n)))).await.unwrap();
    }
    world.relay_once().await.unwrap();
    world
}

#[tokio::test(flavor = "multi_thread")]
async fn l4_an_empty_postgres_is_refilled_from_the_stream_byte_for_byte() {
    let old = with_history().await;
    let new = old.with_another_database().await;
    let restored = restore::from_stream(&new.pool, &new.nats, |_, _| {}).await.unwrap();
    assert_eq!((restored.before, restored.after), (0, 40));
    assert!(new.table_bodies().await == old.table_bodies().await, "not the same bytes");
    new.assert_clean().await;
    let receipts = "select command_id, first_position, last_position, recorded_at::text from receipts order by 1";
    type Row = (String, Option<i64>, Option<i64>, String);
    let before: Vec<Row> = sqlx::query_as(receipts).fetch_all(&old.pool).await.unwrap();
    let after: Vec<Row> = sqlx::query_as(receipts).fetch_all(&new.pool).await.unwrap();
    assert_eq!(before, after);
    // A late repeat still counts once, and the ledger goes on where it stopped.
    let ledger = new.ledger();
    let again = ledger.execute(&envelope("log 3", id(1), log(id(103), 1800))).await.unwrap();
    assert_eq!(again.first_position, Some(4));
    let next = ledger.execute(&envelope("next", id(1), void(id(120)))).await.unwrap();
    assert_eq!(next.first_position, Some(41));
    new.relay_once().await.unwrap();
    new.assert_clean().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn l4_a_command_comes_back_whole_or_not_at_all() {
    let old = World::new().await;
    let committer = old.committer();
    committer.append(append("first", new_id(), 0, 1)).await.unwrap();
    let threes = (0..2_000).map(|n| committer.append(append(&n.to_string(), new_id(), 0, 3)));
    assert!(futures::future::join_all(threes).await.iter().all(|result| matches!(result, Ok(Appended::Stored(_)))));
    old.relay_once().await.unwrap();
    let new = old.with_another_database().await;
    let reached = Mutex::new(Vec::new());
    restore::from_stream(&new.pool, &new.nats, |position, _| reached.lock().unwrap().push(position)).await.unwrap();
    let reached = reached.into_inner().unwrap();
    assert!(reached.len() > 1, "it all came in one piece: {reached:?}");
    assert!(reached.iter().all(|position| position % 3 == 1), "{reached:?}");
    new.assert_clean().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn l4_a_restore_that_was_broken_off_goes_on_where_it_stopped() {
    let old = World::new().await;
    let committer = old.committer();
    let appends = (0..3_000).map(|n| committer.append(append(&n.to_string(), new_id(), 0, 2)));
    futures::future::join_all(appends).await;
    old.relay_once().await.unwrap();
    let new = old.with_another_database().await;
    // Broken off after the first piece.
    let (reached, first_piece) = tokio::sync::watch::channel(0);
    let mut first_piece = first_piece;
    tokio::select! {
        biased;
        _ = first_piece.changed() => (),
        done = restore::from_stream(&new.pool, &new.nats, |position, _| { reached.send_replace(position); }) => {
            done.unwrap();
        }
    }
    drop(first_piece);
    assert!(new.head().await > 0);
    restore::from_stream(&new.pool, &new.nats, |_, _| {}).await.unwrap();
    assert_eq!(new.head().await, 6_000);
    new.assert_clean().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn l4_a_restore_under_which_somebody_appends_stops_there() {
    let old = World::new().await;
    let committer = old.committer();
    let appends = (0..3_000).map(|n| committer.append(append(&n.to_string(), new_id(), 0, 2)));
    futures::future::join_all(appends).await;
    old.relay_once().await.unwrap();
    let new = old.with_another_database().await;
    // By somebody who doesn't see the stream, after the first piece.
    let elsewhere = Nats::connect(&new.kit.nats_url, "elsewhere").await.unwrap();
    let rival = Committer::start(new.pool.clone(), elsewhere);
    let first_piece = std::sync::Once::new();
    let restored = restore::from_stream(&new.pool, &new.nats, |_, _| {
        first_piece.call_once(|| {
            let quicker = rival.append(append("somebody was quicker", new_id(), 0, 1));
            tokio::task::block_in_place(|| tokio::runtime::Handle::current().block_on(quicker)).unwrap();
        });
    });
    let error = restored.await.unwrap_err();
    let head = new.head().await;
    assert!(matches!(error, RestoreError::Different(position) if position == head), "{error} at {head}");
}

#[tokio::test(flavor = "multi_thread")]
async fn l4_a_postgres_older_than_the_stream_halts_the_relay_until_it_is_restored() {
    let world = with_history().await;
    // As from a backup of position 25.
    world.tamper("delete from events where position > 25").await;
    world.tamper("delete from receipts where last_position > 25").await;
    sqlx::query("update ledger_head set position = 25").execute(&world.pool).await.unwrap();
    let relay = world.relay();
    assert!(matches!(world.halt().await, Some(Halt::StreamAhead { stream: 40, postgres: 25 })));
    assert_eq!(world.on_stream().await, 40);
    let restored = restore::from_stream(&world.pool, &world.nats, |_, _| {}).await.unwrap();
    assert_eq!((restored.before, restored.after), (25, 40));
    // The relay that stood still goes on by itself.
    let worker = world.worker();
    let outcome = ask(&world.bus().await, &envelope("next", id(1), void(id(115)))).await;
    assert!(accepted(&outcome), "{outcome:?}");
    world.relayed().await;
    assert_eq!(world.head().await, 41);
    world.assert_clean().await;
    worker.stop().await;
    relay.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn l4_nothing_is_appended_to_a_postgres_that_lacks_what_the_stream_has() {
    let mut world = with_history().await;
    world.back_up().await;
    let (worker, relay, bus) = (world.worker(), world.relay(), world.bus().await);
    for n in 10..20 {
        assert!(accepted(&ask(&bus, &envelope(&format!("void {n}"), id(1), void(id(100 + n)))).await));
    }
    testkit::eventually(DEADLINE, async || match world.on_stream().await {
        50 => Ok(()),
        last => Err(last),
    })
    .await;
    let before = world.stream_bodies().await;

    world.restore_backup().await;
    assert_eq!(world.head().await, 40);
    let alarm = relay::check(&world.pool, &world.nats).await.unwrap_err();
    assert!(matches!(alarm, RelayError::Halt(Halt::StreamAhead { stream: 50, postgres: 40 })), "{alarm}");
    // Both by the workers that were there all the time and by one that comes now.
    let waiting: Vec<_> = (0..20).map(|n| envelope(&format!("waiting {n}"), id(n), log(id(200 + n), 1800))).collect();
    for command in &waiting {
        bus.submit(command).await.unwrap();
    }
    let error = world.ledger().execute(&waiting[0]).await.unwrap_err();
    assert!(matches!(error, ExecuteError::Append(AppendError::StreamAhead(_))), "{error}");
    for part in ["position 50", "only 40", "paceledger restore --from stream"] {
        assert!(error.to_string().contains(part), "no {part} in {error}");
    }
    world.is_being_worked_on(&waiting[0]).await;
    assert_eq!((world.head().await, world.on_stream().await), (40, 50));

    let restored = restore::from_stream(&world.pool, &world.nats, |_, _| {}).await.unwrap();
    assert_eq!((restored.before, restored.after), (40, 50));
    world.queue_is_empty().await;
    world.relayed().await;
    assert_eq!(world.head().await, 70);
    assert!(world.table_bodies().await.starts_with(&before), "not as it was before");
    assert_eq!(dead_letters::count(&world.pool).await.unwrap(), 0);
    world.assert_clean().await;
    worker.stop().await;
    relay.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn l4_a_relay_at_rest_notices_a_postgres_that_went_back() {
    let world = with_history().await;
    let mut nudges = world.nats.nudges().await.unwrap();
    let resting = relay::relay(&world.pool, &world.nats, 1, &mut nudges);
    let loses = async {
        // At once, as a restore from a backup does it.
        let back = "with lost as (delete from events where position > 25) update ledger_head set position = 25";
        world.tamper(back).await;
        std::future::pending::<()>().await;
    };
    let ended = tokio::time::timeout(DEADLINE, async {
        tokio::select! { ended = resting => ended, () = loses => Ok(()) }
    });
    let alarm = ended.await.expect("an alarm in time").unwrap_err();
    assert!(matches!(alarm, RelayError::Halt(Halt::StreamAhead { stream: 40, postgres: 25 })), "{alarm}");
}

#[tokio::test(flavor = "multi_thread")]
async fn l4_what_the_table_has_differently_is_never_overwritten() {
    let world = with_history().await;
    world.tamper("delete from events where position > 25").await;
    world.tamper("delete from receipts where last_position > 25").await;
    sqlx::query("update ledger_head set position = 25").execute(&world.pool).await.unwrap();
    // By somebody who doesn't see the stream.
    let elsewhere = Nats::connect(&world.kit.nats_url, "elsewhere").await.unwrap();
    let committer = Committer::start(world.pool.clone(), elsewhere);
    committer.append(append("somebody was quicker", new_id(), 0, 1)).await.unwrap();
    let error = restore::from_stream(&world.pool, &world.nats, |_, _| {}).await.unwrap_err();
    assert!(matches!(error, RestoreError::Different(26)), "{error}");
    assert_eq!((world.head().await, world.on_stream().await), (26, 40));
}
