//! Care first; nothing personal among others; no more than a person can read.

use domain::member::MemberCommand;

use super::world::{World, morning, read};
use crate::chat::{Content, Place};

#[tokio::test(flavor = "multi_thread")]
async fn words_of_care_come_before_everything_else() {
    let world = World::new().await;
    assert!(world.says("jana", "I have chest pain").await.contains("emergency number"), "whoever writes");
    world.registered("jana").await;
    let cared = world.says("jana", "ran 10 km in 52:30, had chest pain").await;
    let (first, then) = cared.split_once("---").expect("two answers");
    assert!(first.contains("emergency number") && then.contains("Logged:"), "{cared}");
    assert!(world.events("jana").await.contains(&"SignRaised".to_owned()));
    let dizzy = world.says("jana", "I feel dizzy").await;
    assert!(dizzy.contains("dizzy") && !dizzy.contains("workout or a command"), "{dizzy}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_group_hears_nothing_personal() {
    let world = World::new().await;
    world.registered("jana").await;
    for (text, answer) in [
        ("/today", "That is for the two of us alone: write to me directly."),
        ("/log run 45", "That is for the two of us alone: write to me directly."),
        ("ran 10 km in 52:30", ""),
        ("/somebodyelses", ""),
    ] {
        let incoming = crate::chat::Incoming { place: Place::Group, ..world.text("jana", text) };
        assert_eq!(world.hears(&incoming).await, answer, "{text}");
    }
    assert_eq!(world.count("WorkoutLogged").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_group_is_not_flooded_with_answers() {
    let world = World::new().await;
    let mut answers = Vec::new();
    for _ in 0..8 {
        let shouted = world.text("jana", "/help");
        let incoming = crate::chat::Incoming { place: Place::Group, sent_at: morning(), ..shouted };
        answers.push(world.hears(&incoming).await);
    }
    assert!(answers[..5].iter().all(|answer| answer.contains("/log")), "{answers:?}");
    assert_eq!(answers[5..], ["", "", ""]);
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_writes_too_fast_is_told_once_and_nothing_of_it_counts() {
    let world = World::new().await;
    world.registered("jana").await;
    let mut answers = Vec::new();
    for minutes in 30..38 {
        let sent_at = morning() + jiff::SignedDuration::from_hours(1);
        let incoming = crate::chat::Incoming { sent_at, ..world.text("jana", &format!("run {minutes} min")) };
        answers.push(world.hears(&incoming).await);
    }
    assert!(answers[..5].iter().all(|answer| answer.starts_with("Logged:")), "{answers:?}");
    assert!(answers[5].starts_with("That was quick"), "{answers:?}");
    assert_eq!(answers[6..], ["", ""]);
    assert_eq!(world.count("WorkoutLogged").await, 5);
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_needs_care_is_heard_however_fast_they_write() {
    let world = World::new().await;
    world.registered("jana").await;
    let mut answers = Vec::new();
    for _ in 0..8 {
        let sent_at = morning() + jiff::SignedDuration::from_hours(1);
        let incoming = crate::chat::Incoming { sent_at, ..world.text("jana", "I have chest pain") };
        answers.push(world.hears(&incoming).await);
    }
    assert!(answers.iter().all(|answer| answer.contains("emergency number")), "{answers:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_suspended_is_told_so_and_nothing_they_say_counts() {
    let world = World::new().await;
    world.registered("jana").await;
    world.orders("jana", MemberCommand::Suspend { reason: "a test".parse().unwrap() }).await;
    let told = world.says("jana", "ran 10 km in 52:30").await;
    assert!(told.contains("suspended"), "{told}");
    assert!(world.says("jana", "/plan week").await.contains("suspended"));
    assert_eq!(world.count("WorkoutLogged").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_is_written_is_answered() {
    let world = World::new().await;
    world.registered("jana").await;
    let long = "run ".repeat(3_000);
    let odd = [
        "",
        " ",
        "/",
        "//",
        "/ ",
        "@",
        "\0",
        "\u{202e}run 5k\u{0}",
        "🏃‍♀️🏊‍♂️🚴",
        "/log",
        "/log \0",
        "/link \u{0}",
        "-1",
        "1e999",
        "run 99999999999999999999 min",
        "run -5 km in 0 min",
        "{\"a\":1}",
        "'; drop table events; --",
        "％ｓ",
        "\u{1b}[31m",
        "٣٠ دقيقة",
        "run 5k in 25 min \u{7f}\u{85}",
        "\u{feff}",
        "/set \u{a0}",
        long.as_str(),
    ];
    for text in odd {
        let answer = world.says("jana", text).await;
        assert!(!answer.is_empty(), "{text:?}");
    }
    let noted = world.says("jana", "ran 5k in 25 min, windy\u{7}and\u{0}wet").await;
    assert!(noted.starts_with("Logged:") && noted.contains("windy and wet"), "{noted}");
    let sticker = world.message("jana", Content::Unreadable { message: "9".to_owned() });
    assert!(world.hears(&sticker).await.starts_with("I can only read text"));
    assert_eq!(read(&[]), "");
}
