//! What an analyst is shown, wherever he asks: figures, and nobody in person.

use domain::vocabulary::{Role, Scope};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    api::{Api, PATIENCE, run},
    matrix::{filled, method},
};
use crate::http::{
    access::Pseudonyms,
    routes::{Kind, table},
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
    does("POST", "/workouts", run(45)).await;
    let plan = does("POST", "/plans", json!({"kind": "week", "from": "2026-05-03"})).await.id();
    let coach = json!({});
    does("PUT", &format!("/coaches/{member}"), coach).await;
    let claim = format!("/members/{member}/identities/telegram/{SAID}-4711");
    api.put(&claim).with(&api.owner).send().await.done();
    let reason = json!({"reason": SAID});
    api.post(&format!("/members/{member}/suspend")).with(&api.owner).json(reason).send().await.done();
    api.post(&format!("/members/{member}/reinstate")).with(&api.owner).send().await.done();
    told.extend([SAID.to_owned(), "4711".to_owned(), workout.to_string(), plan.to_string()]);
    told
}

#[tokio::test]
async fn no_answer_to_an_analyst_names_anybody_or_repeats_what_they_said() {
    let api = Api::new().await;
    let (member, token) = api.member().await;
    let secrets = tells_all(&api, member, &token).await;
    let analyst = api.token(None, &[Role::Analyst]).await;
    let pseudonym = Pseudonyms::load(&api.pool).await.unwrap().of(member);
    let head = pg::head_position(&api.pool).await.unwrap();
    let mut answered = 0;
    for row in table() {
        // What has no end is made of the same events as the pages, by the same code.
        if row.path.ends_with("/live") || !matches!(row.kind, Kind::Query(roles) if roles.contains(&Role::Analyst)) {
            continue;
        }
        let path = filled(&row.path, &pseudonym.to_string()).replace(&Uuid::from_u128(7).to_string(), "form");
        let fresh = if ["/me", "/metrics", "/commands"]
            .iter()
            .any(|open| row.path.contains(open) && !row.path.contains("{member}"))
        {
            String::new()
        } else {
            format!("?min_position={head}")
        };
        for when in [fresh, format!("?as_of={head}")] {
            let came = testkit::eventually(PATIENCE, async || {
                match api.ask(method(&row), &format!("{path}{when}")).with(&analyst).send().await {
                    came if came.status == 503 => Err(came),
                    came => Ok(came),
                }
            })
            .await;
            answered += usize::from(came.status == 200);
            let text = came.body.to_string();
            for secret in &secrets {
                assert!(!text.contains(secret.as_str()), "{path}{when} tells {secret}: {text}");
            }
        }
    }
    assert!(answered >= 20, "only {answered} answers: the walk shows nothing");
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
