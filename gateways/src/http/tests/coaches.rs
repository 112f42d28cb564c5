//! Coaches, for the athletes who agreed.

use domain::vocabulary::Role;
use serde_json::json;

use super::api::Api;

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
