//! The log, read.

use jiff::Timestamp;
use serde::Serialize;
use sqlx::{PgPool, Postgres, QueryBuilder, Row, postgres::PgRow};
use uuid::Uuid;

/// One event, for a person to read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Entry {
    pub position: u64,
    pub event_id: Uuid,
    /// Whose history it belongs to.
    pub subject: Uuid,
    pub aggregate_type: String,
    pub aggregate_id: String,
    pub event_type: String,
    /// What happened.
    pub sentence: String,
    /// Who wanted it: `member:…`, `token:…` or `system:…`.
    pub actor: String,
    /// The way it came in.
    pub gateway: String,
    /// When it happened, by the word of whoever told it.
    pub occurred_at: Timestamp,
    /// When the ledger took it.
    pub recorded_at: Timestamp,
    pub command_id: String,
    pub correlation_id: String,
    pub causation_id: Option<String>,
}

/// Which entries are wanted; an empty filter wants all.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    pub subject: Option<Uuid>,
    pub actor: Option<String>,
    /// One thing's own history: the id of a workout, a plan, a member, …
    pub aggregate_id: Option<String>,
    /// What one command led to.
    pub command_id: Option<String>,
    /// Everything that one message or request set off.
    pub correlation_id: Option<String>,
    /// Of these types; of all, if there is none.
    pub event_types: Vec<String>,
    /// Only what came behind this position.
    pub after: Option<u64>,
}

/// Some entries, and before which position the next ones are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Page {
    pub entries: Vec<Entry>,
    pub next: Option<u64>,
}

pub(super) const COLUMNS: &str = "e.position, e.event_id, e.subject, e.aggregate_type, e.aggregate_id, e.event_type, \
    e.sentence, e.actor, e.gateway, e.occurred_at, e.recorded_at, e.command_id, e.correlation_id, e.causation_id";

/// The entry of a position.
pub async fn at(pool: &PgPool, position: u64) -> Result<Option<Entry>, sqlx::Error> {
    let mut query = QueryBuilder::new(format!("select {COLUMNS} from audit.entries e where e.position = "));
    query.push_bind(position.cast_signed());
    query.build().try_map(|row: PgRow| entry(&row)).fetch_optional(pool).await
}

/// Entries, newest first, from before `before` if that is given.
pub async fn list(pool: &PgPool, filter: &Filter, before: Option<u64>, limit: usize) -> Result<Page, sqlx::Error> {
    let mut query = list_query(filter, before, limit);
    let entries = query.build().try_map(|row: PgRow| entry(&row)).fetch_all(pool).await?;
    let next = entries.last().filter(|_| entries.len() == limit).map(|last| last.position);
    Ok(Page { entries, next })
}

pub(crate) fn list_query(filter: &Filter, before: Option<u64>, limit: usize) -> QueryBuilder<'static, Postgres> {
    let mut query = QueryBuilder::new(format!("select {COLUMNS} from audit.entries e where true"));
    if let Some(subject) = filter.subject {
        query.push(" and e.subject = ").push_bind(subject);
    }
    let texts = [
        (" and e.actor = ", &filter.actor),
        (" and e.aggregate_id = ", &filter.aggregate_id),
        (" and e.command_id = ", &filter.command_id),
        (" and e.correlation_id = ", &filter.correlation_id),
    ];
    for (condition, wanted) in texts {
        if let Some(wanted) = wanted {
            query.push(condition).push_bind(wanted.clone());
        }
    }
    if !filter.event_types.is_empty() {
        query.push(" and e.event_type = any(").push_bind(filter.event_types.clone()).push(")");
    }
    if let Some(after) = filter.after {
        query.push(" and e.position > ").push_bind(after.cast_signed());
    }
    if let Some(before) = before {
        query.push(" and e.position < ").push_bind(before.cast_signed());
    }
    query.push(" order by e.position desc limit ").push_bind(i64::try_from(limit).unwrap_or(i64::MAX));
    query
}

pub(super) fn entry(row: &PgRow) -> Result<Entry, sqlx::Error> {
    Ok(Entry {
        position: row.try_get::<i64, _>("position")?.unsigned_abs(),
        event_id: row.try_get("event_id")?,
        subject: row.try_get("subject")?,
        aggregate_type: row.try_get("aggregate_type")?,
        aggregate_id: row.try_get("aggregate_id")?,
        event_type: row.try_get("event_type")?,
        sentence: row.try_get("sentence")?,
        actor: row.try_get("actor")?,
        gateway: row.try_get("gateway")?,
        occurred_at: row.try_get::<jiff_sqlx::Timestamp, _>("occurred_at")?.to_jiff(),
        recorded_at: row.try_get::<jiff_sqlx::Timestamp, _>("recorded_at")?.to_jiff(),
        command_id: row.try_get("command_id")?,
        correlation_id: row.try_get("correlation_id")?,
        causation_id: row.try_get("causation_id")?,
    })
}
