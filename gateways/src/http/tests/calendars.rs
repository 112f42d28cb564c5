//! A subscribed calendar, as its program meets it: what changed comes with a higher sequence, and nothing just vanishes.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::api::Api;
use crate::calendar;

const TODAY: &str = "2026-05-03";

/// An athlete with a calendar that somebody subscribed to.
struct Subscribed {
    api: Api,
    token: String,
    path: String,
    position: u64,
}

type Events = BTreeMap<String, BTreeMap<String, String>>;

impl Subscribed {
    async fn new() -> Self {
        let api = Api::new().await;
        let (_, token) = api.member().await;
        let link = api.post("/members/me/calendar-links").with(&token).send().await.done();
        let path = link.body["path"].as_str().unwrap().to_owned();
        Self { api, token, path, position: 0 }
    }

    async fn does(&mut self, path: &str, body: Value) {
        let came = self.api.post(&format!("/members/me{path}")).with(&self.token).json(body).send().await.done();
        self.position = came.body["position"].as_u64().unwrap();
    }

    async fn plans(&mut self, kind: &str) {
        self.does("/plans", json!({"kind": kind, "from": TODAY})).await;
    }

    /// The sessions of today, once everything is shown that was done.
    async fn today(&self) -> Vec<Value> {
        let path = format!("/members/me/today?min_position={}", self.position);
        let came = self.api.get(&path).with(&self.token).send().await.done();
        came.body["sessions"].as_array().unwrap().iter().map(|planned| planned["session"].clone()).collect()
    }

    /// The events of the calendar by their ids.
    async fn calendar(&self) -> Events {
        self.today().await;
        let came = self.api.get(&self.path).send().await.done();
        let events = calendar::events(came.body.as_str().unwrap());
        events.into_iter().map(|event| (event["UID"].clone(), event)).collect()
    }
}

fn sequence(event: &BTreeMap<String, String>) -> u64 {
    event["SEQUENCE"].parse().unwrap()
}

#[tokio::test]
async fn a_session_that_a_workout_fulfils_is_told_as_newer_and_the_others_are_not() {
    let mut subscribed = Subscribed::new().await;
    subscribed.plans("week").await;
    let before = subscribed.calendar().await;
    let session = subscribed.today().await.remove(0);
    let elapsed_s = session["minutes"].as_u64().unwrap() * 60;
    let workout = json!({"sport": session["sport"], "start": "2026-05-03T06:30:00Z", "time_zone": "Europe/Prague",
                         "local_date": TODAY, "duration": {"elapsed_s": elapsed_s}, "zone": "z2"});
    subscribed.does("/workouts", workout).await;
    let after = subscribed.calendar().await;
    let uid = format!("{}@paceledger", session["id"].as_str().unwrap());
    let (was, is) = (&before[&uid], &after[&uid]);
    assert!(!was["SUMMARY"].starts_with('✓') && is["SUMMARY"].starts_with('✓'), "{is:?}");
    assert!(sequence(is) > sequence(was), "{was:?} {is:?}");
    let mut others = before.iter().filter(|(_, event)| event["DTSTART;VALUE=DATE"] != was["DTSTART;VALUE=DATE"]);
    assert!(others.clone().count() > 2 && others.all(|(uid, event)| after[uid] == *event));
}

#[tokio::test]
async fn what_a_narrower_plan_hides_is_cancelled_with_a_higher_sequence() {
    let mut subscribed = Subscribed::new().await;
    subscribed.plans("block").await;
    let before = subscribed.calendar().await;
    assert!(before.values().all(|event| event["STATUS"] == "CONFIRMED"));
    subscribed.plans("week").await;
    let after = subscribed.calendar().await;
    let (within, beyond): (Vec<_>, Vec<_>) =
        before.iter().partition(|(_, event)| event["DTSTART;VALUE=DATE"].as_str() < "20260510");
    assert!(!within.is_empty() && !beyond.is_empty());
    for (uid, was) in within {
        let is = &after[uid];
        assert_eq!(is["STATUS"], "CANCELLED", "{is:?}");
        assert!(sequence(is) > sequence(was), "{was:?} {is:?}");
    }
    assert!(beyond.iter().all(|(uid, was)| after[*uid] == **was));
    assert!(
        after.values().any(|event| event["STATUS"] == "CONFIRMED" && event["DTSTART;VALUE=DATE"].as_str() < "20260510")
    );
}
