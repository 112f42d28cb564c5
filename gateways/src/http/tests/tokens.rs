//! What a token is good for follows its member.

use domain::vocabulary::Role;
use serde_json::json;

use super::api::{Api, PATIENCE};

#[tokio::test]
async fn a_revoked_role_and_a_suspension_reach_the_tokens_that_are_out() {
    let api = Api::new().await;
    let (id, token) = api.member_as(Role::Auditor).await;
    let me = || api.get("/me").with(&token).send();
    assert_eq!(me().await.done().body["roles"], json!(["auditor"]));

    api.delete(&format!("/members/{id}/roles/auditor")).with(&api.owner).send().await.done();
    testkit::eventually(PATIENCE, async || match me().await {
        came if came.status == 403 => Ok(()),
        came => Err(came),
    })
    .await;
    let reason = json!({"reason": "shared the token"});
    api.post(&format!("/members/{id}/suspend")).with(&api.owner).json(reason).send().await.done();
    testkit::eventually(PATIENCE, async || match me().await {
        came if came.code() == "member.suspended" => Ok(()),
        came => Err(came),
    })
    .await;
}

#[tokio::test]
async fn a_revoked_token_is_refused_within_moments() {
    let api = Api::new().await;
    let (_, token) = api.member().await;
    api.get("/me").with(&token).send().await.done();
    assert!(pg::tokens::revoke(&api.pool, &token[..16], super::api::now()).await.unwrap());
    testkit::eventually(PATIENCE, async || match api.get("/me").with(&token).send().await {
        came if came.code() == "access.token-revoked" => Ok(()),
        came => Err(came),
    })
    .await;
}

#[tokio::test]
async fn only_an_owner_makes_and_unmakes_admins_and_owners() {
    let api = Api::new().await;
    let (_, admin) = api.member_as(Role::Admin).await;
    let (owner, _) = api.member_as(Role::Owner).await;
    let (member, _) = api.member().await;
    for role in ["admin", "owner"] {
        let grant = api.put(&format!("/members/{member}/roles/{role}")).with(&admin).send().await;
        assert_eq!((grant.status, grant.code()), (403, "access.role"), "{role}");
        let revoke = api.delete(&format!("/members/{owner}/roles/{role}")).with(&admin).send().await;
        assert_eq!(revoke.status, 403, "{role}");
    }
    let reason = json!({"reason": "ambition"});
    let suspend = api.post(&format!("/members/{owner}/suspend")).with(&admin).json(reason).send().await;
    assert_eq!(suspend.status, 403);
    // Whoever writes from an account speaks for its member.
    for method in [axum::http::Method::PUT, axum::http::Method::DELETE] {
        let account =
            |of| api.ask(method.clone(), &format!("/members/{of}/identities/telegram/42")).with(&admin).send();
        assert_eq!(account(owner).await.status, 403, "{method}");
        account(member).await.done();
    }
    api.put(&format!("/members/{member}/roles/coach")).with(&admin).send().await.done();
    api.put(&format!("/members/{member}/roles/admin")).with(&api.owner).send().await.done();
}
