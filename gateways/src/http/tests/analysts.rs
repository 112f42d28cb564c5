//! What an analyst is shown, wherever he asks: figures, and nobody in person.

use axum::http::Method;
use base64::prelude::{BASE64_STANDARD_NO_PAD, Engine};
use domain::vocabulary::{Role, Scope};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    api::{Api, PATIENCE, client, run},
    matrix::{filled, method},
};
use crate::http::{
    access::Pseudonyms,
    routes::{CHARTS, table},
};

const SAID: &str = "Inparticular";

/// Says something of themselves in every place that takes words, and has an account elsewhere.
async fn tells_all(api: &Api, member: Uuid, token: &str) -> Vec<String> {
    let mut told = vec![member.to_string(), member.simple().to_string()];
    let does = async |method: &str, path: &str, body: Value| {
        api.ask(method.parse().unwrap(), &format!("/members/me{path}")).with(token).json(body).send().await.done()
    };
    let profile = json!({"set": {"name": SAID, "sports": ["run"], "level": "intermediate"}});
    does("PATCH", "/profile", profile).await;
    does("PUT", "/onboarding/goal", json!({"answer": SAID})).await;
    let mut workout = run(45);
    (workout["notes"], workout["weather"], workout["tags"]) = (SAID.into(), SAID.into(), json!([SAID]));
    let workout = does("POST", "/workouts", workout).await.id();
    does("DELETE", &format!("/workouts/{workout}"), json!({"reason": SAID})).await;
    let race = json!({"date": "2026-09-20", "kind": "marathon", "priority": "A", "name": SAID});
    told.push(does("POST", "/races", race).await.id().to_string());
    let injury = json!({"body_part": "knee", "severity": 2, "date": "2026-04-20", "note": SAID});
    told.push(does("POST", "/injuries", injury).await.id().to_string());
    // More than stand on a page of the walk, so that there is a next one.
    for _ in 0..3 {
        told.push(does("POST", "/workouts", run(45)).await.id().to_string());
    }
    let plan = does("POST", "/plans", json!({"kind": "week", "from": "2026-05-03"})).await.id();
    let coach = json!({});
    does("PUT", &format!("/coaches/{member}"), coach).await;
    let claim = format!("/members/{member}/identities/telegram/{SAID}-4711");
    api.put(&claim).with(&api.owner).send().await.done();
    let reason = json!({"reason": SAID});
    api.post(&format!("/members/{member}/suspend")).with(&api.owner).json(reason).send().await.done();
    api.post(&format!("/members/{member}/reinstate")).with(&api.owner).send().await.done();
    told.extend([SAID.to_owned(), workout.to_string(), plan.to_string()]);
    told
}

/// Status, headers and bytes of an answer, or of as much of one without an end as there is to tell now.
pub(super) async fn whole(url: &str, token: &str, head: u64) -> (u16, String) {
    let request = client().get(url).bearer_auth(token).header("Last-Event-ID", "0");
    let mut came = request.send().await.unwrap();
    let mut text = format!("{:?}", came.headers());
    let (status, endless) = (came.status().as_u16(), came.headers()["content-type"] == "text/event-stream");
    while let Some(bytes) = came.chunk().await.unwrap() {
        text.push_str(&String::from_utf8_lossy(&bytes));
        if endless && text.contains(&format!("id: {head}\n")) {
            break;
        }
    }
    (status, text)
}

/// What must not stand anywhere, as it is or as it is often written.
fn written(secret: &str) -> Vec<String> {
    let hex = secret.bytes().map(|byte| format!("{byte:02x}")).collect();
    // Three places of a beginning, each without what depends on what stands around it.
    let base64 = (0..3).map(|shift| {
        let text = BASE64_STANDARD_NO_PAD.encode([&b"xxx"[..shift], secret.as_bytes()].concat());
        text[if shift == 0 { 0 } else { 4 }..text.len() - 2].to_owned()
    });
    [secret.to_owned(), secret.to_uppercase(), hex].into_iter().chain(base64).collect()
}

/// Every query, under every name that its parts may have, and asked for what can't be as well.
fn questions(pseudonym: Uuid, head: u64) -> Vec<String> {
    let mut asked = Vec::new();
    for row in table().iter().filter(|row| method(row) == Method::GET) {
        let path = filled(&row.path, &pseudonym.to_string());
        let charts = if row.path.contains("{chart}") { &CHARTS[..] } else { &[""] };
        for chart in charts {
            let path = path.replace(&Uuid::from_u128(7).to_string(), chart);
            for asks in ["", "?limit=2", "?format=png", "?format=prov", "?no=such", "?cursor=7b7d"] {
                asked.push(format!("{path}{asks}"));
            }
            asked.push(format!("{path}?as_of={head}"));
            asked.push(format!("{path}?as_of={}", head + 1000));
        }
    }
    asked
}

#[tokio::test]
async fn no_answer_to_an_analyst_names_anybody_or_repeats_what_they_said() {
    let api = Api::new().await;
    let (member, token) = api.member().await;
    let secrets: Vec<String> = tells_all(&api, member, &token).await.iter().flat_map(|told| written(told)).collect();
    let pseudonym = Pseudonyms::load(&api.pool).await.unwrap().of(member);
    let head = pg::head_position(&api.pool).await.unwrap();
    for model in ["analytics", "audit", "members", "plans"] {
        projections::Freshness::new(api.pool.clone()).wait_for(model, head, PATIENCE).await.unwrap();
    }
    let tell = |text: &str| secrets.iter().find(|secret| text.contains(secret.as_str())).cloned();
    let of_himself = api.member_as(Role::Analyst).await.1;
    for analyst in [api.token(None, &[Role::Analyst]).await, of_himself] {
        let (mut answered, mut turned) = (0, 0);
        let mut questions = questions(pseudonym, head);
        while let Some(path) = questions.pop() {
            let (status, text) = whole(&format!("{}{path}", api.url), &analyst, head).await;
            assert_eq!(tell(&text), None, "{path} tells of it: {text}");
            answered += usize::from(status == 200);
            // The next pages, one by one.
            turned += usize::from(path.contains("/workouts") && path.contains("cursor=") && status == 200);
            let next = text.split_once("\"next\":\"").and_then(|(_, next)| next.split('"').next());
            questions.extend(next.map(|next| format!("{}?limit=1&cursor={next}", path.split('?').next().unwrap())));
        }
        assert!(answered >= 40 && turned >= 1, "only {answered} answers, {turned} pages: the walk shows nothing");
    }
    let (_, seen) = whole(&format!("{}/api/v1/members/{member}/workouts", api.url), &api.owner, head).await;
    assert!(tell(&seen).is_some(), "whoever may see it does: {seen}");
}

#[tokio::test]
async fn an_analysts_pages_lead_through_all_and_open_to_nobody_else() {
    let api = Api::new().await;
    let (member, token) = api.member().await;
    let mut position = json!(0);
    for minutes in 41..46 {
        let logged = api.post("/members/me/workouts").with(&token).json(run(minutes)).send().await.done();
        position = logged.body["position"].clone();
    }
    let (analyst, other) = (api.token(None, &[Role::Analyst]).await, api.token(None, &[Role::Analyst]).await);
    let pseudonym = Pseudonyms::load(&api.pool).await.unwrap().of(member);
    let page = async |token: &str, cursor: &str| {
        api.get(&format!("/members/{pseudonym}/workouts?limit=2&min_position={position}{cursor}"))
            .with(token)
            .send()
            .await
    };
    let (mut seen, mut cursor) = (Vec::new(), String::new());
    loop {
        let came = page(&analyst, &cursor).await.done();
        assert_eq!(page(&analyst, &cursor).await, came, "the same again");
        seen.extend(came.body["workouts"].as_array().unwrap().iter().map(|one| one["seconds"].as_u64().unwrap() / 60));
        let Some(next) = came.body["next"].as_str() else { break };
        cursor = format!("&cursor={next}");
        let refused = page(&other, &cursor).await;
        assert_eq!((refused.status, refused.code()), (422, "query.cursor"), "another token's");
        let refused = api.get(&format!("/members?cursor={next}")).with(&api.owner).send().await;
        assert_eq!((refused.status, refused.code()), (422, "query.cursor"), "another token's, of another list");
    }
    seen.sort_unstable();
    assert_eq!(seen, [41, 42, 43, 44, 45]);
}

#[tokio::test]
async fn an_analysts_tag_is_none_of_the_plain_answer() {
    let api = Api::new().await;
    let (member, token) = api.member().await;
    let logged = api.post("/members/me/workouts").with(&token).json(run(45)).send().await.done();
    let analyst = api.token(None, &[Role::Analyst]).await;
    let pseudonym = Pseudonyms::load(&api.pool).await.unwrap().of(member);
    let ask = async |id: Uuid, token: &str, known: &str| {
        let url = format!("{}/api/v1/members/{id}/workouts?min_position={}", api.url, logged.body["position"]);
        client().get(url).bearer_auth(token).header("If-None-Match", known).send().await.unwrap()
    };
    let tag = async |id, token: &str| ask(id, token, "").await.headers()["etag"].to_str().unwrap().to_owned();
    let (plain, hidden) = (tag(member, &api.owner).await, tag(pseudonym, &analyst).await);
    assert_ne!(plain, hidden);
    assert_eq!(ask(pseudonym, &analyst, &hidden).await.status(), 304);
    assert_eq!(ask(pseudonym, &analyst, &plain).await.status(), 200);
}

#[tokio::test]
async fn one_thing_has_one_pseudonym_wherever_it_is_spoken_of() {
    let api = Api::new().await;
    let (member, token) = api.member().await;
    let logged = api.post("/members/me/workouts").with(&token).json(run(45)).send().await.done();
    let position = &logged.body["position"];
    let analyst = api.token(None, &[Role::Analyst]).await;
    let pseudonyms = Pseudonyms::load(&api.pool).await.unwrap();
    let (who, what) = (pseudonyms.of(member), pseudonyms.of(logged.id()));
    let page = api.get(&format!("/members/{who}/workouts?min_position={position}")).with(&analyst).send().await.done();
    assert_eq!(page.body["workouts"][0]["workout_id"], json!(what));
    let events = api.get("/events?type=WorkoutLogged").with(&analyst).send().await.done();
    assert_eq!(events.body["events"][0]["aggregate_id"], json!(what));
    assert_eq!(events.body["events"][0]["subject"], json!(who));
    let trusted = api.token_with(None, &[Scope::Read, Scope::Identities], None).await;
    let page = api.get(&format!("/members/{member}/workouts")).with(&trusted).send().await.done();
    assert_eq!(page.body["workouts"][0]["workout_id"], json!(logged.id()));
}
