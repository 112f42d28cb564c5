//! What is told, to whom and how often; given times, no clock.

use std::time::Duration;

use commands::Verdict;
use domain::{
    Command,
    history::plus_days,
    identity::IdentityCommand,
    ledger::{Actor, CommandEnvelope},
    vocabulary::Language,
};
use jiff::{Timestamp, civil::Date};
use pg::letterbox;
use projections::plans;

use super::Scheduler;
use crate::chat::{
    answer::tests::world::{World, command, read},
    reply::Reply,
};

const LONG: Duration = Duration::from_secs(90);

/// In Madrid, where it is two hours later in summer.
fn at(day: Date, utc: &str) -> Timestamp {
    format!("{day}T{utc}Z").parse().unwrap()
}

fn scheduler(world: &World) -> Scheduler {
    Scheduler::new(world.desk.clone(), || Timestamp::UNIX_EPOCH)
}

/// All read models know what was said.
async fn settled(world: &World) {
    let head = pg::head_position(&world.desk.pool).await.unwrap();
    for name in ["members", "plans", "analytics"] {
        world.desk.freshness.wait_for(name, head, LONG).await.unwrap();
    }
}

async fn looks(world: &World, now: Timestamp) -> usize {
    settled(world).await;
    scheduler(world).round(now).await.unwrap()
}

/// Whatever waits to be delivered, delivered.
async fn delivered(world: &World) -> Vec<(String, Reply)> {
    let (pool, mut replies) = (&world.desk.pool, Vec::new());
    while let Some(outgoing) = letterbox::next_outgoing(pool, "terminal", LONG).await.unwrap() {
        assert_eq!(outgoing.chat, "jana");
        replies.push((outgoing.inbox_id, serde_json::from_str(&outgoing.body).unwrap()));
        letterbox::sent(pool, outgoing.id, None).await.unwrap();
    }
    replies
}

async fn reminders(world: &World) -> Vec<(String, Reply)> {
    let mut told = delivered(world).await;
    told.retain(|(cause, _)| cause.starts_with("reminder:"));
    told
}

/// A planner's week, and the first day to come with a session.
async fn planned(language: Language) -> (World, Date) {
    let world = World::new(language).await;
    world.trains().await;
    world.says("/plan week").await;
    let today = jiff::civil::date(2026, 5, 5);
    let (from, to) = (plus_days(today, 1), plus_days(today, 7));
    let sessions = plans::calendar(&world.desk.pool, world.member_id(), from, to, today).await.unwrap();
    let day = sessions.first().expect("a session in the days to come").session.date;
    (world, day)
}

#[tokio::test(flavor = "multi_thread")]
async fn tomorrows_session_is_told_once_by_however_many_schedulers() {
    let (world, day) = planned(Language::English).await;
    world.says("/remind 20:30").await;
    settled(&world).await;
    let (evening, mut one, mut other) = (plus_days(day, -1), scheduler(&world), scheduler(&world));
    one.round(at(evening, "18:29:59")).await.unwrap();
    assert_eq!(reminders(&world).await, [], "not yet");
    let now = at(evening, "18:30:00");
    let (first, second) = tokio::join!(one.round(now), other.round(now));
    assert!(first.unwrap() >= 1 && second.unwrap() >= 1);
    one.round(at(evening, "18:45:00")).await.unwrap();
    // One that starts anew remembers nothing, and tells nothing twice.
    scheduler(&world).round(at(evening, "19:15:00")).await.unwrap();
    let told = reminders(&world).await;
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!(told[0].0, format!("reminder:{}:{evening}", world.member_id()));
    assert!(read(&[told[0].1.clone()]).starts_with("For tomorrow:\n- "));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_evening_before_nothing_is_silent() {
    let (world, day) = planned(Language::English).await;
    world.says("/remind 20:30").await;
    assert_eq!(looks(&world, at(plus_days(day, 40), "18:30:00")).await, 0);
    assert_eq!(delivered(&world).await, []);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_missed_session_is_asked_about_a_day_later_and_can_be_marked_there() {
    let (world, day) = planned(Language::Spanish).await;
    // Whoever chose no reminder is asked all the same.
    assert_eq!(looks(&world, at(plus_days(day, 1), "15:59:00")).await, 0);
    assert_eq!(looks(&world, at(plus_days(day, 1), "16:00:00")).await, 1);
    let told = delivered(&world).await;
    let replies: Vec<Reply> = told.into_iter().map(|(_, reply)| reply).collect();
    assert!(read(&replies).starts_with("Esto no se anotó."), "{}", read(&replies));
    assert!(world.reads(&command(&replies, "/done")).await.starts_with("Hecha: "));
}

#[tokio::test(flavor = "multi_thread")]
async fn two_weeks_and_months_are_summed_up_when_they_end() {
    let world = World::new(Language::Russian).await;
    world.trains().await;
    assert_eq!(looks(&world, at(jiff::civil::date(2026, 5, 1), "07:00:00")).await, 1);
    assert_eq!(looks(&world, at(jiff::civil::date(2026, 4, 26), "16:00:00")).await, 1);
    let told = delivered(&world).await;
    insta::assert_snapshot!(read(&told.into_iter().map(|(_, reply)| reply).collect::<Vec<_>>()));
    // A month without training is passed over.
    assert_eq!(looks(&world, at(jiff::civil::date(2026, 8, 1), "07:00:00")).await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_declined_or_was_erased_is_told_nothing() {
    let (world, day) = planned(Language::English).await;
    let times = [at(plus_days(day, 1), "16:00:00"), at(jiff::civil::date(2026, 5, 10), "16:00:00")];
    world.says("/remind off").await;
    for now in times {
        assert_eq!(looks(&world, now).await, 0);
    }
    world.says("/remind 18:00").await;
    world.says("/forget yes").await;
    for now in times {
        assert_eq!(looks(&world, now).await, 0);
    }
    assert_eq!(delivered(&world).await, []);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_seasons_weeks_are_made_once_as_they_come_near_by_however_many_schedulers() {
    let world = World::new(Language::English).await;
    world.trains().await;
    world.says("/race add 2026-09-20 half-marathon A City race").await;
    world.says("/plan season").await;
    settled(&world).await;
    let season = async || {
        let plans = plans::current(&world.desk.pool, world.member_id()).await.unwrap();
        plans.into_iter().find(|plan| plan.kind == "season").expect("a season")
    };
    let made = async || season().await.weeks.iter().filter(|week| week.made).count();
    let next = season().await.weeks.iter().find(|week| !week.made).expect("only its first weeks are made").start;
    let before = made().await;
    let (mut one, mut other) = (scheduler(&world), scheduler(&world));
    one.look_at_seasons(at(plus_days(next, -8), "12:00:00")).await.unwrap();
    settled(&world).await;
    assert_eq!(made().await, before, "not near yet");
    let near = at(plus_days(next, -7), "12:00:00");
    let (first, second) = tokio::join!(one.look_at_seasons(near), other.look_at_seasons(near));
    assert_eq!(first.unwrap().max(second.unwrap()), 1);
    settled(&world).await;
    assert_eq!(made().await, before + 1);
    let drafted = world.events().await.iter().filter(|event| *event == "WeeksDrafted").count();
    assert_eq!(drafted, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_that_was_given_up_is_told_nothing_more() {
    let (world, day) = planned(Language::English).await;
    world.says("/remind 20:30").await;
    let release =
        IdentityCommand::Release { gateway: "terminal".parse().unwrap(), external_id: "jana".parse().unwrap() };
    let (by, command) = (Actor::System("test".to_owned()), Command::Identity(release));
    let envelope =
        CommandEnvelope::new("release".to_owned(), by, "test", world.member_id(), at(day, "08:00:00"), command);
    let outcome = world.desk.bus.execute(&envelope, LONG).await.unwrap();
    assert!(matches!(outcome.verdict, Verdict::Accepted { .. }), "{outcome:?}");
    assert_eq!(looks(&world, at(plus_days(day, -1), "18:30:00")).await, 0);
    assert_eq!(delivered(&world).await, []);
}
