//! The same morning in every language, word for word.

use domain::vocabulary::Language;

use super::world::World;

/// Ids follow from who spoke and from the message, so they are the same in every run.
async fn morning(language: Language) -> String {
    let world = World::new(language).await;
    world.trains().await;
    let mut transcript = String::new();
    for text in [
        "/set ftp 240",
        "/zones",
        "/race",
        "/race add 2026-09-20 10k A City Run",
        "/race list",
        "/plan week",
        "/plan week",
        "/today",
        "/pending",
        "/move 1",
        "/done 1",
        "/skip 1 train was late",
        "/done 99",
        "/checkin",
        "/fatigue 2 sleep 5.5 sore 4",
        "/fatigue 4",
        "/log run 52 10km rpe 9 2026-05-04",
        "/stats week",
        "/stats year",
        "/summary",
        "/predict",
        "/form",
        "/adjust",
        "/injury knee 4 downhill",
        "/injury healed knee",
        "/injury healed hip",
        "/remind 20:30",
        "/profile",
        "/remind off",
        "/race move 1 2026-09-27",
        "/race cancel city",
        "/race cancel 1",
        "/export",
        "/forget",
    ] {
        transcript.push_str(&format!("> {text}\n{}\n\n", world.reads(text).await));
    }
    transcript
}

#[tokio::test(flavor = "multi_thread")]
async fn a_morning_in_english() {
    insta::assert_snapshot!(morning(Language::English).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_morning_in_spanish() {
    insta::assert_snapshot!(morning(Language::Spanish).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_morning_in_russian() {
    insta::assert_snapshot!(morning(Language::Russian).await);
}
