//! Workouts told, asked about, corrected, taken back; and what an auditor sees of it.

use jiff::SignedDuration;
use projections::{audit, registry};
use tokio_util::sync::CancellationToken;

use super::world::{DEADLINE, World, edited};
use crate::chat::{Content, Incoming};

#[tokio::test(flavor = "multi_thread")]
async fn an_edited_message_corrects_the_workouts_that_it_logged() {
    let world = World::new().await;
    world.registered("jana").await;
    let told = world.text("jana", "swim 40 min then run 5k in 25:10");
    assert!(world.hears(&told).await.starts_with("Logged 2 workouts:"));
    let edit = |text: &str| world.message("jana", edited(&told.id, text));
    let corrected = world.hears(&edit("swim 45 min then run 5k in 25:10")).await;
    assert!(corrected.starts_with("Corrected:\nSwim · 45:00"), "{corrected}");
    assert!(world.hears(&edit("swim 45 min")).await.starts_with("Corrected:\nSwim · 45:00"));
    let counts =
        [world.count("WorkoutLogged").await, world.count("WorkoutCorrected").await, world.count("WorkoutVoided").await];
    assert_eq!(counts, [2, 1, 1], "the run is gone from the message and from the log");
    assert!(world.hears(&edit("what a day")).await.contains("the log stays as it was"));
    assert_eq!(world.hears(&world.message("jana", edited("0", "/plan"))).await, "");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_edited_days_later_speaks_of_its_own_day_and_not_of_that_of_the_edit() {
    let world = World::new().await;
    world.registered("jana").await;
    let told = world.text("jana", "ran 10 km in 52:30");
    world.hears(&told).await;
    for (text, day) in [("ran 11 km in 52:30", "2025-05-03"), ("ran 11 km in 52:30 yesterday", "2025-05-02")] {
        let content =
            Content::Edited { message: told.id.clone(), text: text.to_owned(), first_sent_at: Some(told.sent_at) };
        let later =
            Incoming { sent_at: told.sent_at + SignedDuration::from_hours(72), ..world.message("jana", content) };
        assert!(world.hears(&later).await.starts_with("Corrected:"), "{text}");
        assert_eq!(days(&world).await, [day], "{text}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_answered_days_later_is_about_the_day_on_which_it_was_asked() {
    // Asked on Saturday, the third, and answered on the Tuesday after.
    for (told, answered, day) in [
        ("5 km in 25 min", None, "2025-05-03"),
        ("5 km in 25 min yesterday", None, "2025-05-02"),
        ("ran 7 km", Some("40 min"), "2025-05-03"),
        ("ran 7 km yesterday", Some("40 min"), "2025-05-02"),
        ("ran 7 km", Some("40 min yesterday"), "2025-05-05"),
    ] {
        let world = World::new().await;
        world.registered("jana").await;
        let asked = world.says("jana", told).await;
        assert!(asked.contains('?'), "{asked}");
        let logged = match answered {
            None => {
                let press = world.button("jana", asked.lines().nth(1).unwrap().trim_matches(['[', ']']));
                world.pressed_after("jana", press, 72).await
            }
            Some(text) => world.says_after("jana", text, 72).await,
        };
        assert!(logged.starts_with("Logged:"), "{told}: {logged}");
        assert_eq!(days(&world).await, [day], "{told}, {answered:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_an_edit_leaves_unclear_is_about_the_day_of_the_message() {
    let world = World::new().await;
    world.registered("jana").await;
    let told = world.text("jana", "ran 10 km in 52:30");
    world.hears(&told).await;
    let (text, first_sent_at) = ("ran 7 km".to_owned(), Some(told.sent_at));
    let edit = world.message("jana", Content::Edited { message: told.id.clone(), text, first_sent_at });
    let later = Incoming { sent_at: told.sent_at + SignedDuration::from_hours(48), ..edit };
    assert!(world.hears(&later).await.starts_with("How long did the 7 km take?"));
    assert!(world.says_after("jana", "40 min", 72).await.starts_with("Corrected:\nRun · 40:00 · 7 km"));
    assert_eq!(days(&world).await, ["2025-05-03"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn half_a_workout_days_later_is_half_of_a_new_one() {
    let world = World::new().await;
    world.registered("jana").await;
    world.says("jana", "ran 7 km").await;
    let asked = world.says_after("jana", "ran 8 km", 72).await;
    assert!(asked.starts_with("How long did the 8 km take?"), "{asked}");
    assert!(world.says_after("jana", "45 min", 72).await.starts_with("Logged:\nRun · 45:00 · 8 km"));
    assert_eq!(days(&world).await, ["2025-05-06"]);
}

async fn days(world: &World) -> Vec<String> {
    let known = pg::known_now(&world.pool, world.member("jana")).await.unwrap();
    known.history.workouts.iter().map(|workout| workout.date.to_string()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn undo_takes_back_what_this_chat_logged_last() {
    let world = World::new().await;
    world.registered("jana").await;
    world.says("jana", "/log run 45 z3 8.2km rpe 6").await;
    world.says("jana", "bike 1h").await;
    assert_eq!(world.says("jana", "/undo").await, "Taken back:\nBike · 1:00:00");
    assert!(world.says("jana", "undo").await.starts_with("Taken back:\nRun · 45:00"));
    assert!(world.says("jana", "/undo").await.starts_with("There is nothing to take back"));
    assert_eq!((world.count("WorkoutLogged").await, world.count("WorkoutVoided").await), (2, 2));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_is_answered_by_its_buttons_or_by_what_was_missing() {
    let world = World::new().await;
    world.registered("jana").await;
    let torn = world.text("jana", "5 km in 25 min");
    let asked = world.hears(&torn).await;
    assert!(asked.starts_with("Which sport was it?\n[Run · 25:00 · 5 km"), "{asked}");
    let answered = world.button("jana", "Cancel");
    assert!(world.says("jana", "/help log").await.contains("/log SPORT"), "a question waits");
    assert!(world.presses("jana", 0).await.starts_with("Logged:\nRun · 25:00 · 5 km"));
    let edit = world.message("jana", edited(&torn.id, "run 5 km in 26 min"));
    assert!(world.hears(&edit).await.starts_with("Corrected:\nRun · 26:00"), "the choice was the message's");
    assert!(world.says("jana", "ran 7 km").await.starts_with("How long did the 7 km take?"));
    assert!(world.says("jana", "40 min").await.starts_with("Logged:\nRun · 40:00 · 7 km"));
    assert!(world.pressed("jana", answered).await.contains("question is closed"));
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_workouts_the_one_that_is_not_refused_is_confirmed_and_can_be_undone() {
    let world = World::new().await;
    world.registered("jana").await;
    let answer = world.says("jana", "swim 40 min yesterday, ran 5k in 25:10 on 3 May 1985").await;
    assert!(answer.starts_with("Logged:\nSwim · 40:00") && answer.contains("(workout.too-old)"), "{answer}");
    assert!(world.says("jana", "/undo").await.starts_with("Taken back:\nSwim"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_brings_an_open_question_no_further_is_not_dragged_along() {
    let world = World::new().await;
    world.registered("jana").await;
    let asked = world.says("jana", "ran 7 km").await;
    for other in ["hello there", "the day after that"] {
        assert_eq!(world.says("jana", other).await, asked, "{other}");
    }
    let logged = world.says("jana", "40 min").await;
    assert!(logged.starts_with("Logged:\nRun · 40:00 · 7 km") && !logged.contains("hello"), "{logged}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_auditor_sees_the_message_what_it_logged_and_that_it_was_taken_back() {
    let world = World::new().await;
    let stop = CancellationToken::new();
    let projector = registry::by_name("audit").unwrap();
    let tail = projections::Tail::of(world.nats.clone());
    tokio::spawn(projector.run(world.pool.clone(), tail, projections::Settings::default(), stop.clone()));
    world.registered("jana").await;
    let (ran, undo) = (world.text("jana", "ran 10 km in 52:30"), world.text("jana", "/undo"));
    world.hears(&ran).await;
    world.hears(&undo).await;
    let head = pg::head_position(&world.pool).await.unwrap();
    world.desk.freshness.wait_for("audit", head, DEADLINE).await.unwrap();
    let sentences = async |message: &str| {
        let filter = audit::Filter { correlation_id: Some(message.to_owned()), ..audit::Filter::default() };
        let page = audit::list(&world.pool, &filter, None, 9).await.unwrap();
        page.entries.into_iter().rev().map(|entry| entry.sentence).collect::<Vec<_>>()
    };
    let logged = sentences(&ran.id).await;
    assert!(logged[0].starts_with("A run of 10 km in 52:30"), "{logged:?}");
    assert_eq!(logged[1], format!("A message came through terminal: {}.", ran.id));
    assert_eq!(logged[2], format!("The message {} was answered, which logged a workout.", ran.id));
    let undone = sentences(&undo.id).await;
    assert_eq!(undone.len(), 3, "{undone:?}");
    assert!(undone[2].ends_with("which took back a workout."), "{undone:?}");
    stop.cancel();
}
