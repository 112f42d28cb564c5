//! Tokens for this API. They are no part of the ledger, so making one is no command.

use axum::{Json, extract::State, http::StatusCode};
use domain::vocabulary::{Role, Scope, Text};
use jiff::{Timestamp, ToSpan};
use pg::tokens::{self, NewToken, Secret, Token};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::http::{Http, Problem, access::Caller, asked::Said, at::At, routes::roles::owners_only};

const USUAL_DAYS: u16 = 365;
const MOST_DAYS: u16 = 3_650;

/// A token to be.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct TokenRequest {
    /// What it is for, to tell it from others.
    #[schema(value_type = String, min_length = 1, max_length = 100)]
    label: Text<100>,
    /// Whom it speaks for; left out, it is a program's own.
    member_id: Option<Uuid>,
    /// As what it lets in: no more than the member has at the moment of use. Athlete unless told.
    #[serde(default)]
    roles: Vec<Role>,
    /// Reading and writing unless told.
    #[serde(default)]
    scopes: Vec<Scope>,
    /// Days until it expires, 365 unless told.
    #[serde(default, deserialize_with = "domain::vocabulary::whole")]
    #[schema(minimum = 1, maximum = 3650)]
    days: Option<u16>,
}

/// A token, whole. The secret is shown this once.
#[derive(Serialize, ToSchema)]
pub(super) struct NewSecret {
    /// The public half, to revoke it by.
    id: String,
    /// What goes into the header: `Authorization: Bearer …`.
    token: String,
    expires_at: Timestamp,
}

/// A token without its secret.
#[derive(Serialize, ToSchema)]
pub(super) struct TokenView {
    id: String,
    label: String,
    member_id: Option<Uuid>,
    roles: Vec<Role>,
    scopes: Vec<Scope>,
    created_at: Timestamp,
    expires_at: Option<Timestamp>,
    revoked_at: Option<Timestamp>,
}

impl From<Token> for TokenView {
    fn from(token: Token) -> Self {
        let Token { id, label, member_id, roles, scopes, created_at, expires_at, revoked_at, .. } = token;
        Self { id, label, member_id, roles, scopes, created_at, expires_at, revoked_at }
    }
}

#[derive(Serialize, ToSchema)]
pub(super) struct Tokens {
    /// The oldest first.
    tokens: Vec<TokenView>,
}

/// Makes a token
///
/// Only an owner makes tokens that let in as an admin or an owner.
#[utoipa::path(post, path = "/tokens", tag = "tokens", request_body = TokenRequest, responses((status = 200, body = NewSecret)))]
pub(super) async fn create(
    State(http): State<Http>,
    caller: Caller,
    Said(asked): Said<TokenRequest>,
) -> Result<Json<NewSecret>, Problem> {
    let TokenRequest { label, member_id, roles, scopes, days } = asked;
    let roles = if roles.is_empty() { vec![Role::Athlete] } else { roles };
    let scopes = if scopes.is_empty() { vec![Scope::Read, Scope::Write] } else { scopes };
    roles.iter().try_for_each(|role| owners_only(&caller, *role))?;
    if let Some(member) = member_id
        && pg::member_now(&http.pool, member).await?.is_none()
    {
        return Err(Problem::not_found("member").at("member_id"));
    }
    let now = (http.environment.now)();
    let expires_at = expiry(now, days.unwrap_or(USUAL_DAYS))?;
    let mut random = [0; 40];
    getrandom::fill(&mut random).map_err(|error| Problem::unavailable(&error))?;
    let secret = Secret::of(&random);
    let token = NewToken { label: label.to_string(), member_id, roles, scopes, expires_at: Some(expires_at) };
    tokens::create(&http.pool, &secret, &token, now).await?;
    http.watch.look_anew();
    Ok(Json(NewSecret { id: secret.id().to_owned(), token: secret.reveal(), expires_at }))
}

fn expiry(now: Timestamp, days: u16) -> Result<Timestamp, Problem> {
    let end = (1..=MOST_DAYS).contains(&days).then(|| now.checked_add((i64::from(days) * 24).hours()).ok()).flatten();
    end.ok_or_else(|| {
        let detail = format!("a token can't be good for {days} days");
        let problem = Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "request.invalid", detail).at("days");
        problem.allowing([format!("1 to {MOST_DAYS}")])
    })
}

/// All tokens, without their secrets
#[utoipa::path(get, path = "/tokens", tag = "tokens", responses((status = 200, body = Tokens)))]
pub(super) async fn list(State(http): State<Http>) -> Result<Json<Tokens>, Problem> {
    let tokens = tokens::list(&http.pool).await?;
    Ok(Json(Tokens { tokens: tokens.into_iter().map(TokenView::from).collect() }))
}

#[derive(Deserialize)]
pub(super) struct TokenAt {
    token_id: String,
}

/// Shuts a token out for ever
///
/// Only an owner shuts out tokens that let in as an admin or an owner. In other processes it works for two milliseconds more.
#[utoipa::path(delete, path = "/tokens/{token_id}", tag = "tokens", responses((status = 200, body = TokenView)))]
pub(super) async fn revoke(
    State(http): State<Http>,
    caller: Caller,
    At(TokenAt { token_id }): At<TokenAt>,
) -> Result<Json<TokenView>, Problem> {
    let unknown = || Problem::not_found("token").at("token_id");
    // Nothing else can be an id, and Postgres would take offence at some of it.
    let id = Some(&token_id).filter(|id| id.bytes().all(|byte| byte.is_ascii_hexdigit())).ok_or_else(unknown)?;
    let known = tokens::by_id(&http.pool, id).await?.ok_or_else(unknown)?;
    for role in good_for(&http, &known).await? {
        owners_only(&caller, role)?;
    }
    tokens::revoke(&http.pool, id, (http.environment.now)()).await?;
    http.watch.look_anew();
    let revoked = tokens::by_id(&http.pool, id).await?.ok_or_else(unknown)?;
    Ok(Json(revoked.into()))
}

/// What a token lets in as, at the moment.
async fn good_for(http: &Http, token: &Token) -> Result<Vec<Role>, Problem> {
    let Some(member) = token.member_id else { return Ok(token.roles.clone()) };
    let member = pg::member_now(&http.pool, member).await?.unwrap_or_default();
    Ok(token.roles.iter().copied().filter(|role| member.has_role(*role)).collect())
}
