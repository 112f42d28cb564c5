//! What is told, to whom and how often; given times, no clock.

use std::time::{Duration, Instant};

use commands::Verdict;
use domain::{
    Command,
    history::plus_days,
    identity::IdentityCommand,
    ledger::{Actor, CommandEnvelope},
    vocabulary::Language,
};
use jiff::{Timestamp, ToSpan, civil::Date};
use pg::letterbox;
use projections::{members, plans};

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

/// As often as it is asked: everybody, whether anything may be due to them or not.
async fn everybody(world: &World, now: Timestamp) -> usize {
    let (pool, mut asked) = (&world.desk.pool, 0);
    for clock in members::clocks(pool).await.unwrap() {
        let mut after = None;
        loop {
            let page = members::unasked(pool, &clock, after, 1_000).await.unwrap();
            for member in &page {
                asked += 1;
                super::due::due(&member.time_zone.time_zone().unwrap(), member.reminds_at, now);
            }
            after = page.last().map(|last| last.member_id);
            if page.len() < 1_000 {
                break;
            }
        }
    }
    asked
}

/// Members of the read model alone: nothing is planned for them, and nobody has heard them.
async fn crowd(world: &World, count: i32) {
    settled(world).await;
    sqlx::query(
        "insert into members.members (member_id, status, language, time_zone, units, registered_at, reminds_at, unasked)
         select gen_random_uuid(), 'active', 'en', (array['Europe/Madrid', 'Europe/Moscow', 'America/New_York'])[n % 3 + 1],
                'metric', now(), case when n % 2 = 0 then time '18:00' + (n % 24) * interval '10 minutes' end, true
         from generate_series(1, $1) n",
    )
    .bind(count)
    .execute(&world.desk.pool)
    .await
    .unwrap();
}

/// A measurement: `cargo test --release -p paceledger-gateways --lib ten_thousand_members -- --ignored --nocapture`
#[tokio::test(flavor = "multi_thread")]
#[ignore = "a measurement"]
async fn a_round_over_ten_thousand_members_asks_only_for_those_to_whom_something_is_due() {
    let world = World::new(Language::English).await;
    // The read model is there once it has somebody to tell of.
    world.says("/start").await;
    crowd(&world, 10_000).await;
    sqlx::query("analyze").execute(&world.desk.pool).await.unwrap();
    let mut scheduler = scheduler(&world);
    // Nothing is due at noon in Madrid, Moscow and New York but what was missed the day before, told the first time.
    let noon = at(jiff::civil::date(2026, 5, 6), "10:30:00");
    let started = Instant::now();
    scheduler.round(noon).await.unwrap();
    let first = started.elapsed();
    let started = Instant::now();
    for round in 1..=20 {
        scheduler.round(noon + (20 * round).seconds()).await.unwrap();
    }
    let after = started.elapsed() / 20;
    let started = Instant::now();
    assert_eq!(everybody(&world, noon).await, 10_001);
    let before = started.elapsed();
    println!("10,000 members: everybody {before:.1?}, a round {after:.1?}; the first of a process {first:.1?}");
    assert!(after * 4 < before, "{after:?} is not much less than {before:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_chooses_another_time_after_it_has_struck_for_others_is_told_within_the_hour() {
    let (world, day) = planned(Language::English).await;
    crowd(&world, 50).await;
    settled(&world).await;
    let (evening, mut scheduler) = (plus_days(day, -1), scheduler(&world));
    scheduler.round(at(evening, "18:05:00")).await.unwrap();
    world.says("/remind 20:00").await;
    settled(&world).await;
    scheduler.round(at(evening, "18:06:00")).await.unwrap();
    assert_eq!(reminders(&world).await, [], "for that time everybody has been seen to");
    scheduler.round(at(evening, "19:04:00")).await.unwrap();
    assert_eq!(reminders(&world).await, [], "the hour is not over");
    scheduler.round(at(evening, "19:05:00")).await.unwrap();
    assert_eq!(reminders(&world).await.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_letterbox_is_cleared_once_an_hour_of_what_is_done_with() {
    let world = World::new(Language::English).await;
    let pool = &world.desk.pool;
    let old = async |from: i32| {
        sqlx::query(
            "insert into chat_inbox (id, gateway, chat, body, answered_at)
             select 'old:' || n, 'terminal', 'jana', '{}', now() - interval '31 days' from generate_series($1, $1 + 1200) n",
        )
        .bind(from)
        .execute(pool)
        .await
        .unwrap();
    };
    let mut scheduler = scheduler(&world);
    let now = at(jiff::civil::date(2026, 5, 6), "10:00:00");
    old(0).await;
    assert_eq!(scheduler.sweep(now).await.unwrap(), 1201, "in as many bites as it takes");
    old(5_000).await;
    assert_eq!(scheduler.sweep(now + 59.minutes()).await.unwrap(), 0);
    assert_eq!(scheduler.sweep(now + 60.minutes()).await.unwrap(), 1201);
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
    assert!(world.reads(&command(&replies, "/done")).await.starts_with("Hecha — "));
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
