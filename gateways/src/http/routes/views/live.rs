//! The ledger as it grows: Server-Sent Events.

use std::{
    convert::Infallible,
    time::{Duration, Instant},
};

use axum::{
    extract::State,
    http::{HeaderMap, StatusCode},
    response::{
        IntoResponse, Response, Sse,
        sse::{Event, KeepAlive},
    },
};
use domain::vocabulary::{Role, Scope};
use futures::stream;
use pg::EventFilter;
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;

use super::{
    HISTORY, TRACED, events,
    seen::{Seen, aggregates},
};
use crate::http::{
    Http, Problem,
    access::{About, Caller, Permission, Pseudonyms, again},
    live::{Reader, frame},
    metrics::Held,
    viewed::Ask,
};

/// Less than what proxies take for a dead connection.
const HEARTBEAT: Duration = Duration::from_secs(15);
/// As long as what was revoked or withdrawn may go on being told.
const SHOWN_EVERY: Duration = Duration::from_secs(1);
const LAST_SEEN: &str = "Last-Event-ID";

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(in crate::http) struct Wanted {
    /// Begins behind this position; with what comes from now on unless told. `Last-Event-ID` goes before it.
    after: Option<u64>,
    /// Whose history.
    subject: Option<Uuid>,
    /// Only this type of event, like `WorkoutLogged`; several separated by commas.
    #[serde(rename = "type")]
    event_type: Option<String>,
}

/// Follows the ledger live
///
/// Each event's id is its position. A client that was cut off comes again with the last one in `Last-Event-ID` and misses
/// nothing. A comment every 15 seconds tells that the connection lives.
#[utoipa::path(get, path = "/events/live", tag = "history",
    params(Wanted, ("Last-Event-ID" = Option<u64>, Header, description = "The last position that was seen")),
    responses((status = 200, body = String, content_type = "text/event-stream")))]
pub(in crate::http) async fn all(
    State(http): State<Http>,
    caller: Caller,
    headers: HeaderMap,
    Ask(wanted): Ask<Wanted>,
) -> Result<Response, Problem> {
    let pseudonyms = events::pseudonyms(&http, &caller).cloned();
    let subject = wanted.subject.map(|id| pseudonyms.as_ref().map_or(id, |pseudonyms| pseudonyms.behind(id)));
    let filter = events::filter(subject, wanted.event_type.as_deref())?;
    follow(Pass::new(&http, HISTORY, &headers, None), wanted.after, filter, pseudonyms).await
}

/// Follows a member's events live
///
/// Coaches see training: nothing of what was said in chats, and of no account.
#[utoipa::path(get, path = "/members/{member}/events/live", tag = "history",
    params(Wanted, ("Last-Event-ID" = Option<u64>, Header, description = "The last position that was seen")),
    responses((status = 200, body = String, content_type = "text/event-stream")))]
pub(in crate::http) async fn of_member(
    State(http): State<Http>,
    caller: Caller,
    About(member): About,
    headers: HeaderMap,
    Ask(wanted): Ask<Wanted>,
) -> Result<Response, Problem> {
    let filter = events::filter(Some(member), wanted.event_type.as_deref())?;
    let filter = EventFilter { aggregate_types: aggregates(&caller, member), ..filter };
    follow(Pass::new(&http, TRACED, &headers, Some(member)), wanted.after, filter, None).await
}

async fn follow(
    pass: Pass,
    after: Option<u64>,
    filter: EventFilter,
    pseudonyms: Option<Pseudonyms>,
) -> Result<Response, Problem> {
    let http = &pass.http;
    let head = pg::head_position(&http.pool).await?;
    let (begin, field) = match last_seen(&pass.headers)? {
        Some(seen) => (seen, LAST_SEEN),
        None => (after.unwrap_or(head), "after"),
    };
    if begin > head {
        let detail = format!("the ledger ends at position {head}; {begin} has not come yet");
        return Err(Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "events.beyond-the-end", detail).at(field));
    }
    let place = http.measures.follower(http.limits.followers).ok_or_else(|| {
        http.measures.refused("followers");
        let detail = "more clients follow the events than can be served; try again in a moment";
        Problem::new(StatusCode::SERVICE_UNAVAILABLE, "events.too-many-followers", detail).retry_after(5)
    })?;
    let reader = Reader::after(begin, filter, http.pool.clone(), &http.head, http.closing.clone());
    let following = Following { reader, pass, pseudonyms, _place: place };
    let events = stream::unfold(following, async |mut following| Some((following.next().await?, following)));
    let alive = KeepAlive::new().interval(HEARTBEAT).text("alive");
    Ok(Sse::new(events).keep_alive(alive).into_response())
}

fn last_seen(headers: &HeaderMap) -> Result<Option<u64>, Problem> {
    let Some(value) = headers.get(LAST_SEEN) else { return Ok(None) };
    match value.to_str().map(str::trim) {
        // A browser that has seen nothing yet sends nothing or this.
        Ok("") => Ok(None),
        Ok(text) if text.bytes().all(|byte| byte.is_ascii_digit()) && text.len() < 19 => Ok(text.parse().ok()),
        _ => {
            let detail = "the last position that was seen is a number, as the events' ids are";
            Err(Problem::new(StatusCode::BAD_REQUEST, "events.last-event-id", detail).at(LAST_SEEN))
        }
    }
}

/// What let the client in, shown again from time to time.
struct Pass {
    http: Http,
    permission: Permission,
    headers: HeaderMap,
    about: Option<Uuid>,
    shown: Instant,
}

impl Pass {
    fn new(http: &Http, roles: &'static [Role], headers: &HeaderMap, about: Option<Uuid>) -> Self {
        let permission = Permission { roles, scope: Scope::Read };
        Self { http: http.clone(), permission, headers: headers.clone(), about, shown: Instant::now() }
    }

    async fn still_holds(&mut self) -> Result<(), Problem> {
        if self.shown.elapsed() >= SHOWN_EVERY {
            again(&self.http, self.permission, &self.headers, self.about).await?;
            self.shown = Instant::now();
        }
        Ok(())
    }
}

struct Following {
    reader: Reader,
    pass: Pass,
    pseudonyms: Option<Pseudonyms>,
    _place: Held,
}

impl Following {
    /// After trouble the stream ends, and the client comes again: better than a connection that says nothing.
    async fn next(&mut self) -> Option<Result<Event, Infallible>> {
        match self.reader.next().await? {
            Ok(event) => {
                if let Err(Problem { code, .. }) = self.pass.still_holds().await {
                    tracing::info!(%code, "a reader of the live events may not read on and was let go");
                    return None;
                }
                let position = event.position;
                let framed = frame(position, &Seen::of(event, self.pseudonyms.as_ref()));
                framed.inspect_err(|error| tracing::error!(%error, position, "an event can't be framed")).ok().map(Ok)
            }
            Err(trouble) => {
                tracing::warn!(%trouble, "a reader of the live events was let go");
                None
            }
        }
    }
}
