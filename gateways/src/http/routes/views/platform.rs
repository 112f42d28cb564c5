//! The platform's own figures.

use axum::extract::State;
use jiff::tz::TimeZone;
use projections::analytics::{self, Platform, PlatformDay};
use serde::Serialize;
use utoipa::ToSchema;

use super::{calendar::Days, plans::AsFresh};
use crate::http::{
    Http,
    viewed::{Ask, Told, View, present_only, span},
};

const MODEL: &str = "analytics";
const USUAL_DAYS: i32 = -30;

/// How many members there are, and how many did something lately
#[utoipa::path(get, path = "/platform", tag = "platform", params(AsFresh), responses((status = 200, body = Platform)))]
pub(in crate::http) async fn now(
    State(http): State<Http>,
    Ask(AsFresh { as_of, min_position }): Ask<AsFresh>,
) -> View<Platform> {
    present_only(as_of)?;
    let position = http.fresh(MODEL, min_position).await?;
    Ok(Told { content: analytics::platform(&http.pool, (http.environment.now)()).await?, position })
}

#[derive(Serialize, ToSchema)]
pub(in crate::http) struct PlatformDays {
    /// The newest first; days on which nothing happened are left out.
    days: Vec<PlatformDay>,
}

/// What happened each day, in UTC; the last 30 days unless told
#[utoipa::path(get, path = "/platform/days", tag = "platform", params(Days), responses((status = 200, body = PlatformDays)))]
pub(in crate::http) async fn days(
    State(http): State<Http>,
    Ask(Days { from, to, as_of, min_position }): Ask<Days>,
) -> View<PlatformDays> {
    present_only(as_of)?;
    let today = (http.environment.now)().to_zoned(TimeZone::UTC).date();
    let span = span(from, to, today, USUAL_DAYS)?;
    let position = http.fresh(MODEL, min_position).await?;
    let days = analytics::platform_days(&http.pool, span.from, span.to).await?;
    Ok(Told { content: PlatformDays { days }, position })
}
