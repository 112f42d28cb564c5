//! Whether Postgres takes a write right now.

use sqlx::PgPool;

/// Writes the probe's row; an error says why Postgres can't be written to.
pub async fn probe(pool: &PgPool) -> Result<(), sqlx::Error> {
    sqlx::query(
        "insert into readiness_probe (written_at) values (clock_timestamp())
         on conflict (only_row) do update set written_at = excluded.written_at",
    )
    .execute(pool)
    .await?;
    Ok(())
}
