//! A plan as a calendar that other programs subscribe to. They can't send a token, so the address holds one: kept as all
//! tokens are, good for this and nothing else, and shut out like any other.

use axum::{extract::State, response::Response};
use domain::member::Status;
use pg::tokens::{self, NewToken, Secret};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    calendar::{CONTENT_TYPE, calendar_feed},
    http::{
        Http, Problem,
        access::About,
        at::At,
        routes::PREFIX,
        viewed::{Local, tagged},
    },
};

const MODEL: &str = "plans";
/// How the token is told from those that people make.
const LABEL: &str = "calendar";

/// Where the calendar is; whoever knows the address sees it.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct Link {
    /// The path on this server, to be kept secret. It is shown this once.
    path: String,
    /// The token in it, to revoke it by.
    token: String,
}

#[derive(Deserialize)]
pub(in crate::http) struct FeedAt {
    link: String,
}

/// Makes a secret address for the calendar
///
/// Each call makes a new one; those made before stay good until they are revoked.
#[utoipa::path(post, path = "/members/{member}/calendar-links", tag = "plans", responses((status = 200, body = Link)))]
pub(in crate::http) async fn make(State(http): State<Http>, About(member): About) -> Result<axum::Json<Link>, Problem> {
    let mut random = [0; 40];
    getrandom::fill(&mut random).map_err(|error| Problem::unavailable(&error))?;
    let secret = Secret::of(&random);
    let token = NewToken {
        label: LABEL.to_owned(),
        member_id: Some(member),
        roles: Vec::new(),
        scopes: Vec::new(),
        expires_at: None,
    };
    tokens::create(&http.pool, &secret, &token, (http.environment.now)()).await?;
    let path = format!("{PREFIX}/calendars/{}", secret.reveal());
    Ok(axum::Json(Link { path, token: secret.id().to_owned() }))
}

/// The calendar of a secret address, as iCalendar (RFC 5545)
#[utoipa::path(get, path = "/api/v1/calendars/{link}", tag = "plans",
    responses((status = 200, body = String, content_type = "text/calendar"),
        (status = 404, description = "No such address, or not any more", body = Problem, content_type = "application/problem+json")))]
pub(in crate::http) async fn read(
    State(http): State<Http>,
    At(FeedAt { link }): At<FeedAt>,
) -> Result<Response, Problem> {
    let member = member_behind(&http, &link).await?.ok_or_else(|| Problem::not_found("calendar").at("link"))?;
    let local = Local::of(&http, member).await?;
    let position = http.fresh(MODEL, None).await?;
    let (reader, today) = (local.reader(member), local.today);
    let feed = calendar_feed(&http.pool, &reader, today).await?;
    Ok(tagged(feed.to_icalendar().into_bytes(), CONTENT_TYPE, position))
}

/// Whatever is wrong with a link, it is simply not there.
async fn member_behind(http: &Http, link: &str) -> Result<Option<Uuid>, Problem> {
    let Ok(given) = link.parse::<Secret>() else { return Ok(None) };
    let token = tokens::by_id(&http.pool, given.id()).await?.filter(|token| token.is_opened_by(&given));
    let good = token.filter(|token| {
        token.label == LABEL && token.revoked_at.is_none() && !token.has_expired((http.environment.now)())
    });
    let Some(id) = good.and_then(|token| token.member_id) else { return Ok(None) };
    let member = pg::member_now(&http.pool, id).await?;
    Ok(member.filter(|member| member.status() == Status::Active).map(|_| id))
}
