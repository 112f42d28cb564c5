//! Plans, and how they came to be.

use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use projections::{
    audit::{self, Provenance},
    plans,
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::http::{
    Http, Problem,
    access::About,
    at::At,
    viewed::{Ask, Cursor, Paging, Told, View, limit, tagged},
};

pub(in crate::http) const MODEL: &str = "plans";

#[derive(Deserialize)]
pub(in crate::http) struct PlanAt {
    plan: Uuid,
}

/// How fresh.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(in crate::http) struct AsFresh {
    /// Waits until the answer shows the ledger up to this position.
    pub(in crate::http) min_position: Option<u64>,
}

#[derive(Serialize, ToSchema)]
pub(in crate::http) struct PlansPage {
    plans: Vec<plans::PlanSummary>,
    next: Option<Cursor>,
}

/// A plan, and what was put to the athlete about it.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct PlanView {
    plan: plans::PlanSummary,
    proposals: Vec<plans::Proposal>,
}

/// A member's plans, the newest first
#[utoipa::path(get, path = "/members/{member}/plans", tag = "plans", params(Paging), responses((status = 200, body = PlansPage)))]
pub(in crate::http) async fn list(
    State(http): State<Http>,
    About(member): About,
    Ask(Paging { cursor, limit: asked, min_position }): Ask<Paging>,
) -> View<PlansPage> {
    let (before, limit) = (cursor.map(|cursor| cursor.place()).transpose()?, limit(asked)?);
    let position = http.fresh(MODEL, min_position).await?;
    let page = plans::list(&http.pool, member, before, limit).await?;
    let next = page.next.and_then(|next| Cursor::of(&next));
    Ok(Told { content: PlansPage { plans: page.plans, next }, position })
}

/// The plans in force: of each kind the newest
#[utoipa::path(get, path = "/members/{member}/plans/current", tag = "plans", params(AsFresh), responses((status = 200, body = PlansPage)))]
pub(in crate::http) async fn current(
    State(http): State<Http>,
    About(member): About,
    Ask(AsFresh { min_position }): Ask<AsFresh>,
) -> View<PlansPage> {
    let position = http.fresh(MODEL, min_position).await?;
    let plans = plans::current(&http.pool, member).await?;
    Ok(Told { content: PlansPage { plans, next: None }, position })
}

/// One plan, with its proposals
#[utoipa::path(get, path = "/members/{member}/plans/{plan}", tag = "plans", params(AsFresh), responses((status = 200, body = PlanView)))]
pub(in crate::http) async fn one(
    State(http): State<Http>,
    About(member): About,
    At(PlanAt { plan }): At<PlanAt>,
    Ask(AsFresh { min_position }): Ask<AsFresh>,
) -> View<PlanView> {
    let position = http.fresh(MODEL, min_position).await?;
    let found = plans::by_id(&http.pool, plan).await?.filter(|plan| plan.member_id == member);
    let plan = found.ok_or_else(|| Problem::not_found("plan").at("plan"))?;
    let proposals = plans::proposals(&http.pool, plan.plan_id).await?;
    Ok(Told { content: PlanView { plan, proposals }, position })
}

/// How it is told where a plan came from.
#[derive(Deserialize, ToSchema, Default)]
#[serde(rename_all = "kebab-case")]
pub(in crate::http) enum Form {
    /// Everything, for programs.
    #[default]
    Json,
    /// To read.
    Summary,
    /// W3C PROV-JSON.
    Prov,
}

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(in crate::http) struct InForm {
    #[serde(default)]
    #[param(inline, required = false)]
    format: Form,
}

/// How a plan came to be
///
/// Position and digest of what it was made from, each rule with before, after and reason, and the score. Read from the
/// ledger itself, so it is never behind.
#[utoipa::path(get, path = "/members/{member}/plans/{plan}/provenance", tag = "audit", params(InForm),
    responses((status = 200, content((Object = "application/json"), (String = "text/plain")))))]
pub(in crate::http) async fn provenance(
    State(http): State<Http>,
    About(member): About,
    At(PlanAt { plan }): At<PlanAt>,
    Ask(InForm { format }): Ask<InForm>,
) -> Result<Response, Problem> {
    let found: Option<Provenance> = audit::provenance(&http.pool, plan).await?;
    let found = found.filter(|found| found.member_id == member);
    let account = found.ok_or_else(|| Problem::not_found("plan").at("plan"))?;
    let position = account.made.position;
    Ok(match format {
        Form::Json => Told { content: account, position }.into_response(),
        Form::Prov => Told { content: account.to_prov_json(), position }.into_response(),
        Form::Summary => tagged(account.to_string().into_bytes(), "text/plain; charset=utf-8", position),
    })
}
