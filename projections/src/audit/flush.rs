//! The rows of a batch, written.

use jiff_sqlx::ToSqlx;
use sqlx::PgConnection;

use super::change::Row;

pub(super) async fn flush(rows: &[Row], tables: &mut PgConnection) -> Result<(), sqlx::Error> {
    let text = |part: fn(&Row) -> &str| rows.iter().map(part).collect::<Vec<_>>();
    sqlx::query(
        "insert into entries (position, event_id, subject, aggregate_type, aggregate_id, event_type, sentence, actor,
                              gateway, occurred_at, recorded_at, command_id, correlation_id, causation_id, causing_event,
                              input)
         select * from unnest($1::bigint[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[],
                              $8::text[], $9::text[], $10::timestamptz[], $11::timestamptz[], $12::text[], $13::text[],
                              $14::text[], $15::uuid[], $16::bytea[])",
    )
    .bind(rows.iter().map(|row| row.position).collect::<Vec<_>>())
    .bind(rows.iter().map(|row| row.event_id).collect::<Vec<_>>())
    .bind(rows.iter().map(|row| row.subject).collect::<Vec<_>>())
    .bind(text(|row| &row.aggregate_type))
    .bind(text(|row| &row.aggregate_id))
    .bind(text(|row| &row.event_type))
    .bind(text(|row| &row.sentence))
    .bind(text(|row| &row.actor))
    .bind(text(|row| &row.gateway))
    .bind(rows.iter().map(|row| row.occurred_at.to_sqlx()).collect::<Vec<_>>())
    .bind(rows.iter().map(|row| row.recorded_at.to_sqlx()).collect::<Vec<_>>())
    .bind(text(|row| &row.command_id))
    .bind(text(|row| &row.correlation_id))
    .bind(rows.iter().map(|row| row.causation_id.as_deref()).collect::<Vec<_>>())
    .bind(rows.iter().map(Row::causing_event).collect::<Vec<_>>())
    .bind(rows.iter().map(|row| row.input.as_deref()).collect::<Vec<_>>())
    .execute(tables)
    .await
    .map(drop)
}
