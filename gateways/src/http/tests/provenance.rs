//! How a plan came to be, and what is proven of it.

use serde_json::{Value, json};

use super::api::{Api, PATIENCE, run};

#[tokio::test]
async fn what_a_plan_was_made_from_is_held_against_the_ledger_for_whoever_asks_for_that() {
    let api = Api::new().await;
    let (_, token) = api.member().await;
    let workout = api.post("/members/me/workouts").with(&token).json(run(45)).send().await.done().id();
    let plan = json!({"kind": "week", "from": "2026-05-04"});
    let plan = api.post("/members/me/plans").with(&token).json(plan).send().await.done().id();
    let path = format!("/members/me/plans/{plan}/provenance");
    // Until the log is that far, the ledger itself is read.
    let listed: Value = testkit::eventually(PATIENCE, async || {
        let came = api.get(&path).with(&token).send().await;
        if came.status == 200 && came.body["inputs_confirmed"].is_null() { Ok(came.body) } else { Err(came) }
    })
    .await;
    let mut proven = api.get(&format!("{path}?confirm=true")).with(&token).send().await.body;
    assert_eq!(proven["inputs_confirmed"], json!(true));
    let streams: Vec<&str> =
        proven["inputs"].as_array().unwrap().iter().filter_map(|one| one["stream"].as_str()).collect();
    assert!(streams.contains(&workout.to_string().as_str()), "{proven}");
    proven["inputs_confirmed"] = Value::Null;
    assert_eq!(listed, proven);
}
