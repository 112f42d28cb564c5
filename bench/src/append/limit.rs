//! How far away the floor is: the same rows into a table with the same indexes, one batch after the other, with
//! nothing decided, checked or answered.

use sqlx::PgPool;

use crate::{Error, cpu::Meter, crowd::Run};

/// The group committer's own limit.
const BATCH: i64 = 512;

pub(super) async fn make(pool: &PgPool) -> Result<(), Error> {
    sqlx::raw_sql("create table bare_events (like events including all)").execute(pool).await?;
    Ok(())
}

pub(super) async fn run(pool: &PgPool, events: u64, meter: &Meter) -> Result<Run, Error> {
    let rows: Vec<Row> = sqlx::query_as(
        "select aggregate_type, aggregate_id, sequence, event_type, event_version, payload::text as payload,
                metadata::text as metadata, position, event_id, subject
         from events order by position desc limit $1",
    )
    .bind(events.cast_signed())
    .fetch_all(pool)
    .await?;
    sqlx::raw_sql("truncate bare_events").execute(pool).await?;
    let work = async {
        for batch in rows.chunks(usize::try_from(BATCH).unwrap_or(1)) {
            insert(pool, batch).await?;
        }
        Ok(())
    };
    let (run, ()) = Run::of(rows.len() as u64, meter, work).await?;
    Ok(run)
}

#[derive(sqlx::FromRow)]
struct Row {
    aggregate_type: String,
    aggregate_id: String,
    sequence: i64,
    event_type: String,
    event_version: String,
    payload: String,
    metadata: String,
    position: i64,
    event_id: uuid::Uuid,
    subject: uuid::Uuid,
}

async fn insert(pool: &PgPool, rows: &[Row]) -> Result<(), sqlx::Error> {
    sqlx::query(
        "insert into bare_events (aggregate_type, aggregate_id, sequence, event_type, event_version, payload, metadata,
                                  position, event_id, subject, recorded_at)
         select e.kind, e.id, e.sequence, e.type, e.version, e.payload::json, e.metadata::json, e.position, e.event_id,
                e.subject, now()
         from unnest($1::text[], $2::text[], $3::bigint[], $4::text[], $5::text[], $6::text[], $7::text[],
                     $8::bigint[], $9::uuid[], $10::uuid[])
              e(kind, id, sequence, type, version, payload, metadata, position, event_id, subject)",
    )
    .bind(rows.iter().map(|row| row.aggregate_type.as_str()).collect::<Vec<_>>())
    .bind(rows.iter().map(|row| row.aggregate_id.as_str()).collect::<Vec<_>>())
    .bind(rows.iter().map(|row| row.sequence).collect::<Vec<_>>())
    .bind(rows.iter().map(|row| row.event_type.as_str()).collect::<Vec<_>>())
    .bind(rows.iter().map(|row| row.event_version.as_str()).collect::<Vec<_>>())
    .bind(rows.iter().map(|row| row.payload.as_str()).collect::<Vec<_>>())
    .bind(rows.iter().map(|row| row.metadata.as_str()).collect::<Vec<_>>())
    .bind(rows.iter().map(|row| row.position).collect::<Vec<_>>())
    .bind(rows.iter().map(|row| row.event_id).collect::<Vec<_>>())
    .bind(rows.iter().map(|row| row.subject).collect::<Vec<_>>())
    .execute(pool)
    .await?;
    Ok(())
}
