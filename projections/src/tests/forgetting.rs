//! Who asked to be erased is gone from every read model that tells of training, and stays gone.

use domain::{
    history::AthleteHistory,
    member::MemberEvent,
    plan::PlanKind,
    vocabulary::{Profile, Sport, Zone},
};
use jiff::civil::date;
use sqlx::PgPool;
use uuid::Uuid;

use super::{
    ledger::{New, World},
    sample::{claimed, corrected, drafted, facts, generated, id, leg, logged, of_member, registered, released},
};
use crate::{
    Projection,
    analytics::Analytics,
    members::{Members, by_id, by_identity, clocks, unasked},
    plans::Plans,
};

/// A member with something in every table, who is erased, and of whom more comes afterwards.
fn history(member: Uuid, from: u128) -> Vec<New> {
    let named = Profile { name: Some("Jana K.".to_owned()), ..Profile::default() };
    let multi = domain::workout::WorkoutFacts {
        legs: vec![leg(Sport::Swim, None, 600, 500), leg(Sport::Run, Some(Zone::Z2), 900, 3_000)],
        ..facts(Sport::Multisport, "2025-05-03", None, 1_500, 3_500)
    };
    let monday = date(2025, 5, 5);
    vec![
        registered(member, "Jana"),
        claimed(member, "42"),
        of_member(member, MemberEvent::ProfileChanged { set: Box::new(named), clear: vec![] }),
        logged(member, id(from), multi),
        generated(member, 0, &drafted(id(from + 1), &AthleteHistory::default(), PlanKind::Week, monday)),
        of_member(member, MemberEvent::MemberForgotten {}),
        released(member, "42"),
        logged(member, id(from + 2), facts(Sport::Run, "2025-05-04", None, 1_800, 5_000)),
        corrected(member, id(from), facts(Sport::Run, "2025-05-04", None, 1_800, 5_000)),
    ]
}

async fn rows(pool: &PgPool, view: &str, member: Uuid) -> i64 {
    let count = format!("select count(*) from {view} where member_id = $1");
    sqlx::query_scalar(&count).bind(member).fetch_one(pool).await.unwrap()
}

/// One by one for one member, at once for the other: how events are cut into batches makes no difference.
async fn forgets<P: Projection + Clone>(projection: P, views: &[&str]) -> World {
    let (jana, pavel, petra) = (id(1), id(2), id(3));
    let world = World::new().await;
    let projector = world.run(projection.clone());
    for event in history(jana, 10) {
        world.append_and_relay(std::slice::from_ref(&event)).await;
        world.caught_up::<P>().await;
    }
    let mut at_once = history(pavel, 20);
    at_once.extend(history(petra, 30).into_iter().take(5));
    world.append_and_relay(&at_once).await;
    world.caught_up::<P>().await;
    projector.stop().await;
    for view in views {
        assert_eq!((rows(&world.pool, view, jana).await, rows(&world.pool, view, pavel).await), (0, 0), "{view}");
        assert!(rows(&world.pool, view, petra).await > 0, "{view}");
    }
    world.assert_equals_replay(projection).await;
    world
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_was_forgotten_is_in_no_directory() {
    let world = forgets(Members, &["members.members", "members.roles"]).await;
    assert_eq!(by_id(&world.pool, id(1)).await.unwrap(), None);
    // The same outside id belongs to whoever claimed it last, which is somebody else.
    assert_eq!(by_identity(&world.pool, "telegram", "42").await.unwrap().map(|member| member.member_id), Some(id(3)));
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_was_forgotten_has_no_plans() {
    forgets(Plans, &["plans.plans", "plans.sessions", "plans.workouts"]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_was_forgotten_has_no_figures() {
    let views = ["analytics.workouts", "analytics.athletes"];
    let world = forgets(Analytics, &views).await;
    let legs: i64 = sqlx::query_scalar("select count(*) from analytics.legs").fetch_one(&world.pool).await.unwrap();
    assert_eq!(legs, 2, "those of the member who stayed");
}

#[tokio::test(flavor = "multi_thread")]
async fn only_who_did_not_decline_is_told_anything_unasked() {
    let world = World::new().await;
    let (silent, reminded, never, suspended) = (id(1), id(2), id(3), id(4));
    let chosen = |member, at: Option<jiff::civil::Time>| of_member(member, MemberEvent::ReminderChosen { at });
    let at = jiff::civil::time(20, 30, 0, 0);
    let events = [
        registered(silent, "Jana"),
        chosen(silent, Some(at)),
        chosen(silent, None),
        registered(reminded, "Pavel"),
        claimed(reminded, "7"),
        registered(never, "Petra"),
        registered(suspended, "Olga"),
        of_member(suspended, MemberEvent::MemberSuspended { reason: "spam".parse().unwrap() }),
        chosen(reminded, Some(at)),
    ];
    let projector = world.run(Members);
    for event in &events {
        world.append_and_relay(std::slice::from_ref(event)).await;
        world.caught_up::<Members>().await;
    }
    projector.stop().await;
    world.assert_equals_replay(Members).await;
    let clocks = clocks(&world.pool).await.unwrap();
    assert_eq!(clocks.iter().map(|clock| clock.reminds_at).collect::<Vec<_>>(), [Some(at), None]);
    let mut told = Vec::new();
    for clock in &clocks {
        let found = unasked(&world.pool, clock, None, 10).await.unwrap();
        told.extend(found.iter().map(|member| (member.member_id, member.reminds_at, member.identities.len())));
    }
    assert_eq!(told, [(reminded, Some(at), 1), (never, None, 0)]);
    assert_eq!(unasked(&world.pool, &clocks[0], Some(reminded), 10).await.unwrap(), [], "the next page");
}
