//! Generations that nobody needs any more.

use sqlx::{PgConnection, PgPool};

use super::{ident, one_at_a_time};
use crate::script::script;

/// Drops what rebuilds have left behind; gives back the schemas' names.
pub async fn drop_retired(pool: &PgPool, name: &str) -> Result<Vec<String>, sqlx::Error> {
    discard_all(pool, name, "retired").await
}

/// Drops what a rebuild or verification left unfinished. The caller sees to it that none is under way.
pub(crate) async fn discard_unfinished(pool: &PgPool, name: &str) -> Result<Vec<String>, sqlx::Error> {
    discard_all(pool, name, "filling").await
}

async fn discard_all(pool: &PgPool, name: &str, state: &str) -> Result<Vec<String>, sqlx::Error> {
    let mut tx = pg::begin(pool).await?;
    one_at_a_time(&mut tx, name).await?;
    let schemas: Vec<String> =
        sqlx::query_scalar("select schema_name from projection_checkpoints where name = $1 and state = $2 order by 1")
            .bind(name)
            .bind(state)
            .fetch_all(&mut *tx)
            .await?;
    for schema in &schemas {
        discard(&mut tx, schema).await?;
    }
    tx.commit().await?;
    Ok(schemas)
}

/// Drops a generation that isn't live.
async fn discard(tx: &mut PgConnection, schema: &str) -> Result<(), sqlx::Error> {
    let gone = sqlx::query("delete from projection_checkpoints where schema_name = $1 and state <> 'live'")
        .bind(schema)
        .execute(&mut *tx)
        .await?
        .rows_affected();
    if gone == 1 {
        script(tx, &format!("drop schema if exists {} cascade", ident(schema))).await?;
    }
    Ok(())
}
