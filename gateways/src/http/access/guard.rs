//! What stands before every route that isn't open to anybody.

use axum::{
    extract::{FromRequestParts, RawPathParams, Request, State},
    http::{HeaderMap, header, request::Parts},
    middleware::Next,
    response::Response,
};
use domain::vocabulary::{Consent, Role, Scope};
use pg::tokens::Secret;
use uuid::Uuid;

use super::{About, Caller, Permission, directory::unauthorized, hidden::hidden};
use crate::http::{Http, Problem};

/// Lets a request through with its [`Caller`], and with whom it is [`About`] where the address names a `{member}`.
pub(in crate::http) async fn guard(
    State((http, permission)): State<(Http, Permission)>,
    request: Request,
    next: Next,
) -> Result<Response, Problem> {
    let (mut parts, body) = request.into_parts();
    let token = token(&parts.headers)?;
    if let Some(position) = position_wanted(&parts) {
        http.watch.look_past(position);
    }
    let caller = http.directory.caller(&token, (http.environment.now)()).await?;
    permission.check(&caller)?;
    let mut hides = false;
    if let Some(named) = member_named(&mut parts).await {
        let about = find(&http, permission, &caller, &named).await?;
        hides = caller.sees_pseudonyms() && caller.member != Some(about);
        parts.extensions.insert(About(about));
    }
    parts.extensions.insert(caller);
    let response = next.run(Request::from_parts(parts, body)).await;
    Ok(if hides { hidden(response, &http.pseudonyms).await } else { response })
}

/// Lets a request through once more, as it was let through before: an answer that goes on for hours must not outlast the
/// token, the role or the consent that it was begun with.
pub(in crate::http) async fn again(
    http: &Http,
    permission: Permission,
    headers: &HeaderMap,
    about: Option<Uuid>,
) -> Result<(), Problem> {
    let caller = http.directory.caller(&token(headers)?, (http.environment.now)()).await?;
    permission.check(&caller)?;
    match about {
        Some(member) => find(http, permission, &caller, &member.to_string()).await.map(drop),
        None => Ok(()),
    }
}

fn token(headers: &HeaderMap) -> Result<Secret, Problem> {
    let missing = || unauthorized("access.token-missing", "send a token: Authorization: Bearer id.secret");
    let header = headers.get(header::AUTHORIZATION).ok_or_else(missing)?;
    let (scheme, token) = header.to_str().ok().and_then(|text| text.split_once(' ')).ok_or_else(missing)?;
    if !scheme.eq_ignore_ascii_case("bearer") {
        return Err(missing());
    }
    let malformed = |_| unauthorized("access.token-unknown", "this token is not known; check it");
    token.trim().parse().map_err(malformed)
}

/// The `min_position` of a query. All that is remembered has to show it, not the read model alone.
fn position_wanted(parts: &Parts) -> Option<u64> {
    let mut parameters = parts.uri.query()?.split('&');
    parameters.find_map(|parameter| parameter.strip_prefix("min_position=")?.parse().ok())
}

async fn member_named(parts: &mut Parts) -> Option<String> {
    let params = RawPathParams::from_request_parts(parts, &()).await.ok()?;
    params.iter().find(|(name, _)| *name == "member").map(|(_, value)| value.to_owned())
}

/// The member that a caller means, if they may know of them. Somebody else's athlete and nobody are the same answer.
async fn find(http: &Http, permission: Permission, caller: &Caller, named: &str) -> Result<Uuid, Problem> {
    let unknown = || Problem::not_found("member").at("member");
    if named == "me" {
        return caller.member.ok_or_else(unknown);
    }
    let id: Uuid = named.parse().map_err(|_| unknown())?;
    let acts_as = |role: Role| permission.roles.contains(&role) && caller.is(role);
    if caller.member == Some(id) && acts_as(Role::Athlete)
        || [Role::Auditor, Role::Admin, Role::Owner].into_iter().any(acts_as)
        || acts_as(Role::Coach) && is_coached_by(http, id, caller).await?
    {
        return Ok(id);
    }
    match acts_as(Role::Analyst) {
        true if caller.scopes.contains(&Scope::Identities) => Ok(id),
        true => Ok(http.pseudonyms.behind(id)),
        false => Err(unknown()),
    }
}

/// Whether the athlete agrees to this coach; asked of the ledger each time, so that a withdrawal counts at once.
async fn is_coached_by(http: &Http, athlete: Uuid, caller: &Caller) -> Result<bool, Problem> {
    let Some(coach_id) = caller.member else { return Ok(false) };
    let athlete = pg::member_now(&http.pool, athlete).await?;
    Ok(athlete.is_some_and(|athlete| athlete.has_consented_to(Consent::CoachAccess { coach_id })))
}
