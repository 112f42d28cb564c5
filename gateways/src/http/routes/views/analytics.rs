//! What training amounts to.

use axum::extract::State;
use jiff::civil::Date;
use projections::analytics::{self, Best, Day, Insight, PeriodTotals, Predictions, Progress, Spread, VdotOn, Workout};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::{calendar::Days, plans::AsFresh};
use crate::http::{
    Http,
    access::{About, Caller},
    viewed::{AsOf, Ask, Cursor, Paging, View, limit, span},
};

pub(in crate::http) const MODEL: &str = "analytics";
/// Long enough for fitness to show.
const FORM_DAYS: i32 = -90;
const YEAR: i32 = -365;

#[derive(Serialize, ToSchema)]
pub(in crate::http) struct Form {
    /// Fitness (CTL), fatigue (ATL) and balance (TSB) day by day; none before the first workout.
    days: Vec<Day>,
    /// How the last seven days were spread.
    spread: Spread,
}

/// Load, fitness, fatigue and form; the last 90 days unless told
#[utoipa::path(get, path = "/members/{member}/form", tag = "analytics", params(Days), responses((status = 200, body = Form)))]
pub(in crate::http) async fn form(
    State(http): State<Http>,
    About(member): About,
    Ask(Days { from, to, as_of, min_position }): Ask<Days>,
) -> View<Form> {
    let seen = http.see(MODEL, member, as_of, min_position).await?;
    let span = span(from, to, seen.local(&http, member).await?.today, FORM_DAYS)?;
    let (days, spread) = analytics::days_and_spread(seen.pool(), member, span.from, span.to).await?;
    Ok(seen.told(Form { days, spread }))
}

/// What is summed up at a time.
#[derive(Debug, Clone, Copy, Default, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub(in crate::http) enum Period {
    #[default]
    Week,
    Month,
    Year,
}

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(in crate::http) struct Periods {
    #[serde(default)]
    #[param(inline, required = false)]
    period: Period,
    /// The first day.
    from: Option<Date>,
    /// The last day.
    to: Option<Date>,
    /// As it was then: a position, a time like `2026-03-01T00:00:00Z`, or a day, which stands for its beginning in UTC. What
    /// counts from today counts from that day. Now unless told.
    #[param(value_type = Option<AsOf>, inline)]
    as_of: Option<AsOf>,
    /// Waits until the answer shows the ledger up to this position.
    min_position: Option<u64>,
}

#[derive(Serialize, ToSchema)]
pub(in crate::http) struct Totals {
    /// By sport and zone, the newest first.
    periods: Vec<PeriodTotals>,
}

/// Totals of weeks, months or years by sport and zone; the last year unless told
///
/// Weeks begin with the day that the member chose for it.
#[utoipa::path(get, path = "/members/{member}/totals", tag = "analytics", params(Periods), responses((status = 200, body = Totals)))]
pub(in crate::http) async fn totals(
    State(http): State<Http>,
    About(member): About,
    Ask(Periods { period, from, to, as_of, min_position }): Ask<Periods>,
) -> View<Totals> {
    let seen = http.see(MODEL, member, as_of, min_position).await?;
    let local = seen.local(&http, member).await?;
    let span = span(from, to, local.today, YEAR)?;
    let period = match period {
        Period::Week => analytics::Period::Week(local.week_start),
        Period::Month => analytics::Period::Month,
        Period::Year => analytics::Period::Year,
    };
    let periods = analytics::totals(seen.pool(), member, period, span.from, span.to).await?;
    Ok(seen.told(Totals { periods }))
}

#[derive(Serialize, ToSchema)]
pub(in crate::http) struct Bests {
    bests: Vec<Best>,
}

/// The longest, the farthest and the fastest; of the last year unless told
#[utoipa::path(get, path = "/members/{member}/bests", tag = "analytics", params(Days), responses((status = 200, body = Bests)))]
pub(in crate::http) async fn bests(
    State(http): State<Http>,
    About(member): About,
    Ask(Days { from, to, as_of, min_position }): Ask<Days>,
) -> View<Bests> {
    let seen = http.see(MODEL, member, as_of, min_position).await?;
    let span = span(from, to, seen.local(&http, member).await?.today, YEAR)?;
    let bests = analytics::bests(seen.pool(), member, span.from, span.to).await?;
    Ok(seen.told(Bests { bests }))
}

#[derive(Serialize, ToSchema)]
pub(in crate::http) struct VdotHistory {
    /// Every seven days, the oldest first.
    history: Vec<VdotOn>,
}

/// Running fitness through time; the last year unless told
#[utoipa::path(get, path = "/members/{member}/vdot", tag = "analytics", params(Days), responses((status = 200, body = VdotHistory)))]
pub(in crate::http) async fn vdot(
    State(http): State<Http>,
    About(member): About,
    Ask(Days { from, to, as_of, min_position }): Ask<Days>,
) -> View<VdotHistory> {
    let seen = http.see(MODEL, member, as_of, min_position).await?;
    let span = span(from, to, seen.local(&http, member).await?.today, YEAR)?;
    let history = analytics::vdot_history(seen.pool(), member, span.from, span.to).await?;
    Ok(seen.told(VdotHistory { history }))
}

/// What the athlete may expect over the road distances
#[utoipa::path(get, path = "/members/{member}/predictions", tag = "analytics", params(AsFresh), responses((status = 200, body = Predictions)))]
pub(in crate::http) async fn predictions(
    State(http): State<Http>,
    About(member): About,
    Ask(AsFresh { as_of, min_position }): Ask<AsFresh>,
) -> View<Predictions> {
    let seen = http.see(MODEL, member, as_of, min_position).await?;
    let today = seen.local(&http, member).await?.today;
    Ok(seen.told(analytics::predictions(seen.pool(), member, today).await?))
}

/// The last two weeks against the two before
#[utoipa::path(get, path = "/members/{member}/progress", tag = "analytics", params(AsFresh), responses((status = 200, body = Progress)))]
pub(in crate::http) async fn progress(
    State(http): State<Http>,
    About(member): About,
    Ask(AsFresh { as_of, min_position }): Ask<AsFresh>,
) -> View<Progress> {
    let seen = http.see(MODEL, member, as_of, min_position).await?;
    let today = seen.local(&http, member).await?.today;
    Ok(seen.told(analytics::progress(seen.pool(), member, today).await?))
}

/// The month so far against the month before, in at most five facts
#[utoipa::path(get, path = "/members/{member}/insight", tag = "analytics", params(AsFresh), responses((status = 200, body = Insight)))]
pub(in crate::http) async fn insight(
    State(http): State<Http>,
    About(member): About,
    Ask(AsFresh { as_of, min_position }): Ask<AsFresh>,
) -> View<Insight> {
    let seen = http.see(MODEL, member, as_of, min_position).await?;
    let today = seen.local(&http, member).await?.today;
    Ok(seen.told(analytics::insight(seen.pool(), member, today).await?))
}

#[derive(Serialize, ToSchema)]
pub(in crate::http) struct WorkoutsPage {
    workouts: Vec<Workout>,
    next: Option<Cursor>,
}

/// What was done, the newest first
#[utoipa::path(get, path = "/members/{member}/workouts", tag = "analytics", params(Paging), responses((status = 200, body = WorkoutsPage)))]
pub(in crate::http) async fn workouts(
    State(http): State<Http>,
    caller: Caller,
    About(member): About,
    Ask(Paging { cursor, limit: asked, as_of, min_position }): Ask<Paging>,
) -> View<WorkoutsPage> {
    let (before, limit) = (http.cursors.place(&caller, cursor)?, limit(asked)?);
    let seen = http.see(MODEL, member, as_of, min_position).await?;
    let page = analytics::workouts(seen.pool(), member, before, limit).await?;
    let next = page.next.and_then(|next| http.cursors.to(&caller, &next));
    Ok(seen.told(WorkoutsPage { workouts: page.workouts, next }))
}
