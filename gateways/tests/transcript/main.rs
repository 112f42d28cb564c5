//! An athlete's first weeks on Telegram, from `/start` to `/forget`, in each language: what is said (`scripts`) and, as
//! golden files, what is seen (`snapshots`).
//!
//! A script has lines of four kinds: `@ DATE TIME` sets the clock, `* LABEL` presses the newest button of that name,
//! `~ TEXT` is what the last message is changed to, and anything else is typed.
//!
//! The same world shows what many people get at once (`crowd`).

#![expect(clippy::unwrap_used, reason = "a test that can't go on should say where")]

mod crowd;
mod world;

use world::World;

async fn told(language: &str, number: usize, script: &str) {
    let world = World::new(language, number, |settings| settings).await;
    let transcript = world.plays(script).await;
    assert_eq!(world.server.violations(), [], "Telegram's pace");
    insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!(language, transcript);
    });
}

#[tokio::test(flavor = "multi_thread")]
async fn an_athletes_first_weeks_in_english() {
    told("en", 0, include_str!("scripts/en.txt")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_athletes_first_weeks_in_spanish() {
    told("es", 1, include_str!("scripts/es.txt")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_athletes_first_weeks_in_russian() {
    told("ru", 2, include_str!("scripts/ru.txt")).await;
}
