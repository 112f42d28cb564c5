//! The platform's own figures.

use domain::{history::AthleteHistory, member::MemberEvent, plan::PlanKind, vocabulary::Sport};
use jiff::{SignedDuration, Timestamp, tz::TimeZone};
use sqlx::PgPool;

use super::{
    ledger::{Cause, New, World},
    sample::{drafted, facts, generated, id, logged, of_member, registered},
};
use crate::analytics::{Analytics, Platform, platform, platform_days};

fn run(member: u128, workout: u128) -> New {
    logged(id(member), id(workout), facts(Sport::Run, "2025-05-05", None, 1_800, 5_000))
}

fn by(actor: &str, command: &str) -> Cause {
    Cause { actor: Some(actor.to_owned()), command_id: Some(command.to_owned()), ..Cause::default() }
}

async fn last_recorded(pool: &PgPool) -> Timestamp {
    let last: jiff_sqlx::Timestamp =
        sqlx::query_scalar("select max(recorded_at) from events").fetch_one(pool).await.unwrap();
    last.to_jiff()
}

#[tokio::test(flavor = "multi_thread")]
async fn members_commands_plans_and_workouts_are_counted_by_day() {
    let world = World::new().await;
    let projector = world.run(Analytics);
    let week = drafted(id(0x50), &AthleteHistory::default(), PlanKind::Week, jiff::civil::date(2025, 5, 5));
    let onboarded = |command| of_member(id(1), MemberEvent::OnboardingCompleted {}).because(by("system:x", command));
    let history = [
        registered(id(1), "Jana"),
        registered(id(2), "Eva"),
        run(1, 11),
        run(2, 12),
        // One command with three events, taken apart by the batches below.
        onboarded("a"),
        onboarded("a"),
        onboarded("a"),
        onboarded("b"),
        generated(id(1), 5, &week),
    ];
    for event in &history {
        world.append_and_relay(std::slice::from_ref(event)).await;
        world.caught_up::<Analytics>().await;
    }
    projector.stop().await;
    world.assert_equals_replay(Analytics).await;
    let today = last_recorded(&world.pool).await.to_zoned(TimeZone::UTC).date();
    let days = platform_days(&world.pool, today.yesterday().unwrap(), today).await.unwrap();
    let sum = |part: fn(&crate::analytics::PlatformDay) -> u64| days.iter().map(part).sum::<u64>();
    assert_eq!(
        [sum(|day| day.registered), sum(|day| day.commands), sum(|day| day.plans), sum(|day| day.workouts)],
        [2, 7, 1, 2]
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn who_wanted_something_is_active_whoever_it_was_about() {
    let world = World::new().await;
    let projector = world.run(Analytics);
    let coach = format!("member:{}", id(9));
    world.append_and_relay(&[registered(id(1), "Jana"), run(2, 12).because(by(&coach, "c")), run(3, 13)]).await;
    world.append_and_relay(&[run(4, 14).because(by("system:reminders", "d"))]).await;
    world.caught_up::<Analytics>().await;
    projector.stop().await;
    let last = last_recorded(&world.pool).await;
    let after = async |hours: i64| {
        let Platform { active_1h, active_24h, active_7d, active_30d, members } =
            platform(&world.pool, last + SignedDuration::from_hours(hours)).await.unwrap();
        assert_eq!(members, 1);
        [active_1h, active_24h, active_7d, active_30d]
    };
    assert_eq!(after(0).await, [3, 3, 3, 3]);
    assert_eq!(after(2).await, [0, 3, 3, 3]);
    assert_eq!(after(30).await, [0, 0, 3, 3]);
    assert_eq!(after(24 * 8).await, [0, 0, 0, 3]);
    assert_eq!(after(24 * 31).await, [0, 0, 0, 0]);
}
