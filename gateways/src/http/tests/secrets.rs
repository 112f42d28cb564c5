//! Tokens over HTTP.

use domain::vocabulary::Role;
use pg::link_codes::Redeemed;
use serde_json::{Value, json};

use super::api::{Api, PATIENCE};

#[tokio::test]
async fn a_token_is_made_used_listed_and_revoked_and_its_secret_is_shown_once() {
    let api = Api::new().await;
    let (member, _) = api.member().await;
    let wanted = json!({"label": "watch", "member_id": member, "days": 30});
    let made = api.post("/tokens").with(&api.owner).json(wanted).send().await.done().body;
    let (id, secret) = (made["id"].as_str().unwrap(), made["token"].as_str().unwrap());
    let me = api.get("/me").with(secret).send().await.done().body;
    assert_eq!((&me["member_id"], &me["roles"]), (&json!(member), &json!(["athlete"])));
    let listed = api.get("/tokens").with(&api.owner).send().await.done().body;
    let ours = listed["tokens"].as_array().unwrap().iter().find(|token| token["id"] == id).unwrap();
    assert_eq!((&ours["label"], &ours["revoked_at"]), (&json!("watch"), &Value::Null));
    assert!(!listed.to_string().contains(&secret[17..]), "the secret is shown once");
    let revoked = api.delete(&format!("/tokens/{id}")).with(&api.owner).send().await.done().body;
    assert!(revoked["revoked_at"].is_string());
    testkit::eventually(PATIENCE, async || match api.get("/me").with(secret).send().await {
        came if came.code() == "access.token-revoked" => Ok(()),
        came => Err(came),
    })
    .await;
    assert_eq!(api.delete("/tokens/0000000000000000").with(&api.owner).send().await.status, 404);
}

#[tokio::test]
async fn an_admin_neither_makes_nor_ends_what_is_stronger_than_himself() {
    let api = Api::new().await;
    let (_, admin) = api.member_as(Role::Admin).await;
    let make = |roles: Value| api.post("/tokens").with(&admin).json(json!({"label": "mine", "roles": roles})).send();
    for role in ["admin", "owner"] {
        let came = make(json!([role])).await;
        assert_eq!((came.status, came.code()), (403, "access.role"), "{role}");
    }
    make(json!(["analyst"])).await.done();
    let owners = api.delete(&format!("/tokens/{}", &api.owner[..16])).with(&admin).send().await;
    assert_eq!((owners.status, owners.code()), (403, "access.role"));
    api.get("/me").with(&api.owner).send().await.done();
}

#[tokio::test]
async fn a_token_for_nobody_or_for_ever_is_refused_with_its_place() {
    let api = Api::new().await;
    for (wanted, status, field) in [
        (json!({"label": "watch", "member_id": uuid::Uuid::nil()}), 404, "member_id"),
        (json!({"label": "watch", "days": 0}), 422, "days"),
        (json!({"label": "watch", "days": 4000}), 422, "days"),
        (json!({"label": " "}), 422, "label"),
        (json!({"label": "watch", "roles": ["king"]}), 422, "roles[0]"),
    ] {
        let came = api.post("/tokens").with(&api.owner).json(wanted.clone()).send().await;
        assert_eq!((came.status, came.body["field"].as_str()), (status, Some(field)), "{wanted}: {came:?}");
    }
}

#[tokio::test]
async fn a_link_code_is_the_members_own() {
    let api = Api::new().await;
    let (member, token) = api.member().await;
    let made = api.post("/members/me/link-codes").with(&token).send().await.done().body;
    let code = made["code"].as_str().unwrap();
    let redeem =
        async |code: &str, message| pg::link_codes::redeem(&api.pool, code, message, ("telegram", "42")).await.unwrap();
    assert_eq!(redeem(code, "message").await, Redeemed::Of(member));
    let mut codes = Vec::new();
    for _ in 0..2 {
        let made = api.post("/members/me/link-codes").with(&token).send().await.done().body;
        codes.push(made["code"].as_str().unwrap().to_owned());
    }
    assert_eq!(redeem(&codes[0], "first").await, Redeemed::Wrong, "a new one ends those before");
    assert_eq!(redeem(&codes[1], "second").await, Redeemed::Of(member));
    assert_eq!(redeem(&codes[1], "third").await, Redeemed::Wrong, "it is good for one use");
}

#[tokio::test]
async fn a_token_that_can_not_be_is_as_unknown_as_nobodys() {
    let api = Api::new().await;
    for id in ["%00", "0000", "no-token", "ffffffffffffffffffffffffffffffffffffffff"] {
        let came = api.delete(&format!("/tokens/{id}")).with(&api.owner).send().await;
        assert_eq!((came.status, came.body["field"].as_str()), (404, Some("token_id")), "{id}: {came:?}");
    }
}
