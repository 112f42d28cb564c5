//! Coaches, for the athletes who agreed.

use axum::http::Method;
use domain::{
    Command,
    conversation::{Answered, ConversationCommand, MessageKind, Received},
    ledger::{Actor, CommandEnvelope},
    vocabulary::Role,
};
use serde_json::json;
use uuid::Uuid;

use super::{
    analysts::whole,
    api::{Api, PATIENCE, now, run},
    matrix::{filled, method},
};
use crate::http::routes::{Kind, table};

const SAID: &str = "Inparticular";
const ACCOUNT: &str = "jana-4711";

/// What was said in a chat, and through which account.
async fn talks(api: &Api, member: Uuid) {
    let record = ConversationCommand::Record {
        date: jiff::civil::date(2026, 5, 3),
        message_id: "telegram:1:2".parse().unwrap(),
        gateway: "telegram".parse().unwrap(),
        chat: ACCOUNT.parse().unwrap(),
        received: Received { kind: MessageKind::Text, text: Some(SAID.parse().unwrap()) },
        answered: Answered { text: Some(SAID.parse().unwrap()), ..Answered::default() },
    };
    let (id, by) = ("said".to_owned(), Actor::Member(member));
    let envelope = CommandEnvelope::new(id, by, "telegram", member, now(), Command::Conversation(record));
    commands::Bus::open(api.nats.clone()).await.unwrap().execute(&envelope, PATIENCE).await.unwrap();
    let claim = format!("/members/{member}/identities/telegram/{ACCOUNT}");
    api.put(&claim).with(&api.owner).send().await.done();
}

#[tokio::test]
async fn a_coach_sees_training_and_neither_what_was_said_nor_whose_account_is_whose() {
    let api = Api::new().await;
    let (athlete, token) = api.member().await;
    let (coach, coachs) = api.member_as(Role::Coach).await;
    api.put(&format!("/members/me/coaches/{coach}")).with(&token).send().await.done();
    talks(&api, athlete).await;
    api.post("/members/me/workouts").with(&token).json(run(45)).send().await.done();
    let plan = api.post("/members/me/plans").with(&token).json(json!({"kind": "week", "from": "2026-05-03"}));
    let plan = plan.send().await.done();
    let head = plan.body["position"].as_u64().unwrap();
    for model in ["analytics", "audit", "members", "plans"] {
        projections::Freshness::new(api.pool.clone()).wait_for(model, head, PATIENCE).await.unwrap();
    }
    let both = |text: &str| (text.contains(SAID), text.contains(ACCOUNT));
    let (mut answered, mut told) = (0, (false, false));
    for row in table() {
        if method(&row) != Method::GET || !matches!(row.kind, Kind::Query(roles) if roles.contains(&Role::Coach)) {
            continue;
        }
        let path =
            filled(&row.path, &athlete.to_string()).replace(&Uuid::from_u128(7).to_string(), &plan.id().to_string());
        for asks in [
            "",
            "?format=summary",
            "?format=prov",
            "?from=0",
            "?from=1",
            &format!("?as_of={head}"),
            "?type=MessageReceived,IdentityClaimed,WorkoutLogged,PlanGenerated",
        ] {
            let url = format!("{}{path}{asks}", api.url);
            let (status, text) = whole(&url, &coachs, head).await;
            assert_eq!(both(&text), (false, false), "{path}{asks} tells it: {text}");
            answered += usize::from(status == 200);
            for other in [&token, &api.owner] {
                let (said, account) = both(&whole(&url, other, head).await.1);
                told = (told.0 || said, told.1 || account);
            }
        }
    }
    assert!(answered >= 30, "only {answered} answers: the walk shows nothing");
    assert_eq!(told, (true, true), "the athlete and those who look after the ledger see it");
    let events = api.get(&format!("/members/{athlete}/events")).with(&coachs).send().await.done();
    let types = events.body["events"].as_array().unwrap().iter().map(|event| event["event_type"].as_str().unwrap());
    let types: Vec<&str> = types.collect();
    assert!(types.contains(&"WorkoutLogged") && types.contains(&"PlanGenerated"), "training is there: {types:?}");
    // Each place that has it, for the athlete: so that this test knows of all of them.
    for (path, has) in [
        ("/events", "MessageReceived"),
        ("/events", ACCOUNT),
        ("/audit", "IdentityClaimed"),
        ("/audit", "MessageReceived"),
        ("/state", ACCOUNT),
        ("", ACCOUNT),
        ("/diff?from=0", ACCOUNT),
    ] {
        let (status, text) = whole(&format!("{}/api/v1/members/{athlete}{path}", api.url), &token, head).await;
        assert!(status == 200 && text.contains(has), "{path} has {has}: {text}");
    }
}

#[tokio::test]
async fn a_coach_plans_for_an_athlete_from_consent_to_withdrawal() {
    let api = Api::new().await;
    let (athlete, token) = api.member().await;
    let (coach, coachs) = api.member_as(Role::Coach).await;
    let add = || {
        let race = json!({"date": "2026-09-20", "kind": "marathon", "priority": "A", "name": "City marathon"});
        api.post(&format!("/members/{athlete}/races")).with(&coachs).json(race).send()
    };
    assert_eq!(add().await.status, 404, "before the athlete agreed");
    let consent = format!("/members/me/coaches/{coach}");
    api.put(&consent).with(&token).send().await.done();
    let race = add().await.done().id();
    let events = api.events_about(athlete).await;
    let added = events.iter().find(|event| event.event_type == "RaceAdded").unwrap();
    assert!(added.metadata.get().contains(&format!("member:{coach}")), "{}", added.metadata.get());
    // What is not for coaches isn't for this one either.
    let log = api.put(&format!("/members/{athlete}/units")).with(&coachs).json(json!({"units": "metric"}));
    assert_eq!(log.send().await.status, 403);

    api.delete(&consent).with(&token).send().await.done();
    let cancel = api.delete(&format!("/members/{athlete}/races/{race}")).with(&coachs).send().await;
    assert_eq!(cancel.status, 404, "after the athlete left");
}
