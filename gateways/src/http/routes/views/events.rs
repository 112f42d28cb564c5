//! The ledger itself, page by page.

use axum::{extract::State, http::StatusCode};
use domain::ledger::RecordedEvent;
use pg::EventFilter;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::seen::{Seen, aggregates};
use crate::http::{
    Http, Problem,
    access::{About, Caller, Pseudonyms},
    viewed::{AsOf, Ask, Told, View, limit},
};

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(in crate::http) struct Wanted {
    /// Only what lies behind this position: the `next` of the page before.
    after: Option<u64>,
    /// Whose history.
    subject: Option<Uuid>,
    /// Only this type of event, like `WorkoutLogged`; several separated by commas.
    #[serde(rename = "type")]
    event_type: Option<String>,
    /// Nothing after this moment: the ledger as it was then. A position, a time, or a day, which stands for its beginning in
    /// UTC.
    #[param(value_type = Option<AsOf>, inline)]
    as_of: Option<AsOf>,
    /// Events of the page, 50 unless told.
    #[param(minimum = 1, maximum = 500)]
    limit: Option<u32>,
    /// Refuses to answer before the ledger has reached this position.
    min_position: Option<u64>,
}

#[derive(Serialize, ToSchema)]
pub(in crate::http) struct EventsPage {
    /// In the order of the ledger.
    #[schema(value_type = Vec<RecordedEvent>)]
    events: Vec<Seen>,
    /// What to ask for `after` next; absent at the end.
    next: Option<u64>,
}

/// Events in the order of the ledger
///
/// Analysts see pseudonyms, and nothing that somebody wrote in their own words.
#[utoipa::path(get, path = "/events", tag = "history", params(Wanted), responses((status = 200, body = EventsPage)))]
pub(in crate::http) async fn list(
    State(http): State<Http>,
    caller: Caller,
    Ask(wanted): Ask<Wanted>,
) -> View<EventsPage> {
    let pseudonyms = pseudonyms(&http, &caller);
    let subject = wanted.subject.map(|subject| pseudonyms.map_or(subject, |pseudonyms| pseudonyms.behind(subject)));
    let filter = filter(subject, wanted.event_type.as_deref())?;
    page(&http, wanted, filter, pseudonyms).await
}

/// A member's events in the order of the ledger
///
/// Coaches see training: nothing of what was said in chats, and of no account.
#[utoipa::path(get, path = "/members/{member}/events", tag = "history", params(Wanted), responses((status = 200, body = EventsPage)))]
pub(in crate::http) async fn of_member(
    State(http): State<Http>,
    caller: Caller,
    About(member): About,
    Ask(wanted): Ask<Wanted>,
) -> View<EventsPage> {
    let filter = filter(Some(member), wanted.event_type.as_deref())?;
    page(&http, wanted, EventFilter { aggregate_types: aggregates(&caller, member), ..filter }, None).await
}

async fn page(http: &Http, wanted: Wanted, filter: EventFilter, pseudonyms: Option<&Pseudonyms>) -> View<EventsPage> {
    let limit = limit(wanted.limit)?;
    let head = http.has_come_to(wanted.min_position.unwrap_or_default()).await?;
    let after = wanted.after.unwrap_or_default();
    if after > head {
        let detail = format!("the ledger ends at position {head}; {after} has not come yet");
        return Err(Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "events.beyond-the-end", detail).at("after"));
    }
    let up_to = http.last(wanted.as_of).await?.unwrap_or(head);
    let filter = EventFilter { up_to: Some(up_to), ..filter };
    let events: Vec<RecordedEvent> = pg::events_after(&http.pool, after, limit, &filter).await?;
    let next = events.last().filter(|_| events.len() == limit).map(|last| last.position);
    let events = events.into_iter().map(|event| Seen::of(event, pseudonyms)).collect();
    Ok(Told { content: EventsPage { events, next }, position: up_to })
}

pub(super) fn filter(subject: Option<Uuid>, types: Option<&str>) -> Result<EventFilter, Problem> {
    let known = domain::catalogue::catalogue();
    let event_types: Vec<String> = types.iter().flat_map(|types| types.split(',')).map(str::to_owned).collect();
    if let Some(unknown) = event_types.iter().find(|name| !known.iter().any(|entry| entry.event == name.as_str())) {
        let detail = format!("there is no event type \"{}\"", unknown.escape_debug());
        let problem = Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "events.unknown-type", detail).at("type");
        return Err(problem.allowing(known.iter().filter(|entry| entry.current).map(|entry| entry.event.to_owned())));
    }
    Ok(EventFilter { subject, event_types, ..EventFilter::default() })
}

/// The caller's own glasses, if they have to wear some.
pub(super) fn pseudonyms<'h>(http: &'h Http, caller: &Caller) -> Option<&'h Pseudonyms> {
    caller.sees_pseudonyms().then_some(&http.pseudonyms)
}
