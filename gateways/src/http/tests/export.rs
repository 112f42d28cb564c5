//! Everything of a member in one document.

use domain::vocabulary::Role;
use serde_json::json;

use super::api::{Api, run};

#[tokio::test]
async fn an_export_has_everything_up_to_the_position_that_is_asked_for_and_is_nobody_elses() {
    let api = Api::new().await;
    let (member, token) = api.member().await;
    let mut exported = json!(null);
    // Each time at once, so that a read model that is still behind would be seen.
    for minutes in 41..46 {
        let logged = api.post("/members/me/workouts").with(&token).json(run(minutes)).send().await.done();
        let path = format!("/members/me/export?min_position={}", logged.body["position"]);
        exported = api.get(&path).with(&token).send().await.done().body;
        let workouts = exported["workouts"].as_array().unwrap();
        assert!(workouts.iter().any(|one| one["workout_id"] == json!(logged.id())), "{exported}");
    }
    assert_eq!(exported["member_id"], json!(member));
    assert_eq!(exported["workouts"].as_array().unwrap().len(), 5);
    assert_eq!(exported["events"].as_array().unwrap().len(), api.events_about(member).await.len());
    let path = format!("/members/{member}/export");
    api.get(&path).with(&api.owner).send().await.done();
    assert_eq!(api.get(&path).with(&api.member().await.1).send().await.status, 404);
    for role in [Role::Coach, Role::Analyst, Role::Auditor, Role::Admin] {
        assert_eq!(api.get(&path).with(&api.member_as(role).await.1).send().await.status, 403, "{role}");
    }
}
