//! How the read models stand, for people and for metrics.

use serde::Serialize;
use sqlx::{PgPool, Row, postgres::PgRow};
use uuid::Uuid;

/// One generation of a read model.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ProjectionStatus {
    pub name: String,
    pub version: i32,
    pub generation: i32,
    pub schema: String,
    pub state: State,
    pub position: u64,
    /// Events of the ledger that it doesn't show yet.
    pub lag_events: u64,
    /// For how long the first of them has been waiting.
    pub lag_seconds: f64,
    pub parked: u64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// Nobody reads it yet.
    Filling,
    /// Queries are answered from it.
    Live,
    /// It was replaced, and waits to be dropped.
    Retired,
}

/// A subject that a read model had to leave standing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Parked {
    pub subject: Uuid,
    /// The event that couldn't be digested; it and the subject's later ones wait.
    pub position: u64,
    pub reason: String,
}

/// The live generation of every read model that was ever run.
pub async fn status(pool: &PgPool) -> Result<Vec<ProjectionStatus>, sqlx::Error> {
    let mut all = list(pool).await?;
    all.retain(|generation| generation.state == State::Live);
    Ok(all)
}

/// Every generation there is.
pub async fn list(pool: &PgPool) -> Result<Vec<ProjectionStatus>, sqlx::Error> {
    sqlx::query(
        "select c.name, c.version, c.generation, c.schema_name, c.state, c.position,
                greatest(h.position - c.position, 0) as lag_events,
                coalesce(extract(epoch from clock_timestamp() - e.recorded_at), 0)::float8 as lag_seconds,
                (select count(*) from parked_subjects p
                 where (p.name, p.version, p.generation) = (c.name, c.version, c.generation)) as parked
         from projection_checkpoints c cross join ledger_head h
         left join events e on e.position = c.position + 1
         order by c.name, c.version, c.generation",
    )
    .try_map(|row: PgRow| generation(&row))
    .fetch_all(pool)
    .await
}

/// Whom a read model has parked, in the order of the ledger.
pub async fn parked(pool: &PgPool, name: &str) -> Result<Vec<Parked>, sqlx::Error> {
    sqlx::query(
        "select p.subject, p.position, p.reason
         from parked_subjects p join projection_checkpoints c using (name, version, generation)
         where name = $1 and c.state = 'live' order by p.position",
    )
    .bind(name)
    .try_map(|row: PgRow| {
        Ok(Parked {
            subject: row.try_get("subject")?,
            position: row.try_get::<i64, _>("position")?.unsigned_abs(),
            reason: row.try_get("reason")?,
        })
    })
    .fetch_all(pool)
    .await
}

fn generation(row: &PgRow) -> Result<ProjectionStatus, sqlx::Error> {
    Ok(ProjectionStatus {
        name: row.try_get("name")?,
        version: row.try_get("version")?,
        generation: row.try_get("generation")?,
        schema: row.try_get("schema_name")?,
        state: match row.try_get("state")? {
            "live" => State::Live,
            "filling" => State::Filling,
            _ => State::Retired,
        },
        position: row.try_get::<i64, _>("position")?.unsigned_abs(),
        lag_events: row.try_get::<i64, _>("lag_events")?.unsigned_abs(),
        lag_seconds: row.try_get::<f64, _>("lag_seconds")?.max(0.0),
        parked: row.try_get::<i64, _>("parked")?.unsigned_abs(),
    })
}
