//! What led to what.
//!
//! A command names its cause by the id of an event or of another command. Whichever it is, the cause stands earlier in
//! the ledger than its effects, so that no chain goes round.

use sqlx::{PgPool, Postgres, QueryBuilder, postgres::PgRow};

use super::queries::{COLUMNS, Entry, entry};

/// What led to an event, the nearest cause last; not the event itself.
pub async fn causes(pool: &PgPool, position: u64, limit: usize) -> Result<Vec<Entry>, sqlx::Error> {
    causes_query(position, limit).build().try_map(|row: PgRow| entry(&row)).fetch_all(pool).await
}

/// What an event led to, at first or second hand, in the order of the ledger; not the event itself.
pub async fn effects(pool: &PgPool, position: u64, limit: usize) -> Result<Vec<Entry>, sqlx::Error> {
    effects_query(position, limit).build().try_map(|row: PgRow| entry(&row)).fetch_all(pool).await
}

pub(crate) fn causes_query(position: u64, limit: usize) -> QueryBuilder<'static, Postgres> {
    chain(
        "select c.position, c.event_id, c.command_id, c.causation_id, c.causing_event
         from audit.entries c where c.command_id = known.causation_id
         union all
         select c.position, c.event_id, c.command_id, c.causation_id, c.causing_event
         from audit.entries c where c.event_id = known.causing_event",
        "next.position < known.position",
        position,
        limit,
    )
}

pub(crate) fn effects_query(position: u64, limit: usize) -> QueryBuilder<'static, Postgres> {
    chain(
        "select c.position, c.event_id, c.command_id, c.causation_id, c.causing_event
         from audit.entries c where c.causation_id in (known.command_id, known.event_id::text)",
        "next.position > known.position",
        position,
        limit,
    )
}

/// From link to link; each event is looked at once.
fn chain(link: &str, onward: &str, position: u64, limit: usize) -> QueryBuilder<'static, Postgres> {
    let mut query = QueryBuilder::new(
        "with recursive chain as (
            select f.position, f.event_id, f.command_id, f.causation_id, f.causing_event
            from audit.entries f where f.position = ",
    );
    query
        .push_bind(position.cast_signed())
        .push(format!(
            " union select next.* from chain known cross join lateral ({link}) next where {onward}
             )
             select {COLUMNS} from chain join audit.entries e using (position) where e.position <> "
        ))
        .push_bind(position.cast_signed())
        .push(" order by e.position limit ")
        .push_bind(i64::try_from(limit).unwrap_or(i64::MAX));
    query
}
