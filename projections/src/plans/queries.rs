//! Plans and proposals, read.

use domain::plan::{Adjustment, AdjustmentStatus, PlanWeek};
use jiff::{Timestamp, civil::Date};
use jiff_sqlx::ToSqlx;
use serde::{Serialize, de::DeserializeOwned};
use sqlx::{PgPool, Postgres, QueryBuilder, Row, postgres::PgRow};
use uuid::Uuid;

/// A plan without its sessions.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct PlanSummary {
    pub plan_id: Uuid,
    pub member_id: Uuid,
    pub kind: String,
    pub from: Date,
    /// The last day.
    pub to: Date,
    pub position: u64,
    pub made_at: Timestamp,
    pub engine_version: String,
    pub inputs_digest: String,
    pub score: f64,
    pub race_id: Option<Uuid>,
    pub weeks: Vec<PlanWeek>,
    pub superseded_by: Option<Uuid>,
}

/// Some plans, and before which position the next ones are.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Page {
    pub plans: Vec<PlanSummary>,
    pub next: Option<u64>,
}

/// A change that was put to the athlete, and where it stands.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Proposal {
    pub position: u64,
    pub adjustment: Adjustment,
    pub status: AdjustmentStatus,
}

const PLAN: &str = "select p.plan_id, p.member_id, p.kind, p.from_day, p.to_day, p.position, p.made_at, \
    p.engine_version, p.inputs_digest, p.score, p.race_id, p.weeks, p.superseded_by from plans.plans p";

pub async fn by_id(pool: &PgPool, plan_id: Uuid) -> Result<Option<PlanSummary>, sqlx::Error> {
    let mut query = QueryBuilder::new(PLAN);
    query.push(" where p.plan_id = ").push_bind(plan_id);
    query.build().try_map(|row: PgRow| plan(&row)).fetch_optional(pool).await
}

/// The member's plans that nothing has taken the place of: of each kind the newest.
pub async fn current(pool: &PgPool, member_id: Uuid) -> Result<Vec<PlanSummary>, sqlx::Error> {
    current_query(member_id).build().try_map(|row: PgRow| plan(&row)).fetch_all(pool).await
}

/// Everybody's seasons that are not over and that nothing has taken the place of; by id, from behind `after`.
pub async fn seasons(
    pool: &PgPool,
    today: Date,
    after: Option<Uuid>,
    limit: usize,
) -> Result<Vec<PlanSummary>, sqlx::Error> {
    seasons_query(today, after, limit).build().try_map(|row: PgRow| plan(&row)).fetch_all(pool).await
}

/// All of a member's plans, newest first, from before `before` if that is given.
pub async fn list(pool: &PgPool, member_id: Uuid, before: Option<u64>, limit: usize) -> Result<Page, sqlx::Error> {
    let plans = list_query(member_id, before, limit).build().try_map(|row: PgRow| plan(&row)).fetch_all(pool).await?;
    let next = plans.last().filter(|_| plans.len() == limit).map(|last| last.position);
    Ok(Page { plans, next })
}

/// What was put to the athlete about a plan, oldest first.
pub async fn proposals(pool: &PgPool, plan_id: Uuid) -> Result<Vec<Proposal>, sqlx::Error> {
    proposals_query(plan_id).build().try_map(|row: PgRow| proposal(&row)).fetch_all(pool).await
}

pub(crate) fn current_query(member_id: Uuid) -> QueryBuilder<'static, Postgres> {
    let mut query = QueryBuilder::new(PLAN.replacen("select", "select distinct on (p.kind)", 1));
    query
        .push(" where p.superseded_by is null and p.member_id = ")
        .push_bind(member_id)
        .push(" order by p.kind, p.position desc");
    query
}

pub(crate) fn seasons_query(today: Date, after: Option<Uuid>, limit: usize) -> QueryBuilder<'static, Postgres> {
    let mut query = QueryBuilder::new(PLAN);
    query.push(" where p.kind = 'season' and p.superseded_by is null and p.to_day >= ").push_bind(today.to_sqlx());
    if let Some(after) = after {
        query.push(" and p.plan_id > ").push_bind(after);
    }
    query.push(" order by p.plan_id limit ").push_bind(i64::try_from(limit).unwrap_or(i64::MAX));
    query
}

pub(crate) fn list_query(member_id: Uuid, before: Option<u64>, limit: usize) -> QueryBuilder<'static, Postgres> {
    let mut query = QueryBuilder::new(PLAN);
    query.push(" where p.member_id = ").push_bind(member_id);
    if let Some(before) = before {
        query.push(" and p.position < ").push_bind(before.cast_signed());
    }
    query.push(" order by p.position desc limit ").push_bind(i64::try_from(limit).unwrap_or(i64::MAX));
    query
}

pub(crate) fn proposals_query(plan_id: Uuid) -> QueryBuilder<'static, Postgres> {
    let mut query =
        QueryBuilder::new("select a.position, a.content, a.status from plans.adjustments a where a.plan_id = ");
    query.push_bind(plan_id).push(" order by a.position");
    query
}

fn plan(row: &PgRow) -> Result<PlanSummary, sqlx::Error> {
    Ok(PlanSummary {
        plan_id: row.try_get("plan_id")?,
        member_id: row.try_get("member_id")?,
        kind: row.try_get("kind")?,
        from: row.try_get::<jiff_sqlx::Date, _>("from_day")?.to_jiff(),
        to: row.try_get::<jiff_sqlx::Date, _>("to_day")?.to_jiff(),
        position: row.try_get::<i64, _>("position")?.unsigned_abs(),
        made_at: row.try_get::<jiff_sqlx::Timestamp, _>("made_at")?.to_jiff(),
        engine_version: row.try_get("engine_version")?,
        inputs_digest: row.try_get("inputs_digest")?,
        score: row.try_get("score")?,
        race_id: row.try_get("race_id")?,
        weeks: from_json(row.try_get("weeks")?)?,
        superseded_by: row.try_get("superseded_by")?,
    })
}

fn proposal(row: &PgRow) -> Result<Proposal, sqlx::Error> {
    Ok(Proposal {
        position: row.try_get::<i64, _>("position")?.unsigned_abs(),
        adjustment: from_json(row.try_get("content")?)?,
        status: match row.try_get("status")? {
            "proposed" => AdjustmentStatus::Proposed,
            "accepted" => AdjustmentStatus::Accepted,
            _ => AdjustmentStatus::Undone,
        },
    })
}

pub(super) fn from_json<T: DeserializeOwned>(text: &str) -> Result<T, sqlx::Error> {
    serde_json::from_str(text).map_err(|error| sqlx::Error::Decode(Box::new(error)))
}
