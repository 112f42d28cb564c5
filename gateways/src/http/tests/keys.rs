//! A command's key: once is once, however often and from wherever it is sent.

use axum::http::Method;
use serde_json::json;

use super::api::{Api, client, run};
use crate::http::Limits;

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn the_same_key_from_32_connections_at_once_is_one_event_and_one_answer() {
    let api = Api::new().await;
    let (_, token) = api.member().await;
    let clients: Vec<_> = (0..32).map(|_| client()).collect();
    let asked = clients.iter().map(|client| {
        let ask = api.ask_by(client, Method::POST, "/members/me/workouts").with(&token);
        ask.header("Idempotency-Key", "sunday-run").json(run(45)).send()
    });
    let came = futures::future::join_all(asked).await;
    for answer in &came {
        assert_eq!(answer, &came[0]);
        assert_eq!(answer.status, 200, "{answer:?}");
    }
    let events = count_of(&api, "WorkoutLogged").await;
    assert_eq!(events, 1);

    let other = api.post("/members/me/workouts").with(&token).header("Idempotency-Key", "sunday-run").json(run(50));
    let other = other.send().await;
    assert_eq!((other.status, other.code()), (422, "idempotency.other-request"));
    let elsewhere = api.put("/members/me/units").with(&token).header("Idempotency-Key", "sunday-run");
    assert_eq!(elsewhere.json(json!({"units": "imperial"})).send().await.status, 422);
    let later = api.post("/members/me/workouts").with(&token).header("Idempotency-Key", "sunday-run").json(run(45));
    assert_eq!(later.send().await, came[0], "the first answer, also later");
    assert_eq!(count_of(&api, "WorkoutLogged").await, 1);
}

#[tokio::test]
async fn the_same_key_of_another_token_is_another_command() {
    let api = Api::new().await;
    let ((_, one), (_, other)) = (api.member().await, api.member().await);
    for token in [one, other] {
        let log = api.post("/members/me/workouts").with(&token).header("Idempotency-Key", "run").json(run(45));
        log.send().await.done();
    }
    assert_eq!(count_of(&api, "WorkoutLogged").await, 2);
}

#[tokio::test]
async fn a_refusal_is_remembered_under_its_key_too() {
    let api = Api::new().await;
    let (_, token) = api.member().await;
    let mut tomorrow = run(45);
    tomorrow["local_date"] = "2026-05-02".into();
    let log =
        || api.post("/members/me/workouts").with(&token).header("Idempotency-Key", "wrong").json(tomorrow.clone());
    let refused = log().send().await;
    assert_eq!((refused.status, refused.code()), (422, "workout.wrong-date"));
    assert_eq!(refused.media_type, "application/problem+json");
    assert_eq!(log().send().await, refused);
}

#[tokio::test]
async fn a_key_that_nobody_could_give_names_no_command_and_a_packed_body_is_not_read() {
    let api = Api::new().await;
    let (_, token) = api.member().await;
    for key in ["%00", "a%20b", "a%2Fb"] {
        let came = api.get(&format!("/commands/{key}")).with(&token).send().await;
        assert_eq!((came.status, came.code()), (404, "not-found"), "{key}");
    }
    let packed = api.post("/members/me/workouts").with(&token).header("Content-Encoding", "gzip").json(run(45));
    let came = packed.send().await;
    assert_eq!((came.status, came.code()), (415, "request.content-encoding"));
}

async fn count_of(api: &Api, event_type: &str) -> usize {
    let filter = pg::EventFilter { event_types: vec![event_type.to_owned()], ..Default::default() };
    pg::events_after(&api.pool, 0, 1000, &filter).await.unwrap().len()
}

#[tokio::test]
async fn a_repeat_says_that_it_is_one() {
    let (api, served) = super::live::served(Limits::without_rates()).await;
    let (_, token) = api.member().await;
    let log = async || {
        let url = format!("{}/members/me/workouts", served.url);
        let ask = served.client.post(url).bearer_auth(&token).header("Idempotency-Key", "sunday").json(&run(45));
        let came = ask.send().await.unwrap();
        (
            came.status().as_u16(),
            came.headers().get("idempotency-replayed").map(|value| value.to_str().unwrap().to_owned()),
        )
    };
    assert_eq!(log().await, (200, None));
    assert_eq!(log().await, (200, Some("true".to_owned())));
}

#[tokio::test]
async fn a_key_whose_request_was_forgotten_still_counts_once() {
    let api = Api::new().await;
    let (_, token) = api.member().await;
    let log = |minutes| {
        let ask = api.post("/members/me/workouts").with(&token).header("Idempotency-Key", "sunday");
        ask.json(run(minutes)).send()
    };
    let first = log(45).await.done();
    assert_eq!(log(50).await.status, 422, "another request while it is known");
    let day = jiff::SignedDuration::from_hours(24);
    assert_eq!(commands::keys::forget(&api.pool, super::api::now() - day).await.unwrap(), 0, "it is newer than that");
    assert_eq!(commands::keys::forget(&api.pool, super::api::now() + day).await.unwrap(), 1);
    assert_eq!(log(50).await, first, "what became of the command is kept");
    assert_eq!(count_of(&api, "WorkoutLogged").await, 1);
}
