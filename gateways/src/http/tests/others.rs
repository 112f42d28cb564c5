//! Somebody else's training: as if it weren't there.

use domain::vocabulary::Role;
use serde_json::json;
use uuid::Uuid;

use super::{
    api::{Api, PATIENCE, run},
    matrix::{filled, method},
};
use crate::http::routes::table;

#[tokio::test]
async fn another_athletes_id_is_as_unknown_as_nobodys() {
    let api = Api::new().await;
    let (_, token) = api.member_as(Role::Athlete).await;
    let (_, coach) = api.member_as(Role::Coach).await;
    let (other, _) = api.member().await;
    let nobody = Uuid::from_u128(77);
    for row in table().iter().filter(|row| row.path.contains("{member}")) {
        let roles = row.permission().unwrap().roles;
        for (role, token) in [(Role::Athlete, &token), (Role::Coach, &coach)] {
            if !roles.contains(&role) {
                continue;
            }
            let ask = |id: Uuid| api.ask(method(row), &filled(&row.path, &id.to_string())).with(token).send();
            let came = ask(other).await;
            assert_eq!((came.status, came.code()), (404, "not-found"), "{role}: {} {}", method(row), row.path);
            assert_eq!(came, ask(nobody).await);
        }
    }
}

#[tokio::test]
async fn another_athletes_workout_and_plan_are_as_unknown_as_nobodys() {
    let api = Api::new().await;
    let ((_, one), (_, other)) = (api.member().await, api.member().await);
    let workout = api.post("/members/me/workouts").with(&one).json(run(45)).send().await.done().id();
    let plan = json!({"kind": "week", "from": "2026-05-04"});
    let plan = api.post("/members/me/plans").with(&one).json(plan).send().await.done().id();
    for view in [format!("/members/me/plans/{plan}"), format!("/members/me/plans/{plan}/provenance")] {
        testkit::eventually(PATIENCE, async || match api.get(&view).with(&one).send().await {
            came if came.status == 200 => Ok(()),
            came => Err(came),
        })
        .await;
        let came = api.get(&view).with(&other).send().await;
        assert_eq!((came.status, came.code()), (404, "not-found"), "{view}: {came:?}");
    }
    for path in ["workouts", "plans"] {
        let id = if path == "workouts" { workout } else { plan };
        let ask = |id: Uuid| match path {
            "workouts" => api.delete(&format!("/members/me/workouts/{id}")),
            _ => api.post(&format!("/members/me/plans/{id}/sessions/{id}/reopen")),
        };
        let came = ask(id).with(&other).send().await;
        assert_eq!((came.status, came.code()), (404, "not-found"), "{came:?}");
        assert_eq!(came, ask(Uuid::from_u128(77)).with(&other).send().await);
    }
    api.delete(&format!("/members/me/workouts/{workout}")).with(&one).send().await.done();
}
