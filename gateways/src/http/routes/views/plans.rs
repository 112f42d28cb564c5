//! Plans, and how they came to be.

use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use projections::{
    audit::{self, Proof, Provenance},
    plans,
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::http::{
    Http, Problem,
    access::{About, Caller},
    at::At,
    viewed::{AsOf, Ask, Cursor, Paging, Told, View, limit, tagged},
};

pub(in crate::http) const MODEL: &str = "plans";

#[derive(Deserialize)]
pub(in crate::http) struct PlanAt {
    plan: Uuid,
}

/// When, and how fresh.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(in crate::http) struct AsFresh {
    /// As it was then: a position, a time like `2026-03-01T00:00:00Z`, or a day, which stands for its beginning in UTC. What
    /// counts from today counts from that day. Now unless told.
    #[param(value_type = Option<AsOf>, inline)]
    pub(in crate::http) as_of: Option<AsOf>,
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
    caller: Caller,
    About(member): About,
    Ask(Paging { cursor, limit: asked, as_of, min_position }): Ask<Paging>,
) -> View<PlansPage> {
    let (before, limit) = (http.cursors.place(&caller, cursor)?, limit(asked)?);
    let seen = http.see(MODEL, member, as_of, min_position).await?;
    let page = plans::list(seen.pool(), member, before, limit).await?;
    let next = page.next.and_then(|next| http.cursors.to(&caller, &next));
    Ok(seen.told(PlansPage { plans: page.plans, next }))
}

/// The plans in force: of each kind the newest
#[utoipa::path(get, path = "/members/{member}/plans/current", tag = "plans", params(AsFresh), responses((status = 200, body = PlansPage)))]
pub(in crate::http) async fn current(
    State(http): State<Http>,
    About(member): About,
    Ask(AsFresh { as_of, min_position }): Ask<AsFresh>,
) -> View<PlansPage> {
    let seen = http.see(MODEL, member, as_of, min_position).await?;
    let plans = plans::current(seen.pool(), member).await?;
    Ok(seen.told(PlansPage { plans, next: None }))
}

/// One plan, with its proposals
#[utoipa::path(get, path = "/members/{member}/plans/{plan}", tag = "plans", params(AsFresh), responses((status = 200, body = PlanView)))]
pub(in crate::http) async fn one(
    State(http): State<Http>,
    About(member): About,
    At(PlanAt { plan }): At<PlanAt>,
    Ask(AsFresh { as_of, min_position }): Ask<AsFresh>,
) -> View<PlanView> {
    let seen = http.see(MODEL, member, as_of, min_position).await?;
    let found = plans::by_id(seen.pool(), plan).await?.filter(|plan| plan.member_id == member);
    let plan = found.ok_or_else(|| Problem::not_found("plan").at("plan"))?;
    let proposals = plans::proposals(seen.pool(), plan.plan_id).await?;
    Ok(seen.told(PlanView { plan, proposals }))
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
    /// Whether the ledger's own events are read and held against the plan's fingerprint. Otherwise `inputs` are as the audit
    /// log lists them, and `inputs_confirmed` is `null`.
    #[serde(default)]
    #[param(required = false)]
    confirm: bool,
}

/// How a plan came to be
///
/// Position and digest of what it was made from, each rule with before, after and reason, and the score. The plan's own
/// events are the ledger's, so it is never behind. With `confirm=true` so is all that the plan was made from, read anew and
/// folded to the last event; that takes more than three times as long.
#[utoipa::path(get, path = "/members/{member}/plans/{plan}/provenance", tag = "audit", params(InForm),
    responses((status = 200, content((Provenance = "application/json"), (Object = "application/prov+json"), (String = "text/plain")))))]
pub(in crate::http) async fn provenance(
    State(http): State<Http>,
    About(member): About,
    At(PlanAt { plan }): At<PlanAt>,
    Ask(InForm { format, confirm }): Ask<InForm>,
) -> Result<Response, Problem> {
    let proof = if confirm { Proof::OfLedger } else { Proof::NotAsked };
    let found: Option<Provenance> = audit::provenance(&http.pool, plan, proof).await?;
    let found = found.filter(|found| found.member_id == member);
    let account = found.ok_or_else(|| Problem::not_found("plan").at("plan"))?;
    let position = account.made.position;
    Ok(match format {
        Form::Json => Told { content: account, position }.into_response(),
        Form::Prov => {
            let prov = serde_json::to_vec(&account.to_prov_json()).map_err(|error| Problem::unavailable(&error))?;
            tagged(prov, "application/prov+json", position)
        }
        Form::Summary => tagged(account.to_string().into_bytes(), "text/plain; charset=utf-8", position),
    })
}
