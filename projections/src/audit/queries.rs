//! The log, read.

use std::collections::BTreeSet;

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
    /// About these kinds of things; about all, if there is none.
    pub aggregate_types: Vec<String>,
    /// Only what came behind this position.
    pub after: Option<u64>,
}

impl Filter {
    /// Whatever else is asked for has an index of its own, and finds less.
    fn asks_for_types_alone(&self) -> bool {
        let Self { subject, actor, aggregate_id, command_id, correlation_id, event_types, aggregate_types, after: _ } =
            self;
        let named = [actor, aggregate_id, command_id, correlation_id];
        !event_types.is_empty()
            && aggregate_types.is_empty()
            && subject.is_none()
            && named.iter().all(|wanted| wanted.is_none())
    }
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
    let mut query = QueryBuilder::new(format!("select {COLUMNS} from audit.entries e"));
    if filter.asks_for_types_alone() {
        newest_of_each_type(&mut query, filter, before, limit);
        return query;
    }
    query.push(" where true");
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
    if !filter.aggregate_types.is_empty() {
        query.push(" and e.aggregate_type = any(").push_bind(filter.aggregate_types.clone()).push(")");
    }
    between(&mut query, filter.after, before);
    newest(&mut query, limit);
    query
}

/// From the end of each type's part of the index, since some types are so rare that the log would have to be read from
/// end to end for a page of them.
fn newest_of_each_type(
    query: &mut QueryBuilder<'static, Postgres>,
    filter: &Filter,
    before: Option<u64>,
    limit: usize,
) {
    let types: BTreeSet<&String> = filter.event_types.iter().collect();
    query
        .push(" join (select newest.position from unnest(")
        .push_bind(types.into_iter().cloned().collect::<Vec<_>>())
        .push(") wanted(event_type) cross join lateral (")
        .push("select e.position from audit.entries e where e.event_type = wanted.event_type");
    between(query, filter.after, before);
    newest(query, limit);
    query.push(") newest order by newest.position desc limit ").push_bind(i64::try_from(limit).unwrap_or(i64::MAX));
    query.push(") page using (position) order by e.position desc");
}

fn between(query: &mut QueryBuilder<'static, Postgres>, after: Option<u64>, before: Option<u64>) {
    if let Some(after) = after {
        query.push(" and e.position > ").push_bind(after.cast_signed());
    }
    if let Some(before) = before {
        query.push(" and e.position < ").push_bind(before.cast_signed());
    }
}

fn newest(query: &mut QueryBuilder<'static, Postgres>, limit: usize) {
    query.push(" order by e.position desc limit ").push_bind(i64::try_from(limit).unwrap_or(i64::MAX));
}

/// By their places in [`COLUMNS`]: names are looked up anew in every row.
pub(super) fn entry(row: &PgRow) -> Result<Entry, sqlx::Error> {
    Ok(Entry {
        position: row.try_get::<i64, _>(0)?.unsigned_abs(),
        event_id: row.try_get(1)?,
        subject: row.try_get(2)?,
        aggregate_type: row.try_get(3)?,
        aggregate_id: row.try_get(4)?,
        event_type: row.try_get(5)?,
        sentence: row.try_get(6)?,
        actor: row.try_get(7)?,
        gateway: row.try_get(8)?,
        occurred_at: row.try_get::<jiff_sqlx::Timestamp, _>(9)?.to_jiff(),
        recorded_at: row.try_get::<jiff_sqlx::Timestamp, _>(10)?.to_jiff(),
        command_id: row.try_get(11)?,
        correlation_id: row.try_get(12)?,
        causation_id: row.try_get(13)?,
    })
}
