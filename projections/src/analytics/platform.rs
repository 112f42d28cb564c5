//! The platform's own figures.

use jiff::{SignedDuration, Timestamp, civil::Date};
use jiff_sqlx::ToSqlx;
use serde::Serialize;
use sqlx::{PgPool, Postgres, QueryBuilder, Row, postgres::PgRow};

use crate::packed;

/// How many there are, and how many did something lately.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Platform {
    pub members: u64,
    pub active_1h: u64,
    pub active_24h: u64,
    pub active_7d: u64,
    pub active_30d: u64,
}

/// What happened on a day, in UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct PlatformDay {
    pub day: Date,
    pub registered: u64,
    /// Commands that changed something.
    pub commands: u64,
    pub plans: u64,
    pub workouts: u64,
}

pub async fn platform(pool: &PgPool, now: Timestamp) -> Result<Platform, sqlx::Error> {
    // One row a day: few even after years.
    let members = sqlx::query_scalar("select coalesce(sum(registered), 0)::bigint from analytics.days").fetch_one(pool);
    let (members, active): (i64, PgRow) =
        tokio::try_join!(members, async { active_query(now).build().fetch_one(pool).await })?;
    let count = |name: &str| active.try_get::<i64, _>(name).map(i64::unsigned_abs);
    Ok(Platform {
        members: members.unsigned_abs(),
        active_1h: count("active_1h")?,
        active_24h: count("active_24h")?,
        active_7d: count("active_7d")?,
        active_30d: count("active_30d")?,
    })
}

pub(crate) fn active_query(now: Timestamp) -> QueryBuilder<'static, Postgres> {
    let since = |hours: i64| now.saturating_sub(SignedDuration::from_hours(hours)).unwrap_or(Timestamp::MIN).to_sqlx();
    let mut query = QueryBuilder::new("select count(*) filter (where a.last_at > ");
    query.push_bind(since(1)).push(") as active_1h, count(*) filter (where a.last_at > ");
    query.push_bind(since(24)).push(") as active_24h, count(*) filter (where a.last_at > ");
    query
        .push_bind(since(24 * 7))
        .push(") as active_7d, count(*) as active_30d from analytics.active a where a.last_at > ");
    query.push_bind(since(24 * 30));
    query
}

/// The days from one to another on which something happened, both in it, newest first.
pub async fn platform_days(pool: &PgPool, from: Date, to: Date) -> Result<Vec<PlatformDay>, sqlx::Error> {
    let mut query = QueryBuilder::new(packed::BEGIN);
    query
        .push("select day, registered, commands, plans, workouts from analytics.days where day between ")
        .push_bind(from.to_sqlx())
        .push(" and ")
        .push_bind(to.to_sqlx())
        .push(" order by day desc")
        .push(packed::END);
    packed::rows(pool, query, |fields| {
        let day = fields.date()?;
        let mut count = || fields.i64().map(i64::unsigned_abs);
        Ok(PlatformDay { day, registered: count()?, commands: count()?, plans: count()?, workouts: count()? })
    })
    .await
}
