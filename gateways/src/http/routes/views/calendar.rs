//! What is to be done, and what was done of it.

use axum::extract::State;
use jiff::civil::Date;
use projections::plans::{self, Adherence, PlannedSession, adherence};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::plans::AsFresh;
use crate::http::{
    Http,
    access::About,
    viewed::{AsOf, Ask, Span, View, span},
};

const MODEL: &str = "plans";
const USUAL_DAYS: i32 = 28;

/// Which days, and how fresh.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(in crate::http) struct Days {
    /// The first day.
    pub(in crate::http) from: Option<Date>,
    /// The last day.
    pub(in crate::http) to: Option<Date>,
    /// As it was then: a position, a time like `2026-03-01T00:00:00Z`, or a day, which stands for its beginning in UTC. What
    /// counts from today counts from that day. Now unless told.
    #[param(value_type = Option<AsOf>, inline)]
    pub(in crate::http) as_of: Option<AsOf>,
    /// Waits until the answer shows the ledger up to this position.
    pub(in crate::http) min_position: Option<u64>,
}

/// Planned sessions by day, and how they add up.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct Calendar {
    from: Date,
    to: Date,
    sessions: Vec<PlannedSession>,
    adherence: Adherence,
}

impl Calendar {
    fn of(Span { from, to }: Span, sessions: Vec<PlannedSession>) -> Self {
        Self { from, to, adherence: adherence(&sessions), sessions }
    }
}

/// The sessions of a span of days; the next four weeks unless told
#[utoipa::path(get, path = "/members/{member}/calendar", tag = "plans", params(Days), responses((status = 200, body = Calendar)))]
pub(in crate::http) async fn days(
    State(http): State<Http>,
    About(member): About,
    Ask(Days { from, to, as_of, min_position }): Ask<Days>,
) -> View<Calendar> {
    let seen = http.see(MODEL, member, as_of, min_position).await?;
    let today = seen.local(&http, member).await?.today;
    let span = span(from, to, today, USUAL_DAYS)?;
    let sessions = plans::calendar(seen.pool(), member, span.from, span.to, today).await?;
    Ok(seen.told(Calendar::of(span, sessions)))
}

/// What is to be done today, on the member's own day
#[utoipa::path(get, path = "/members/{member}/today", tag = "plans", params(AsFresh), responses((status = 200, body = Calendar)))]
pub(in crate::http) async fn today(
    State(http): State<Http>,
    About(member): About,
    Ask(AsFresh { as_of, min_position }): Ask<AsFresh>,
) -> View<Calendar> {
    let seen = http.see(MODEL, member, as_of, min_position).await?;
    let today = seen.local(&http, member).await?.today;
    let sessions = plans::today(seen.pool(), member, today).await?;
    Ok(seen.told(Calendar::of(Span { from: today, to: today }, sessions)))
}

/// What waits to be done or answered for, a week back and a week ahead
#[utoipa::path(get, path = "/members/{member}/pending", tag = "plans", params(AsFresh), responses((status = 200, body = Calendar)))]
pub(in crate::http) async fn pending(
    State(http): State<Http>,
    About(member): About,
    Ask(AsFresh { as_of, min_position }): Ask<AsFresh>,
) -> View<Calendar> {
    let seen = http.see(MODEL, member, as_of, min_position).await?;
    let today = seen.local(&http, member).await?.today;
    let sessions = plans::pending(seen.pool(), member, today).await?;
    let day = |session: &PlannedSession| session.session.date;
    let from = sessions.iter().map(day).min().unwrap_or(today);
    let to = sessions.iter().map(day).max().unwrap_or(today);
    Ok(seen.told(Calendar::of(Span { from, to }, sessions)))
}
