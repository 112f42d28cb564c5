//! A new generation's tables.

use sqlx::PgConnection;

use super::{Generation, enter, ident, one_at_a_time};
use crate::{Projection, script::script};

/// Makes the next generation of the projection's version, empty and without indexes.
pub(crate) async fn create<P: Projection>(tx: &mut PgConnection, state: &str) -> Result<Generation, sqlx::Error> {
    one_at_a_time(tx, P::NAME).await?;
    let number: i32 = sqlx::query_scalar(
        "select coalesce(max(generation), 0) + 1 from projection_checkpoints where name = $1 and version = $2",
    )
    .bind(P::NAME)
    .bind(P::VERSION)
    .fetch_one(&mut *tx)
    .await?;
    let generation = Generation::new(P::NAME, P::VERSION, number);
    sqlx::query(
        "insert into projection_checkpoints (name, version, generation, schema_name, state, position)
         values ($1, $2, $3, $4, $5, 0)",
    )
    .bind(P::NAME)
    .bind(P::VERSION)
    .bind(number)
    .bind(&generation.schema)
    .bind(state)
    .execute(&mut *tx)
    .await?;
    script(tx, &format!("create schema {}", ident(&generation.schema))).await?;
    enter(tx, &generation.schema).await?;
    script(tx, P::TABLES).await?;
    Ok(generation)
}

/// Makes what only reading and live writing need.
pub(crate) async fn index<P: Projection>(tx: &mut PgConnection, generation: &Generation) -> Result<(), sqlx::Error> {
    enter(tx, &generation.schema).await?;
    script(tx, P::INDEXES).await
}
