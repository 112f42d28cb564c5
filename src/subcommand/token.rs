//! `paceledger token`: who may use the HTTP API.

use anyhow::bail;
use domain::vocabulary::{Role, Scope};
use jiff::{Timestamp, ToSpan};
use pg::tokens::{self, NewToken, Secret};
use serde_json::json;
use sqlx::PgPool;
use uuid::Uuid;

use crate::{access::Access, cli::Token, environment, told::tell_line};

const FIRST_TOKEN_DAYS: u16 = 365;

pub(crate) async fn token(access: &Access, what: Token) -> anyhow::Result<()> {
    match what {
        Token::Create { label, member, roles, scopes, days, json } => {
            let roles = if roles.is_empty() { Role::ALL.to_vec() } else { roles };
            let (secret, token) = create(&access.pool, label, member, roles, scopes, days).await?;
            if json {
                let expires_at = token.expires_at;
                tell_line!("{}", json!({"id": secret.id(), "token": secret.reveal(), "expires_at": expires_at}));
            } else {
                tell_line!("{}", secret.reveal());
                eprintln!("This is shown once. Send it as: Authorization: Bearer {}.…", secret.id());
            }
        }
        Token::List { json } => list(&access.pool, json).await?,
        Token::Revoke { id } => {
            if !tokens::revoke(&access.pool, &id, now()).await? {
                bail!("there is no token {id}; `paceledger token list` shows those that are there");
            }
            tell_line!("token {id} is good for nothing any more");
        }
    }
    Ok(())
}

/// The token with which everything begins; `None` unless the ledger is empty and there is no other.
pub(crate) async fn first(pool: &PgPool) -> anyhow::Result<Option<String>> {
    let secret = Secret::of(&environment::random()?);
    let token = NewToken {
        label: "first owner".to_owned(),
        member_id: None,
        roles: vec![Role::Owner],
        scopes: vec![Scope::Read, Scope::Write],
        expires_at: Some(in_days(FIRST_TOKEN_DAYS)?),
    };
    Ok(tokens::create_first(pool, &secret, &token, now()).await?.then(|| secret.reveal()))
}

async fn create(
    pool: &PgPool,
    label: String,
    member_id: Option<Uuid>,
    roles: Vec<Role>,
    scopes: Vec<Scope>,
    days: u16,
) -> anyhow::Result<(Secret, NewToken)> {
    if let Some(id) = member_id
        && pg::member_now(pool, id).await?.is_none()
    {
        bail!("there is no member {id}; register them first");
    }
    let secret = Secret::of(&environment::random()?);
    let token = NewToken { label, member_id, roles, scopes, expires_at: Some(in_days(days)?) };
    tokens::create(pool, &secret, &token, now()).await?;
    Ok((secret, token))
}

async fn list(pool: &PgPool, json: bool) -> anyhow::Result<()> {
    let tokens = tokens::list(pool).await?;
    if json {
        tell_line!("{}", serde_json::to_string_pretty(&tokens)?);
        return Ok(());
    }
    for token in &tokens {
        let whose = token.member_id.map_or_else(|| "a program's own".to_owned(), |id| id.to_string());
        let state = match (token.revoked_at, token.has_expired(now()), token.expires_at) {
            (Some(at), ..) => format!("revoked {at}"),
            (_, true, Some(at)) => format!("expired {at}"),
            (_, _, Some(at)) => format!("good until {at}"),
            (_, _, None) => "good".to_owned(),
        };
        let (roles, scopes) = (words(&token.roles), words(&token.scopes));
        tell_line!("{} {} ({whose}; {roles}; {scopes}): {state}", token.id, token.label);
    }
    tell_line!("{} tokens", tokens.len());
    Ok(())
}

fn words<T: ToString>(words: &[T]) -> String {
    words.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

fn now() -> Timestamp {
    (environment::real().now)()
}

fn in_days(days: u16) -> anyhow::Result<Timestamp> {
    Ok(now().checked_add((i64::from(days) * 24).hours())?)
}
