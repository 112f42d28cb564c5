//! What analysts see in place of members' ids.

use axum::Json;
use domain::vocabulary::{Role, Scope};
use serde_json::{Value, json};
use utoipa_axum::routes;
use uuid::Uuid;

use super::api::Api;
use crate::http::{
    access::About,
    router,
    routes::{query, table},
};

/// Tells whom a request is about.
#[utoipa::path(get, path = "/test/{member}")]
async fn about(About(member): About) -> Json<Value> {
    Json(json!({"about": member}))
}

#[tokio::test]
async fn an_analyst_asks_by_pseudonym_and_sees_the_person_only_with_that_scope() {
    let rows = || table().into_iter().chain([query(routes!(about), Role::ALL)]).collect();
    let api = Api::serving(|http| router::of(rows(), http)).await;
    api.start_worker();
    let (athlete, _) = api.member().await;
    let (analyst, token) = api.member_as(Role::Analyst).await;
    let see = async |token: &str, id: Uuid| api.get(&format!("/test/{id}")).with(token).send().await.done().body;

    let plain = see(&api.owner, athlete).await;
    assert_eq!(plain, json!({"about": athlete}));
    let pseudonym = crate::http::access::Pseudonyms::load(&api.pool).await.unwrap().of(athlete);
    let of_the_plain_id = see(&token, athlete).await;
    assert_ne!(of_the_plain_id["about"], json!(pseudonym), "an id is no pseudonym");

    let scopes = [Scope::Read, Scope::Identities];
    let seeing = api.token_with(Some(analyst), &scopes, None).await;
    assert_eq!(see(&seeing, athlete).await, plain);
    assert_eq!(see(&token, pseudonym).await, json!({"about": pseudonym}));
}
