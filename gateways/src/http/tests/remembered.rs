//! What is remembered between requests, and what ends it.

use std::sync::atomic::{AtomicI64, Ordering};

use axum::http::Method;
use domain::vocabulary::Role;
use jiff::ToSpan;
use pg::watch::LOOK_EVERY;
use serde_json::{Value, json};
use tokio::time::sleep;
use uuid::Uuid;

use super::{
    api::{Api, Came, run},
    matrix::{filled, method},
};
use crate::http::routes::{PREFIX, table};

/// Has a workout logged, and waits until `analytics` and `plans` show it.
async fn log(api: &Api, token: &str, minutes: u32) -> u64 {
    let done = api.post("/members/me/workouts").with(token).json(run(minutes)).send().await.done();
    let position = done.body["position"].as_u64().unwrap();
    shown(api, token, position).await;
    position
}

async fn shown(api: &Api, token: &str, position: u64) {
    for path in ["workouts", "plans"] {
        api.get(&format!("/members/me/{path}?min_position={position}")).with(token).send().await.done();
    }
}

async fn workouts(api: &Api, token: &str) -> usize {
    let came = api.get("/members/me/workouts").with(token).send().await.done();
    came.body["workouts"].as_array().unwrap().len()
}

/// Every question whose answer is remembered.
fn questions() -> Vec<String> {
    let rows = table().into_iter().filter(|row| row.remembered.is_some());
    let questions: Vec<_> = rows.map(|row| (method(&row), filled(&row.path, "me"))).collect();
    assert!(questions.len() >= 13 && questions.iter().all(|(method, _)| *method == Method::GET));
    questions.into_iter().map(|(_, path)| path.trim_start_matches(PREFIX).to_owned()).collect()
}

#[tokio::test]
async fn an_answer_is_remembered_until_something_happens_to_the_member() {
    let api = Api::new().await;
    let ((member, token), (_, other)) = (api.member().await, api.member().await);
    log(&api, &token, 45).await;
    assert_eq!(workouts(&api, &token).await, 1);
    // Behind the ledger's back: it shows from where the answer comes.
    let hide = async |counted: bool| {
        sqlx::query("update analytics.workouts set counted = $2 where member_id = $1")
            .bind(member)
            .bind(counted)
            .execute(&api.pool)
            .await
            .unwrap()
    };
    hide(false).await;
    log(&api, &other, 45).await;
    assert_eq!(workouts(&api, &token).await, 1, "nothing happened to this member");
    log(&api, &token, 50).await;
    assert_eq!(workouts(&api, &token).await, 1, "asked anew: the second one alone");
    hide(true).await;
    assert_eq!(workouts(&api, &token).await, 1);
    // Another filling of the read model, or one that was mended.
    sqlx::query("update projection_checkpoints set revision = revision + 1 where name = 'analytics'")
        .execute(&api.pool)
        .await
        .unwrap();
    sleep(LOOK_EVERY).await;
    assert_eq!(workouts(&api, &token).await, 2);
}

#[tokio::test]
async fn every_remembered_answer_is_what_a_process_without_memories_says() {
    let api = Api::new().await;
    let (_, token) = api.member().await;
    let asked = async |path: &str| api.get(path).with(&token).send().await;
    let with_memories = async || {
        let mut answers = Vec::new();
        for path in questions() {
            answers.push(asked(&path).await);
        }
        answers
    };
    let without = async || {
        let cold = api.in_another_process().await;
        let mut answers = Vec::new();
        for path in questions() {
            answers.push(api.get_at(&cold, &path).with(&token).send().await);
        }
        answers
    };
    let mut before: Vec<Came> = Vec::new();
    let post = |path: &str, body: Value| api.post(path).with(&token).json(body).send();
    let changes: [(&str, Value); 3] = [
        ("/members/me/workouts", run(45)),
        ("/members/me/plans", json!({"kind": "week", "from": "2026-05-04"})),
        ("/members/me/workouts", run(70)),
    ];
    for (path, body) in changes {
        let done = post(path, body).await.done();
        shown(&api, &token, done.body["position"].as_u64().unwrap()).await;
        let answers = with_memories().await;
        assert_eq!(answers, without().await, "after {path}");
        assert_eq!(answers, with_memories().await, "again, after {path}");
        assert_ne!(answers, before, "{path} changed nothing: {done:?}");
        before = answers;
    }
    // A day that has begun elsewhere.
    let done = api.put("/members/me/time-zone").with(&token).json(json!({"time_zone": "Pacific/Kiritimati"}));
    done.send().await.done();
    let answers = with_memories().await;
    assert_eq!(answers, without().await);
    let today = &asked("/members/me/today").await.body["from"];
    assert_eq!(today, "2026-05-04", "the change of zone counts at once");
}

#[tokio::test]
async fn what_is_remembered_of_a_day_ends_with_it() {
    static DAYS: AtomicI64 = AtomicI64::new(0);
    let clock = || super::api::now().saturating_add((24 * DAYS.load(Ordering::Relaxed)).hours()).unwrap();
    let api = Api::new().await;
    let (_, token) = api.member().await;
    log(&api, &token, 45).await;
    let process = api.by_another_clock(clock).await;
    let today =
        async || api.get_at(&process, "/members/me/today").with(&token).send().await.done().body["from"].clone();
    assert_eq!((today().await, today().await), (json!("2026-05-03"), json!("2026-05-03")));
    DAYS.store(1, Ordering::Relaxed);
    assert_eq!(today().await, "2026-05-04", "though nothing happened to the member");
}

#[tokio::test]
async fn what_another_process_wrote_counts_with_its_position_and_soon_without() {
    let api = Api::new().await;
    let (_, token) = api.member().await;
    let other = api.in_another_process().await;
    for written in 1..=5 {
        log(&api, &token, 45).await;
        sleep(LOOK_EVERY).await;
        let came = api.get_at(&other, "/members/me/workouts").with(&token).send().await.done();
        assert_eq!(came.body["workouts"].as_array().unwrap().len(), written);
    }
    let zone = json!({"time_zone": "Pacific/Kiritimati"});
    let done = api.put("/members/me/time-zone").with(&token).json(zone).send().await.done();
    let path = format!("/members/me/today?min_position={}", done.body["position"]);
    let came = api.get_at(&other, &path).with(&token).send().await.done();
    assert_eq!(came.body["from"], "2026-05-04");
}

#[tokio::test]
async fn a_revoked_token_is_refused_in_every_process_by_the_next_look() {
    let api = Api::new().await;
    let (_, token) = api.member().await;
    let processes = [api.in_another_process().await, api.in_another_process().await];
    for process in &processes {
        api.get_at(process, "/me").with(&token).send().await.done();
    }
    assert!(pg::tokens::revoke(&api.pool, &token[..16], super::api::now()).await.unwrap());
    sleep(LOOK_EVERY).await;
    for process in &processes {
        let came = api.get_at(process, "/me").with(&token).send().await;
        assert_eq!((came.status, came.code()), (401, "access.token-revoked"));
    }
}

#[tokio::test]
async fn a_token_that_is_revoked_over_http_is_refused_at_once() {
    let api = Api::new().await;
    let (member, _) = api.member().await;
    for _ in 0..5 {
        let token = api.token(Some(member), Role::ALL).await;
        api.get("/me").with(&token).send().await.done();
        api.delete(&format!("/tokens/{}", &token[..16])).with(&api.owner).send().await.done();
        assert_eq!(api.get("/me").with(&token).send().await.code(), "access.token-revoked");
    }
}

#[tokio::test]
async fn a_role_that_was_taken_away_is_gone_with_the_answer_that_says_so() {
    let api = Api::new().await;
    let (id, token) = api.member_as(Role::Auditor).await;
    let other = api.in_another_process().await;
    for _ in 0..3 {
        api.get("/audit").with(&token).send().await.done();
        api.get_at(&other, "/audit").with(&token).send().await.done();
        api.delete(&format!("/members/{id}/roles/auditor")).with(&api.owner).send().await.done();
        assert_eq!(api.get("/audit").with(&token).send().await.code(), "access.role");
        sleep(LOOK_EVERY).await;
        assert_eq!(api.get_at(&other, "/audit").with(&token).send().await.code(), "access.role");
        api.put(&format!("/members/{id}/roles/auditor")).with(&api.owner).send().await.done();
        sleep(LOOK_EVERY).await;
    }
}

#[tokio::test]
async fn nothing_that_is_remembered_of_a_forgotten_member_is_told() {
    let api = Api::new().await;
    let (_, token) = api.member().await;
    let other = api.in_another_process().await;
    log(&api, &token, 45).await;
    for path in questions() {
        for process in [&api.url, &other] {
            api.get_at(process, &path).with(&token).send().await;
        }
    }
    api.post("/members/me/forget").with(&token).json(json!({})).send().await.done();
    for path in questions() {
        let came = api.get(&path).with(&token).send().await;
        assert_eq!((came.status, came.code()), (403, "access.role"), "{path}");
    }
    sleep(LOOK_EVERY).await;
    for path in questions() {
        let came = api.get_at(&other, &path).with(&token).send().await;
        assert_eq!((came.status, came.code()), (403, "access.role"), "{path}");
    }
}

#[tokio::test]
async fn somebody_else_gets_no_answer_that_is_remembered_for_the_member() {
    let api = Api::new().await;
    let (member, token) = api.member().await;
    let (_, stranger) = api.member().await;
    log(&api, &token, 45).await;
    let path = format!("/members/{member}/workouts");
    api.get(&path).with(&token).send().await.done();
    assert_eq!(api.get(&path).with(&stranger).send().await.status, 404);
    // The cursor in an answer is for whoever asked.
    log(&api, &token, 50).await;
    let page = format!("{path}?limit=1");
    api.get(&page).with(&token).send().await.done();
    let owners = api.get(&page).with(&api.owner).send().await.done();
    let next = format!("{page}&cursor={}", owners.body["next"].as_str().unwrap());
    api.get(&next).with(&api.owner).send().await.done();
    assert_eq!(api.get(&format!("/members/{}/workouts", Uuid::nil())).with(&token).send().await.status, 404);
}
