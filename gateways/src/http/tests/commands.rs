//! Each command, carried out.

use std::collections::BTreeSet;

use domain::{catalogue::Entry, vocabulary::Role};
use serde_json::{Value, json};
use uuid::Uuid;

use super::api::{Api, Came, run};

/// A member's own requests, with a note of which events they led to.
struct Athlete<'a> {
    api: &'a Api,
    token: String,
}

impl Athlete<'_> {
    async fn does(&self, method: &str, path: &str, body: Option<Value>) -> Came {
        let ask = self.api.ask(method.parse().unwrap(), &format!("/members/me{path}")).with(&self.token);
        let ask = if let Some(body) = body { ask.json(body) } else { ask };
        let came = ask.send().await;
        assert_eq!(came.status, 200, "{method} {path}: {came:?}");
        assert!(came.body["position"].is_u64(), "{method} {path}: {came:?}");
        came
    }

    async fn puts(&self, path: &str, body: Value) -> Came {
        self.does("PUT", path, Some(body)).await
    }

    async fn posts(&self, path: &str, body: Value) -> Came {
        self.does("POST", path, Some(body)).await
    }
}

fn on_day(day: &str, minutes: u32) -> Value {
    let mut workout = run(minutes);
    workout["start"] = format!("{day}T06:30:00Z").into();
    workout["local_date"] = day.into();
    workout
}

#[tokio::test]
async fn every_command_leads_to_its_event() {
    let api = Api::new().await;
    let (id, token) = api.member().await;
    let athlete = Athlete { api: &api, token };

    let profile = json!({"set": {"sports": ["run"], "level": "intermediate"}});
    athlete.does("PATCH", "/profile", Some(profile)).await;
    athlete.puts("/language", json!({"language": "es"})).await;
    athlete.puts("/time-zone", json!({"time_zone": "America/Lima"})).await;
    athlete.puts("/units", json!({"units": "imperial"})).await;
    athlete.puts("/week-start", json!({"week_start": "sat"})).await;
    athlete.posts("/thresholds", json!({"effective": "2026-04-01", "thresholds": {"vdot": 45}})).await;
    for question in ["language", "sports", "goal"] {
        athlete.puts(&format!("/onboarding/{question}"), json!({"answer": "running"})).await;
    }
    athlete.does("POST", "/onboarding", None).await;
    athlete.does("PUT", "/consents/reminders", None).await;
    athlete.does("DELETE", "/consents/reminders", None).await;
    athlete.does("PUT", &format!("/coaches/{id}"), None).await;
    athlete.does("DELETE", &format!("/coaches/{id}"), None).await;

    let race = json!({"date": "2026-09-20", "kind": "marathon", "priority": "A", "name": "City marathon"});
    let race = athlete.posts("/races", race).await.id();
    athlete.does("PATCH", &format!("/races/{race}"), Some(json!({"date": "2026-09-27"}))).await;
    athlete.does("DELETE", &format!("/races/{race}"), None).await;
    let injury = json!({"body_part": "knee", "severity": 2, "date": "2026-04-20"});
    let injury = athlete.posts("/injuries", injury).await.id();
    athlete.posts(&format!("/injuries/{injury}/resolve"), json!({"date": "2026-04-28"})).await;
    athlete.does("PUT", "/signs/long-pain", None).await;
    // Somebody else who answers for the athlete has spoken with them.
    let (_, admin) = api.member_as(Role::Admin).await;
    api.delete(&format!("/members/{id}/signs/long-pain")).with(&admin).send().await.done();

    for day in [14, 16, 18, 19, 21, 23, 25, 26, 28, 30] {
        athlete.posts("/workouts", on_day(&format!("2026-04-{day}"), 50)).await;
    }
    let workout = athlete.posts("/workouts", on_day("2026-04-29", 30)).await.id();
    athlete.puts(&format!("/workouts/{workout}"), on_day("2026-04-29", 35)).await;
    athlete.does("DELETE", &format!("/workouts/{workout}"), Some(json!({"reason": "the watch ran on"}))).await;
    athlete.puts("/fatigue/2026-05-03", json!({"readiness": 3, "sleep_hours": 7.5})).await;

    athlete.puts("/fatigue/2026-05-03", json!({"readiness": 4})).await;

    let plan = athlete.posts("/plans", json!({"kind": "block", "from": "2026-05-03"})).await.id();
    let sessions = sessions_of(&api, plan).await;
    let at = |session: Uuid| format!("/plans/{plan}/sessions/{session}");
    athlete.does("POST", &format!("{}/complete", at(sessions[0])), None).await;
    athlete.does("POST", &format!("{}/reopen", at(sessions[0])), None).await;
    athlete.posts(&format!("{}/skip", at(sessions[1])), json!({"reason": "a wedding"})).await;
    athlete.posts("/workouts", on_day("2026-05-03", 150)).await;
    let adjustment = athlete.posts(&format!("/plans/{plan}/adjustments"), json!({"date": "2026-05-03"})).await.id();
    athlete.does("POST", &format!("/plans/{plan}/adjustments/{adjustment}/accept"), None).await;
    athlete.does("POST", &format!("/plans/{plan}/adjustments/{adjustment}/undo"), None).await;
    move_one(&athlete, plan, &sessions[2..]).await;
    athlete.posts(&format!("/plans/{plan}/supersede"), json!({"by": Uuid::from_u128(9)})).await;
    let season = json!({"kind": "season", "from": "2026-05-03", "goal": "half-marathon"});
    let season = athlete.posts("/plans", season).await.id();
    api.post(&format!("/members/me/plans/{season}/extend")).with(&athlete.token).send().await.done();
    athlete.puts("/reminder", json!({"at": "20:15"})).await;

    api.put(&format!("/members/{id}/identities/telegram/42")).with(&api.owner).send().await.done();
    api.delete(&format!("/members/{id}/identities/telegram/42")).with(&api.owner).send().await.done();
    api.put(&format!("/members/{id}/roles/coach")).with(&api.owner).send().await.done();
    api.delete(&format!("/members/{id}/roles/coach")).with(&api.owner).send().await.done();
    let reason = json!({"reason": "a test"});
    api.post(&format!("/members/{id}/suspend")).with(&api.owner).json(reason).send().await.done();
    api.post(&format!("/members/{id}/reinstate")).with(&api.owner).send().await.done();
    athlete.does("POST", "/forget", None).await;

    let events = api.events_about(id).await;
    let types: BTreeSet<&str> = events.iter().map(|event| event.event_type.as_str()).collect();
    let all = domain::catalogue();
    // What is said in a chat is recorded by the chat alone, and no week is near on the day that a season is made.
    let elsewhere = |entry: &Entry| entry.aggregate == "conversation" || entry.event == "WeeksDrafted";
    let commanded = all.iter().filter(|entry| !elsewhere(entry));
    let never: Vec<_> = commanded.map(|entry| entry.event).filter(|name| !types.contains(name)).collect();
    assert!(never.is_empty(), "no command of the API leads to {never:?}");
}

async fn sessions_of(api: &Api, plan: Uuid) -> Vec<Uuid> {
    let plan = pg::events_of(&api.pool, "plan", &plan.to_string()).await.unwrap();
    let generated = &plan[0];
    let payload: Value = serde_json::from_str(generated.payload.get()).unwrap();
    let payload = payload.get("PlanGenerated").unwrap_or(&payload);
    let sessions = payload["drafted"]["plan"]["sessions"].as_array().unwrap();
    sessions.iter().map(|session| serde_json::from_value(session["id"].clone()).unwrap()).collect()
}

/// Which session may go where is the plan's to say; one of them may.
async fn move_one(athlete: &Athlete<'_>, plan: Uuid, sessions: &[Uuid]) {
    for session in sessions {
        for day in 4..=16 {
            let path = format!("/members/me/plans/{plan}/sessions/{session}/move");
            let to = json!({"to": format!("2026-05-{day:02}")});
            let came = athlete.api.post(&path).with(&athlete.token).json(to).send().await;
            if came.status == 200 && came.body["position"].is_u64() {
                return;
            }
            assert!(came.status < 500, "{came:?}");
        }
    }
    panic!("no session may be moved anywhere");
}

#[tokio::test]
async fn an_event_tells_who_caused_it_through_what_and_in_which_trace() {
    let api = Api::new().await;
    let (id, token) = api.member().await;
    let trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    let log = api.post("/members/me/workouts").with(&token).header("traceparent", trace).json(run(45));
    let position = log.send().await.done().body["position"].as_u64().unwrap();
    let events = api.events_about(id).await;
    let logged = events.iter().find(|event| event.position == position).unwrap();
    let metadata: Value = serde_json::from_str(logged.metadata.get()).unwrap();
    assert_eq!(metadata["actor"], format!("member:{id}"));
    assert_eq!(metadata["gateway"], "http");
    // The same trace, in which the request is a span of its own.
    let traceparent = metadata["traceparent"].as_str().unwrap();
    assert!(traceparent.starts_with(&trace[..36]) && traceparent != trace, "{traceparent}");
    let metadata: Value = serde_json::from_str(events[0].metadata.get()).unwrap();
    assert_eq!(metadata["actor"], format!("token:{}", &api.owner[..16]));
}

/// Some languages write every number so.
#[tokio::test]
async fn a_whole_number_may_be_written_with_a_point() {
    let api = Api::new().await;
    let (_, token) = api.member().await;
    let athlete = Athlete { api: &api, token };
    athlete.does("PATCH", "/profile", Some(json!({"set": {"birth_year": 1990.0}}))).await;
    let race = json!({"date": "2026-09-06", "kind": "10k", "priority": "B", "name": "Town", "target_time_s": 2880.0});
    athlete.posts("/races", race).await;
    let mut workout = run(45);
    workout["duration"]["elapsed_s"] = 2700.0.into();
    workout["distance_m"] = 8200.0.into();
    athlete.posts("/workouts", workout).await;
    let keys = json!({"label": "a program", "days": 30.0});
    assert_eq!(api.post("/tokens").with(&api.owner).json(keys).send().await.status, 200);
}

#[tokio::test]
async fn what_cannot_be_is_refused_with_its_place_and_what_may_stand_there() {
    let api = Api::new().await;
    let (id, token) = api.member().await;
    let mut workout = run(45);
    workout["sport"] = "swimming".into();
    let came = api.post("/members/me/workouts").with(&token).json(workout).send().await;
    assert_eq!((came.status, came.code(), &came.body["field"]), (422, "request.invalid", &json!("sport")));
    assert!(came.body["allowed"].as_array().unwrap().contains(&json!("swim")), "{came:?}");
    let came = api.put("/members/me/units").with(&token).header("Content-Type", "text/plain").send().await;
    assert_eq!((came.status, &came.body["field"]), (422, &json!("units")), "an empty body is an empty form: {came:?}");
    let big = api.put("/members/me/units").with(&token).json(json!({"units": "m".repeat(1_000_001)})).send().await;
    assert_eq!((big.status, big.code()), (413, "request.too-large"));
    let key = api.put("/members/me/units").with(&token).header("Idempotency-Key", "a b").send().await;
    assert_eq!((key.status, key.code()), (400, "idempotency.key"));
    let again = api.post(&format!("/members/{id}/reinstate")).with(&api.owner).send().await;
    assert_eq!((again.status, again.code()), (409, "member.not-suspended"));
    let nobody = api.put(&format!("/members/{}/roles/coach", Uuid::nil())).with(&api.owner).send().await;
    assert_eq!(nobody.status, 404);
    let role = api.token(Some(id), &[Role::Athlete]).await;
    let role = api.put("/members/me/consents/everything").with(&role).send().await;
    assert_eq!((role.status, role.code()), (404, "not-found"));
}
