//! L6, optimistic concurrency for each aggregate: who is late decides again on what is there now.

use futures::future::join_all;

use super::{
    sample::{append, correct, envelope, id, log, new_id, void},
    world::World,
};
use crate::append::{Appended, Committer};

#[tokio::test(flavor = "multi_thread")]
async fn l6_a_conflict_fails_that_append_alone() {
    let world = World::new().await;
    let committer = Committer::start(world.pool.clone());
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
