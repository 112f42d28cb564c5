//! However often and in whatever order messages come: each counts once and is answered once.

use tokio_util::sync::CancellationToken;

use super::world::{DEADLINE, World, edited};
use crate::chat::Counters;

#[tokio::test(flavor = "multi_thread")]
async fn the_same_update_five_times_logs_one_workout_and_sends_one_reply() {
    let world = World::new().await;
    let _answering = world.answering();
    world.registered("jana").await;
    let ran = world.text("jana", "ran 10 km in 52:30");
    for _ in 0..2 {
        world.delivers(&ran).await;
    }
    world.all_answered().await;
    for _ in 0..3 {
        assert!(!world.delivers(&ran).await);
    }
    assert_eq!(world.unanswered().await, 0);
    assert_eq!(world.told("jana").await, ["Logged:\nRun · 52:30 · 10 km · 5:15 /km\n[Undo]"]);
    assert_eq!(world.count("WorkoutLogged").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn shuffled_updates_of_many_people_each_count_once() {
    let world = World::new().await;
    let people = ["ana", "bo", "cyd", "dee"];
    for who in people {
        world.registered(who).await;
    }
    let mut updates: Vec<_> =
        (20..28).flat_map(|minutes| people.map(|who| world.text(who, &format!("run {minutes} min")))).collect();
    // The same in every run, and far from the order of saying.
    updates.sort_by_key(|update| update.id.bytes().rev().collect::<Vec<_>>());
    let _answering = world.answering();
    for update in updates.iter().chain(updates.iter().step_by(3)) {
        world.delivers(update).await;
    }
    world.all_answered().await;
    assert_eq!(world.count("WorkoutLogged").await, 32);
    for who in people {
        let mut told = world.told(who).await;
        assert_eq!(told.len(), 8, "{told:#?}");
        told.dedup();
        assert_eq!(told.len(), 8, "each says something else");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_edit_that_comes_before_its_original_is_what_counts() {
    let world = World::new().await;
    world.registered("jana").await;
    let original = world.text("jana", "ran 10 km in 52:30");
    let edit = world.message("jana", edited(&original.id, "ran 12 km in 62:30"));
    assert_eq!(world.hears(&edit).await, "Logged:\nRun · 1:02:30 · 12 km · 5:13 /km\n[Undo]");
    assert_eq!(world.hears(&original).await, "");
    assert_eq!((world.count("WorkoutLogged").await, world.count("WorkoutCorrected").await), (1, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_read_does_not_hold_up_its_chat() {
    let world = World::new().await;
    world.registered("jana").await;
    let letter = pg::letterbox::Letter { id: "broken", gateway: "terminal", chat: "jana", body: "{}" };
    pg::letterbox::receive(&world.pool, letter).await.unwrap();
    world.delivers(&world.text("jana", "/cancel")).await;
    let _answering = world.answering();
    world.all_answered().await;
    assert_eq!(world.told("jana").await, ["There is nothing to leave; I haven't asked anything."]);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_became_of_messages_is_counted() {
    let world = World::new().await;
    world.registered("jana").await;
    let (counters, stop) = (Counters::default(), CancellationToken::new());
    let counted = |became| counters.answers(became);
    // Nothing can be admitted for a while.
    sqlx::query("alter table chat_paces rename to chat_paces_away").execute(&world.pool).await.unwrap();
    world.delivers(&world.text("jana", "/cancel")).await;
    let letter = pg::letterbox::Letter { id: "broken", gateway: "terminal", chat: "bo", body: "{}" };
    pg::letterbox::receive(&world.pool, letter).await.unwrap();
    let process = world.another_process().await.counting(counters.clone());
    let running = tokio::spawn({
        let stop = stop.clone();
        async move { process.run(stop).await }
    });
    testkit::eventually(DEADLINE, async || match (counted("later"), counted("given-up")) {
        (1.., 1) => Ok(()),
        other => Err(other),
    })
    .await;
    assert_eq!(counted("answered"), 0);
    sqlx::query("alter table chat_paces_away rename to chat_paces").execute(&world.pool).await.unwrap();
    world.all_answered().await;
    testkit::eventually(DEADLINE, async || match counted("answered") {
        1 => Ok(()),
        other => Err(other),
    })
    .await;
    assert_eq!(counted("given-up"), 1);
    stop.cancel();
    running.await.unwrap();
}
