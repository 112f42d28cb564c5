//! L6, optimistic concurrency for each aggregate: who is late decides again on what is there now.

use futures::future::join_all;

use super::{
    sample::{ENVIRONMENT, append, correct, envelope, id, log, new_id, void},
    world::{DEADLINE, World},
};
use crate::{
    Ledger,
    append::{Append, Appended},
};

#[tokio::test(flavor = "multi_thread")]
async fn l6_a_conflict_fails_that_append_alone() {
    let world = World::new().await;
    let committer = world.committer();
    committer.append(append("before", id(1), 0, 1)).await.unwrap();
    let appends = (0..60).map(|n| match n {
        20 => append("late", id(1), 0, 2),
        40 => append("before", id(1), 1, 1),
        n => append(&format!("c{n}"), new_id(), 0, 1),
    });
    let results = join_all(appends.map(|wanted| committer.append(wanted))).await;
    for (n, result) in results.into_iter().enumerate() {
        match (n, result.unwrap()) {
            (20, Appended::Conflict) | (40, Appended::Repeated(_)) => (),
            (_, Appended::Stored(receipt)) if n != 20 && n != 40 => assert!(receipt.first_position.is_some()),
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(world.head().await, 59);
    world.relay_once().await.unwrap();
    world.assert_clean().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn l6_commands_at_once_about_one_workout_all_end_well() {
    let world = World::new().await;
    let ledgers = [world.ledger(), world.ledger()];
    ledgers[0].execute(&envelope("log", id(1), log(id(2), 1000))).await.unwrap();
    let commands: Vec<_> = (0..20)
        .map(|n| envelope(&format!("correct {n}"), id(1), correct(id(2), 2000 + n)))
        .chain([envelope("void", id(1), void(id(2)))])
        .collect();
    let asked = commands.iter().enumerate().map(|(n, command)| ledgers[n % 2].execute(command));
    let receipts: Vec<_> = join_all(asked).await.into_iter().map(Result::unwrap).collect();
    let voided_at = receipts.last().unwrap().first_position.unwrap();
    let mut rejected = 0;
    for receipt in &receipts {
        match (&receipt.rejection, receipt.first_position) {
            (None, Some(position)) => assert!(position <= voided_at, "a correction after the workout was voided"),
            (Some(rejection), None) => {
                assert_eq!(rejection.code, "workout.voided");
                rejected += 1;
            }
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(world.head().await, 22 - rejected);
    let counted: Vec<i64> =
        sqlx::query_scalar("select sequence from events order by position").fetch_all(&world.pool).await.unwrap();
    assert!(counted.iter().map(|sequence| sequence.unsigned_abs()).eq(1..=22 - rejected), "{counted:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn l6_an_append_that_is_ahead_of_its_aggregate_is_a_conflict_and_leaves_no_gap() {
    let world = World::new().await;
    let committer = world.committer();
    committer.append(append("before", id(1), 0, 2)).await.unwrap();
    let appends = (0..40).map(|n| match n {
        10 => append("ahead", id(1), 5, 2),
        20 => append("of nothing", id(2), 1, 1),
        n => append(&format!("c{n}"), new_id(), 0, 1),
    });
    let results = join_all(appends.map(|wanted| committer.append(wanted))).await;
    for (n, result) in results.into_iter().enumerate() {
        match (n, result.unwrap()) {
            (10 | 20, Appended::Conflict) => (),
            (_, Appended::Stored(_)) if n != 10 && n != 20 => (),
            other => panic!("{other:?}"),
        }
    }
    // What is there already goes on, also twice in one batch.
    let next =
        join_all([append("third", id(1), 2, 1), append("fourth", id(1), 3, 1)].map(|a| committer.append(a))).await;
    assert!(next.iter().all(|result| matches!(result, Ok(Appended::Stored(_)))), "{next:?}");
    assert_eq!(world.head().await, 42);
    world.assert_clean().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn l6_a_state_ahead_of_postgres_is_forgotten_for_good() {
    let world = World::new().await;
    let (here, there) = (world.ledger(), world.ledger());
    for (n, command) in [log(id(2), 1000), correct(id(2), 1100), void(id(2))].into_iter().enumerate() {
        here.execute(&envelope(&format!("c{n}"), id(1), command)).await.unwrap();
    }
    world.tamper("delete from events where position > 1").await;
    world.tamper("delete from receipts where last_position > 1").await;
    sqlx::query("update ledger_head set position = 1").execute(&world.pool).await.unwrap();
    // At the third, the workout is as long as it was when it was voided here.
    for (ledger, n) in [(&here, 2), (&there, 3), (&here, 4), (&here, 5)] {
        let receipt = ledger.execute(&envelope(&format!("anew {n}"), id(1), correct(id(2), 2000 + n))).await.unwrap();
        assert_eq!((receipt.rejection, receipt.first_position), (None, Some(n)));
    }
    world.assert_clean().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn l6_what_was_remembered_of_another_postgres_decides_nothing() {
    let mut world = World::new().await;
    let here = Ledger::new(pg::connect(&world.kit.database_url, 2).await.unwrap(), world.nats.clone(), ENVIRONMENT);
    here.execute(&envelope("log", id(1), log(id(2), 1000))).await.unwrap();
    world.back_up().await;
    let void = envelope("void", id(1), void(id(2)));
    testkit::eventually(DEADLINE, async || here.execute(&void).await).await;
    // An older backup takes its place, and somebody brings the workout to the same length, otherwise.
    world.restore_backup().await;
    world.ledger().execute(&envelope("correct", id(1), correct(id(2), 1100))).await.unwrap();
    let next = envelope("correct again", id(1), correct(id(2), 1200));
    let receipt = testkit::eventually(DEADLINE, async || here.execute(&next).await).await;
    assert_eq!((receipt.rejection, receipt.first_position), (None, Some(3)));
}

#[tokio::test(flavor = "multi_thread")]
async fn l6_what_was_decided_in_another_era_is_decided_anew_and_its_neighbours_are_stored() {
    let world = World::new().await;
    let committer = world.committer();
    let appends = (0..40).map(|n| Append { era: u64::from(n == 20), ..append(&format!("c{n}"), new_id(), 0, 1) });
    let results = join_all(appends.map(|wanted| committer.append(wanted))).await;
    for (n, result) in results.into_iter().enumerate() {
        let result = result.unwrap();
        assert_eq!(matches!(result, Appended::Conflict), n == 20, "{n}: {result:?}");
    }
    assert_eq!(world.head().await, 39);
}

#[tokio::test(flavor = "multi_thread")]
async fn l6_a_state_remembered_too_long_rejects_nothing_wrongly() {
    let world = World::new().await;
    let (here, there) = (world.ledger(), world.ledger());
    here.execute(&envelope("log", id(1), log(id(2), 1000))).await.unwrap();
    here.execute(&envelope("void", id(1), void(id(2)))).await.unwrap();
    // Another process logs it again; this one still remembers it as voided.
    there.execute(&envelope("anew", id(1), log(id(2), 1000))).await.unwrap();
    let receipt = here.execute(&envelope("correct", id(1), correct(id(2), 1100))).await.unwrap();
    assert_eq!((receipt.rejection, receipt.first_position), (None, Some(4)));
    // And the other way round: what was remembered as there accepts nothing wrongly.
    let late = there.execute(&envelope("void 2", id(1), void(id(2)))).await.unwrap();
    assert_eq!(late.first_position, Some(5));
    let refused = here.execute(&envelope("correct 2", id(1), correct(id(2), 1200))).await.unwrap();
    assert_eq!(refused.rejection.unwrap().code, "workout.voided");
    // "Nothing to do" rests on what was seen as well.
    there.execute(&envelope("anew 2", id(1), log(id(2), 1300))).await.unwrap();
    let again = here.execute(&envelope("anew 3", id(1), log(id(2), 1300))).await.unwrap();
    assert_eq!((again.rejection, again.first_position), (None, None));
}
