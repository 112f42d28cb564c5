//! The views that stand before the live generation.

use sqlx::PgConnection;

use super::{Generation, ident};
use crate::script::script;

/// Makes the views show this generation, in the caller's transaction: readers see the old tables or the new ones.
///
/// Between generations of one version the views keep their columns and are replaced in place. A new version may
/// have others, so there they are made anew.
pub(crate) async fn point_views(
    tx: &mut PgConnection,
    generation: &Generation,
    before: Option<i32>,
) -> Result<(), sqlx::Error> {
    let views = ident(generation.name);
    script(tx, &format!("create schema if not exists {views}")).await?;
    if before.is_some_and(|version| version != generation.version) {
        for view in relations(tx, generation.name, 'v').await? {
            script(tx, &format!("drop view {views}.{}", ident(&view))).await?;
        }
    }
    for table in relations(tx, &generation.schema, 'r').await? {
        let (table, schema) = (ident(&table), ident(&generation.schema));
        script(tx, &format!("create or replace view {views}.{table} as select * from {schema}.{table}")).await?;
    }
    Ok(())
}

/// The tables (`r`) or views (`v`) of a schema, always in the same order.
pub(crate) async fn relations(
    connection: &mut PgConnection,
    schema: &str,
    kind: char,
) -> Result<Vec<String>, sqlx::Error> {
    sqlx::query_scalar(
        "select c.relname::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
         where n.nspname = $1 and c.relkind::text = $2 order by 1",
    )
    .bind(schema)
    .bind(kind.to_string())
    .fetch_all(connection)
    .await
}
