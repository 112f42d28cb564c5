//! The weeks of a season that have come near are made from the ledger, and come out the same again.

use domain::{Command, ledger::CommandEnvelope, plan::PlanEvent};
use serde_json::json;

use super::{
    sample::{envelope, id},
    world::World,
};
use crate::{provenance, restore};

fn read(command: serde_json::Value) -> Command {
    serde_json::from_value(command).unwrap()
}

fn season() -> Command {
    read(json!({"plan": {"generate": {"plan_id": id(50), "kind": "season", "from": "2025-05-05", "goal": "olympic"}}}))
}

fn extend() -> Command {
    read(json!({"plan": {"extend": {"plan_id": id(50)}}}))
}

fn ride(n: u128, date: &str, minutes: u32) -> Command {
    read(json!({"workout": {"log": {"workout_id": id(100 + n), "source": "typed", "workout": {
        "sport": "bike", "start": format!("{date}T06:30:00Z"), "time_zone": "UTC", "local_date": date,
        "duration": {"elapsed_s": minutes * 60}, "zone": "z2"}}}}))
}

fn on(date: &str, command_id: &str, command: Command) -> CommandEnvelope<Command> {
    CommandEnvelope { sent_at: format!("{date}T18:00:00Z").parse().unwrap(), ..envelope(command_id, id(1), command) }
}

/// A season, a week of it ridden, and the third week made.
async fn extended() -> World {
    let world = World::new().await;
    let ledger = world.ledger();
    let days = ["2025-04-22", "2025-04-24", "2025-04-27", "2025-04-29", "2025-05-01"];
    for (n, date) in (0..).zip(days) {
        ledger.execute(&on("2025-05-03", &format!("log {n}"), ride(n, date, 100))).await.unwrap();
    }
    for (date, command_id, command) in [
        ("2025-05-03", "season", season()),
        ("2025-05-04", "too early", extend()),
        ("2025-05-07", "ride", ride(10, "2025-05-07", 80)),
        ("2025-05-12", "extend", extend()),
        ("2025-05-12", "extend again", extend()),
    ] {
        let receipt = ledger.execute(&on(date, command_id, command)).await.unwrap();
        assert_eq!(receipt.rejection, None, "{command_id}");
    }
    world
}

async fn account(world: &World) -> provenance::Provenance {
    provenance::of_plan(&world.pool, id(50)).await.unwrap().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn near_weeks_are_made_once_from_what_the_ledger_knows_and_come_out_the_same_again() {
    let world = extended().await;
    let account = account(&world).await;
    let [_, made] = &account.links[..] else { panic!("{account:?}") };
    let PlanEvent::WeeksDrafted { position: 7, inputs_digest, drafted, .. } = &made.event else { panic!("{made:?}") };
    assert_eq!(*inputs_digest, pg::known_at(&world.pool, id(1), 7).await.unwrap().digest());
    assert_eq!(drafted.weeks.iter().map(|week| week.start.to_string()).collect::<Vec<_>>(), ["2025-05-19"]);
    assert!(drafted.score.passes() && !drafted.sessions.is_empty());
    assert_eq!(account.verify(&world.pool).await.unwrap(), []);
    assert_eq!(account.standing().draft().unwrap().weeks.iter().filter(|week| week.made).count(), 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_week_that_was_tampered_with_is_told() {
    let world = extended().await;
    world
        .tamper(
            "update events set payload = replace(payload::text, '\"hard_days\":', '\"hard_days\":1')::json
             where event_type = 'WeeksDrafted'",
        )
        .await;
    let findings = account(&world).await.verify(&world.pool).await.unwrap();
    assert!(findings.iter().any(|finding| finding.event == "WeeksDrafted"), "{findings:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_week_made_from_other_events_is_told() {
    let world = extended().await;
    world.tamper("update events set payload = replace(payload::text, '4800', '9600')::json where position = 7").await;
    let findings = account(&world).await.verify(&world.pool).await.unwrap();
    let told: Vec<String> =
        findings.iter().map(|finding| format!("{}: {}", finding.event, finding.difference)).collect();
    assert!(told.iter().any(|told| told.starts_with("WeeksDrafted: the events up to position 7")), "{told:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_restored_ledger_makes_the_same_weeks_again() {
    let world = extended().await;
    world.relay_once().await.unwrap();
    let other = world.with_another_database().await;
    restore::from_stream(&other.pool, &other.nats, |_, _| {}).await.unwrap();
    let (before, after) = (account(&world).await, account(&other).await);
    let bytes = |account: &provenance::Provenance| {
        account.links.iter().map(|link| link.recorded.payload.get().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(bytes(&before), bytes(&after));
    assert_eq!(after.verify(&other.pool).await.unwrap(), []);
}
