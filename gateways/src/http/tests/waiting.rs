//! Commands whose outcome isn't waited for.

use serde_json::json;
use uuid::Uuid;

use super::api::{Api, PATIENCE, run};

#[tokio::test]
async fn who_does_not_wait_is_told_where_to_ask() {
    let api = Api::without_a_worker().await;
    let registration = json!({"language": "en", "time_zone": "Europe/Prague", "units": "metric"});
    let register = || api.post("/members").with(&api.owner).json(registration.clone());
    let mut links = Vec::new();
    for (key, prefer) in [(Some("first:%member"), "respond-async"), (None, "wait=1"), (None, "handling=strict, wait=0")]
    {
        let ask = register().prefer(prefer);
        let queued = match key {
            Some(key) => ask.header("Idempotency-Key", key).send().await,
            None => ask.send().await,
        };
        assert_eq!(queued.status, 202, "{queued:?}");
        let link = queued.location.clone().unwrap();
        assert_eq!(queued.body["status_url"], json!(link));
        let status = api.get(&link).with(&api.owner).send().await.done();
        assert_eq!(status.body, json!({"status": "pending"}));
        links.push(link);
    }
    api.start_worker();
    for link in links {
        testkit::eventually(PATIENCE, async || match api.get(&link).with(&api.owner).send().await {
            came if came.body["status"] == "accepted" => Ok(()),
            came => Err(came),
        })
        .await;
    }
}

#[tokio::test]
async fn a_status_is_for_the_token_that_asked() {
    let api = Api::new().await;
    let (_, token) = api.member().await;
    let log = api.post("/members/me/workouts").with(&token).header("Idempotency-Key", "run:1").json(run(45));
    let position = log.send().await.done().body["position"].clone();
    let status = api.get("/commands/run:1").with(&token).send().await.done();
    assert_eq!(status.body, json!({"status": "accepted", "position": position}));
    assert_eq!(api.get("/commands/run:1").with(&api.owner).send().await.status, 404);
    assert_eq!(api.get(&format!("/commands/{}", Uuid::nil())).with(&token).send().await.status, 404);
    let wrong = api.delete(&format!("/members/me/workouts/{}", Uuid::nil())).with(&token);
    wrong.header("Idempotency-Key", "undo").send().await;
    let status = api.get("/commands/undo").with(&token).send().await.done();
    assert_eq!((&status.body["status"], &status.body["problem"]["status"]), (&json!("rejected"), &json!(404)));
}
