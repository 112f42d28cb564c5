//! What training amounts to.

use axum::extract::State;
use jiff::civil::Date;
use projections::analytics::{self, Best, Day, Insight, PeriodTotals, Predictions, Progress, Spread, VdotOn, Workout};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::{calendar::Days, plans::AsFresh};
use crate::http::{
    Http,
    access::About,
    viewed::{Ask, Cursor, Local, Paging, Told, View, limit, span},
};

const MODEL: &str = "analytics";
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
    Ask(Days { from, to, min_position }): Ask<Days>,
) -> View<Form> {
    let span = span(from, to, Local::of(&http, member).await?.today, FORM_DAYS)?;
    let position = http.fresh(MODEL, min_position).await?;
    let days = analytics::days(&http.pool, member, span.from, span.to).await?;
    let spread = analytics::spread(&http.pool, member, span.to).await?;
    Ok(Told { content: Form { days, spread }, position })
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
    /// Waits until the answer shows the ledger up to this position.
    min_position: Option<u64>,
}

#[derive(Serialize, ToSchema)]
pub(in crate::http) struct Totals {
    /// By sport and zone, the newest first.
    periods: Vec<PeriodTotals>,
}

/// Totals of weeks, months or years by sport and zone; the last year unless told
#[utoipa::path(get, path = "/members/{member}/totals", tag = "analytics", params(Periods), responses((status = 200, body = Totals)))]
pub(in crate::http) async fn totals(
    State(http): State<Http>,
    About(member): About,
    Ask(Periods { period, from, to, min_position }): Ask<Periods>,
) -> View<Totals> {
    let span = span(from, to, Local::of(&http, member).await?.today, YEAR)?;
    let position = http.fresh(MODEL, min_position).await?;
    let period = match period {
        Period::Week => analytics::Period::Week,
        Period::Month => analytics::Period::Month,
        Period::Year => analytics::Period::Year,
    };
    let periods = analytics::totals(&http.pool, member, period, span.from, span.to).await?;
    Ok(Told { content: Totals { periods }, position })
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
    Ask(Days { from, to, min_position }): Ask<Days>,
) -> View<Bests> {
    let span = span(from, to, Local::of(&http, member).await?.today, YEAR)?;
    let position = http.fresh(MODEL, min_position).await?;
    let bests = analytics::bests(&http.pool, member, span.from, span.to).await?;
    Ok(Told { content: Bests { bests }, position })
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
    Ask(Days { from, to, min_position }): Ask<Days>,
) -> View<VdotHistory> {
    let span = span(from, to, Local::of(&http, member).await?.today, YEAR)?;
    let position = http.fresh(MODEL, min_position).await?;
    let history = analytics::vdot_history(&http.pool, member, span.from, span.to).await?;
    Ok(Told { content: VdotHistory { history }, position })
}

/// What the athlete may expect over the road distances
#[utoipa::path(get, path = "/members/{member}/predictions", tag = "analytics", params(AsFresh), responses((status = 200, body = Predictions)))]
pub(in crate::http) async fn predictions(
    State(http): State<Http>,
    About(member): About,
    Ask(AsFresh { min_position }): Ask<AsFresh>,
) -> View<Predictions> {
    let Local { today, .. } = Local::of(&http, member).await?;
    let position = http.fresh(MODEL, min_position).await?;
    Ok(Told { content: analytics::predictions(&http.pool, member, today).await?, position })
}

/// The last two weeks against the two before
#[utoipa::path(get, path = "/members/{member}/progress", tag = "analytics", params(AsFresh), responses((status = 200, body = Progress)))]
pub(in crate::http) async fn progress(
    State(http): State<Http>,
    About(member): About,
    Ask(AsFresh { min_position }): Ask<AsFresh>,
) -> View<Progress> {
    let Local { today, .. } = Local::of(&http, member).await?;
    let position = http.fresh(MODEL, min_position).await?;
    Ok(Told { content: analytics::progress(&http.pool, member, today).await?, position })
}

/// The month so far against the month before, in at most five facts
#[utoipa::path(get, path = "/members/{member}/insight", tag = "analytics", params(AsFresh), responses((status = 200, body = Insight)))]
pub(in crate::http) async fn insight(
    State(http): State<Http>,
    About(member): About,
    Ask(AsFresh { min_position }): Ask<AsFresh>,
) -> View<Insight> {
    let Local { today, .. } = Local::of(&http, member).await?;
    let position = http.fresh(MODEL, min_position).await?;
    Ok(Told { content: analytics::insight(&http.pool, member, today).await?, position })
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
    About(member): About,
    Ask(Paging { cursor, limit: asked, min_position }): Ask<Paging>,
) -> View<WorkoutsPage> {
    // Days before year 1 are none to Postgres.
    let place = |cursor: Cursor| cursor.place_that(|place: &analytics::Cursor| place.day.year() >= 1);
    let (before, limit) = (cursor.map(place).transpose()?, limit(asked)?);
    let position = http.fresh(MODEL, min_position).await?;
    let page = analytics::workouts(&http.pool, member, before, limit).await?;
    let next = page.next.and_then(|next| Cursor::of(&next));
    Ok(Told { content: WorkoutsPage { workouts: page.workouts, next }, position })
}
