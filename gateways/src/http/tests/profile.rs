//! What a member told of themselves, and what follows from it.

use serde_json::{Value, json};

use super::api::Api;

#[tokio::test]
async fn zones_follow_from_the_thresholds_that_hold_today() {
    let api = Api::new().await;
    let (_, token) = api.member().await;
    let mut position = json!(0);
    for (effective, ftp) in [("2026-04-01", 200), ("2026-05-03", 210), ("2026-05-04", 300)] {
        let set = json!({"effective": effective, "thresholds": {"ftp": ftp}});
        position =
            api.post("/members/me/thresholds").with(&token).json(set).send().await.done().body["position"].clone();
    }
    let zones = async |position: &Value| {
        let path = format!("/members/me/zones?min_position={position}");
        api.get(&path).with(&token).send().await.done().body
    };
    let today = zones(&position).await;
    assert_eq!(today["thresholds"]["ftp"], 210, "{today}");
    let top = today["zones"].as_array().unwrap().last().unwrap()["power"]["from"].clone();
    // Where it is tomorrow already.
    let there = json!({"time_zone": "Pacific/Kiritimati"});
    position = api.put("/members/me/time-zone").with(&token).json(there).send().await.done().body["position"].clone();
    let tomorrow = zones(&position).await;
    assert_eq!(tomorrow["thresholds"]["ftp"], 300, "{tomorrow}");
    assert!(tomorrow["zones"].as_array().unwrap().last().unwrap()["power"]["from"].as_u64() > top.as_u64());
}
