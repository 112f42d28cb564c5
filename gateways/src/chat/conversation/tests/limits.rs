//! How much one person may ask is counted once, however many processes listen.

use domain::vocabulary::Language;

use super::world::{World, morning, read};
use crate::chat::{Conversation, Incoming, answer::tests::world::World as Models};

#[tokio::test(flavor = "multi_thread")]
async fn two_processes_let_no_more_pass_than_one() {
    let world = World::new().await;
    world.registered("jana").await;
    let processes = [world.another_process().await, world.another_process().await];
    let mut answers = Vec::new();
    for minutes in 30..40 {
        let sent_at = morning() + jiff::SignedDuration::from_hours(1);
        let incoming = Incoming { sent_at, ..world.text("jana", &format!("run {minutes} min")) };
        answers.push(world.hears_from(&processes[minutes % 2], &incoming).await);
    }
    assert!(answers[..5].iter().all(|answer| answer.starts_with("Logged:")), "{answers:?}");
    assert!(answers[5].starts_with("That was quick"), "{answers:?}");
    assert_eq!(answers[6..], ["", "", "", ""], "one notice from both together");
}

#[tokio::test(flavor = "multi_thread")]
async fn ten_plans_an_hour_are_ten_in_all_processes_together_and_after_a_restart() {
    let world = Models::new(Language::English).await;
    world.says("/start").await;
    let mut refused = Vec::new();
    for number in 0..13 {
        // It remembers nothing of what the others let pass. Whether a plan can be made doesn't matter.
        let process = Conversation::new(world.desk.clone());
        let replies = process.answer_one(&world.message("/plan week new")).await.unwrap();
        let answer = read(&replies);
        if answer.is_empty() || answer.starts_with("That is enough plans") {
            refused.push(number);
        }
    }
    assert_eq!(refused, [10, 11, 12]);
}

#[tokio::test(flavor = "multi_thread")]
async fn two_chats_of_one_person_answered_at_the_same_time_share_a_pace() {
    let world = World::new().await;
    world.registered("jana").await;
    let code = world.says("jana", "/link").await.split_once("/link ").unwrap().1.to_owned();
    assert!(world.says("jana-at-home", &format!("/link {code}")).await.starts_with("Joined"));
    let (one, other) = (world.another_process().await, world.another_process().await);
    let sent_at = morning() + jiff::SignedDuration::from_hours(1);
    let mut logged = 0;
    for _ in 0..5 {
        let [mut here, mut there] = ["jana", "jana-at-home"].map(|chat| world.text(chat, "run 30 min"));
        (here.sent_at, there.sent_at) = (sent_at, sent_at);
        let answers = tokio::join!(world.hears_from(&one, &here), world.hears_from(&other, &there));
        logged += [answers.0, answers.1].iter().filter(|answer| answer.starts_with("Logged:")).count();
    }
    assert_eq!(logged, 5);
}
