//! Every route against every role, over the socket.

use std::fmt::Write;

use axum::http::Method;
use domain::vocabulary::{Role, Scope};
use serde_json::json;
use utoipa::openapi::path::HttpMethod;
use uuid::Uuid;

use super::api::{Api, Ask, Came};
use crate::http::routes::{Kind, Row, table};

pub(super) fn method(row: &Row) -> Method {
    match row.method {
        HttpMethod::Get => Method::GET,
        HttpMethod::Put => Method::PUT,
        HttpMethod::Post => Method::POST,
        HttpMethod::Patch => Method::PATCH,
        _ => Method::DELETE,
    }
}

/// An address that is complete, about this member.
pub(super) fn filled(path: &str, member: &str) -> String {
    let nobody = Uuid::from_u128(7).to_string();
    path.split('/')
        .map(|part| match part {
            "{member}" => member,
            "{date}" => "2026-05-03",
            "{role}" => "auditor",
            "{consent}" => "reminders",
            "{question}" => "goal",
            "{sign}" => "fever",
            "{token_id}" => "0000000000000000",
            "{gateway}" => "telegram",
            part if part.starts_with('{') => &nobody,
            part => part,
        })
        .collect::<Vec<_>>()
        .join("/")
}

/// Asks for something that can't be: whoever is let through is told so, and nothing happens.
fn harmless(api: &Api, row: &Row, member: &str) -> Ask {
    let ask = api.ask(method(row), &filled(&row.path, member));
    match row.kind {
        Kind::Command(_) => ask.json(json!({"no such thing": true})),
        Kind::Making(_) if row.path.ends_with("/tokens") => ask.json(json!({"no such thing": true})),
        // Who follows events from no place is told so; from any other place the answer would have no end.
        Kind::Query(_) | Kind::Making(_) | Kind::Open => ask.header("Last-Event-ID", "nowhere"),
    }
}

fn is_let_through(row: &Row, came: &Came) -> bool {
    match row.kind {
        Kind::Command(_) => came.code() == "request.invalid",
        Kind::Query(_) | Kind::Making(_) | Kind::Open => ![401, 403].contains(&came.status) && came.status < 500,
    }
}

#[test]
fn the_table_is_the_one_that_was_agreed_on() {
    let mut written = String::new();
    for row in table() {
        let roles = row.permission().map_or(&[][..], |permission| permission.roles);
        let roles: Vec<&str> = roles.iter().map(|role| role.as_str()).collect();
        let whom = if roles.is_empty() { "anybody".to_owned() } else { roles.join(", ") };
        writeln!(written, "{} {}: {whom}", method(&row), row.path).unwrap();
    }
    insta::assert_snapshot!(written);
}

#[tokio::test]
async fn each_role_gets_through_where_the_table_says_and_nowhere_else() {
    let api = Api::new().await;
    for role in Role::ALL {
        let (id, token) = api.member_as(*role).await;
        for row in table() {
            let Some(permission) = row.permission() else { continue };
            // Coaches are not their own athletes, so they name themselves as `me`.
            let member = if *role == Role::Coach { "me".to_owned() } else { id.to_string() };
            let came = harmless(&api, &row, &member).with(&token).send().await;
            let at = format!("{role}: {} {} gave {came:?}", method(&row), row.path);
            if permission.roles.contains(role) {
                assert!(is_let_through(&row, &came), "{at}");
            } else {
                assert_eq!((came.status, came.code()), (403, "access.role"), "{at}");
            }
        }
    }
}

#[tokio::test]
async fn without_a_good_token_nobody_gets_through_anywhere() {
    let api = Api::new().await;
    let (id, good) = api.member().await;
    let expired = api.token_with(Some(id), Scope::ALL, Some(super::api::now())).await;
    let revoked = api.token_with(Some(id), Scope::ALL, None).await;
    pg::tokens::revoke(&api.pool, &revoked[..16], super::api::now()).await.unwrap();
    let wrong = format!("{}{}", &good[..80], if good.ends_with('0') { '1' } else { '0' });
    let unknown = format!("{}.{}", "f".repeat(16), "0".repeat(64));
    for row in table().iter().filter(|row| row.kind != Kind::Open) {
        let ask = || harmless(&api, row, "me");
        for (came, code) in [
            (ask().send().await, "access.token-missing"),
            (ask().header("Authorization", "Basic b3duZXI6b3duZXI=").send().await, "access.token-missing"),
            (ask().with("no-token").send().await, "access.token-unknown"),
            (ask().with(&unknown).send().await, "access.token-unknown"),
            (ask().with(&wrong).send().await, "access.token-unknown"),
            (ask().with(&expired).send().await, "access.token-expired"),
            (ask().with(&revoked).send().await, "access.token-revoked"),
        ] {
            assert_eq!((came.status, came.code()), (401, code), "{} {}", method(row), row.path);
            assert_eq!(came.media_type, "application/problem+json");
        }
    }
}

#[tokio::test]
async fn a_token_is_good_for_its_scopes_only() {
    let api = Api::new().await;
    let (id, _) = api.member().await;
    let (reader, writer) =
        (api.token_with(Some(id), &[Scope::Read], None).await, api.token_with(Some(id), &[Scope::Write], None).await);
    for row in table() {
        let refused = match row.kind {
            Kind::Command(_) | Kind::Making(_) => &reader,
            Kind::Query(_) => &writer,
            Kind::Open => continue,
        };
        let came = harmless(&api, &row, "me").with(refused).send().await;
        assert_eq!((came.status, came.code()), (403, "access.scope"), "{} {}", method(&row), row.path);
    }
}
