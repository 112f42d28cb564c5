//! Everything there is of a member, for themselves.

use axum::extract::State;
use domain::ledger::RecordedEvent;
use jiff::Timestamp;
use projections::{
    analytics::Workout,
    plans::{PlanSummary, PlannedSession},
};
use utoipa::ToSchema;
use uuid::Uuid;

use super::plans::AsFresh;
use crate::{
    http::{
        Http, Problem,
        access::About,
        viewed::{Ask, Local, Told, View, present_only},
    },
    takeout::Takeout,
};

/// How the document of [`Takeout`] is described.
#[derive(ToSchema)]
#[schema(as = Takeout)]
#[expect(dead_code, reason = "describes what is made elsewhere")]
pub(in crate::http) struct TakeoutForm {
    member_id: Uuid,
    exported_at: Timestamp,
    /// What the member told of themselves.
    #[schema(value_type = Object)]
    member: (),
    workouts: Vec<Workout>,
    plans: Vec<PlanMadeForm>,
    events: Vec<RecordedEvent>,
}

#[derive(ToSchema)]
#[schema(as = PlanMade)]
#[expect(dead_code, reason = "describes what is made elsewhere")]
struct PlanMadeForm {
    plan: PlanSummary,
    sessions: Vec<PlannedSession>,
}

/// Everything there is of a member, in one document
///
/// As it is now; `state` tells of any moment, and `events` of everything that happened.
#[utoipa::path(get, path = "/members/{member}/export", tag = "history", params(AsFresh), responses((status = 200, body = TakeoutForm)))]
pub(in crate::http) async fn all(
    State(http): State<Http>,
    About(member): About,
    Ask(AsFresh { as_of, min_position }): Ask<AsFresh>,
) -> View<Takeout> {
    present_only(as_of)?;
    let known = pg::member_now(&http.pool, member).await?;
    let known = known.ok_or_else(|| Problem::not_found("member").at("member"))?;
    let today = Local::of(&http, member).await?.today;
    let position = http.fresh("plans", min_position).await?.min(http.fresh("analytics", min_position).await?);
    let content = Takeout::of(&http.pool, member, known, (http.environment.now)(), today).await?;
    Ok(Told { content, position })
}
