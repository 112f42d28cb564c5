//! A button means what it meant when it was shown, however late it is pressed.

use projections::registry;
use tokio_util::sync::CancellationToken;

use super::world::World;

const CLOSED: &str = "That question is closed. Write what you want, or see /help.";

#[tokio::test(flavor = "multi_thread")]
async fn a_button_under_an_answered_question_does_not_answer_the_one_that_is_open() {
    let world = World::new().await;
    world.says("jana", "/start").await;
    let english = world.button("jana", "English");
    world.pressed("jana", english.clone()).await;
    assert_eq!(world.pressed("jana", english).await, CLOSED);
    for text in ["swim, bike, run", "stay fit", "London"] {
        world.says("jana", text).await;
    }
    let skip = world.button("jana", "Skip");
    assert!(world.says("jana", "1985").await.contains("Which sex"));
    assert_eq!(world.pressed("jana", skip).await, CLOSED, "the sex is not skipped");
    assert!(world.says("jana", "female").await.contains("How tall"), "it is still the question");
    assert!(world.presses("jana", 0).await.contains("How much do you weigh"), "its own button skips it");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_choice_of_an_earlier_workout_neither_answers_nor_leaves_the_question_about_a_later_one() {
    let world = World::new().await;
    world.registered("jana").await;
    world.says("jana", "5 km in 25 min").await;
    let (run, cancel) = (world.button("jana", "Run · 25:00 · 5 km · 5:00 /km"), world.button("jana", "Cancel"));
    assert!(world.says("jana", "run").await.starts_with("Logged:"));
    assert!(world.says("jana", "6 km in 33 min").await.starts_with("Which sport"));
    assert_eq!(world.pressed("jana", run).await, CLOSED);
    assert_eq!(world.pressed("jana", cancel).await, CLOSED);
    assert!(world.presses("jana", 0).await.starts_with("Logged:\nRun · 33:00 · 6 km"));
    assert_eq!(world.count("WorkoutLogged").await, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn undo_under_a_confirmation_takes_back_that_workout_and_the_command_the_last() {
    let world = World::new().await;
    world.registered("jana").await;
    world.says("jana", "ran 10 km in 52:30").await;
    let undo_run = world.button("jana", "Undo");
    world.says("jana", "swim 40 min then run 5k in 25:10").await;
    let undo_both = world.button("jana", "Undo");
    world.says("jana", "bike 1h").await;
    assert!(world.pressed("jana", undo_run.clone()).await.starts_with("Taken back:\nRun · 52:30"));
    assert!(world.pressed("jana", undo_run).await.starts_with("There is nothing to take back"), "it is done");
    let both = world.pressed("jana", undo_both).await;
    assert!(both.contains("Swim · 40:00\nRun · 25:10"), "{both}");
    assert!(world.says("jana", "/undo").await.starts_with("Taken back:\nBike · 1:00:00"));
    assert!(world.says("jana", "/undo").await.starts_with("There is nothing to take back"));
    assert_eq!(world.count("WorkoutVoided").await, 4);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_buttons_of_a_check_in_say_nothing_on_another_day_and_tell_how_to_ask_anew() {
    let world = World::new().await;
    world.registered("jana").await;
    world.says("jana", "/checkin").await;
    let ready = world.button("jana", "4 – good");
    assert!(world.pressed("jana", ready.clone()).await.starts_with("Noted"), "on its own day it counts");
    let slept = world.button("jana", "7 h of sleep");
    for press in [ready, slept] {
        let answer = world.pressed_after("jana", press, 72).await;
        assert!(answer.contains("That check-in was for Saturday, 3 May") && answer.contains("/checkin"), "{answer}");
    }
    let readings = world.count("FatigueRecorded").await + world.count("FatigueCorrected").await;
    assert_eq!(readings, 1, "nothing was told of a later day");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_old_erase_me_erases_nobody() {
    let world = World::new().await;
    let stop = CancellationToken::new();
    for model in registry::all() {
        let tail = projections::Tail::of(world.nats.clone());
        tokio::spawn(model.run(world.pool.clone(), tail, projections::Settings::default(), stop.clone()));
    }
    world.registered("jana").await;
    world.says("jana", "/forget").await;
    let erase = world.button("jana", "Erase me");
    let answer = world.pressed_after("jana", erase, 24).await;
    assert!(answer.contains("nothing was erased") && answer.contains("/forget"), "{answer}");
    assert_eq!(world.count("MemberForgotten").await, 0);
    world.says("jana", "/forget").await;
    assert!(world.pressed("jana", world.button("jana", "Erase me")).await.starts_with("You are erased."));
    stop.cancel();
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_takes_back_what_somebody_else_logged() {
    let world = World::new().await;
    world.registered("jana").await;
    world.registered("bo").await;
    world.says("jana", "ran 10 km in 52:30").await;
    let answer = world.pressed("bo", world.button("jana", "Undo")).await;
    assert!(answer.contains("workout.not-yours"), "{answer}");
    assert_eq!(world.count("WorkoutVoided").await, 0);
}
