//! Generations of a read model.
//!
//! Each version of a read model lives in a schema of its own: `analytics_v1`. When the same version is filled again,
//! the next filling is its next generation, `analytics_v1_g2`, since both stand beside each other until the views
//! move. The schema `analytics` holds nothing but the views onto the live generation.

mod create;
mod discard;
mod load;
mod views;

pub(crate) use create::{create, index};
pub(crate) use discard::discard_unfinished;
pub use discard::drop_retired;
pub(crate) use load::{Live, load, load_live};
pub(crate) use views::{point_views, relations};

use sqlx::PgConnection;

/// One filling of one version of a read model.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Generation {
    pub(crate) name: &'static str,
    pub(crate) version: i32,
    pub(crate) number: i32,
    /// Where its tables are.
    pub(crate) schema: String,
}

impl Generation {
    pub(crate) fn new(name: &'static str, version: i32, number: i32) -> Self {
        let schema = match number {
            1 => format!("{name}_v{version}"),
            _ => format!("{name}_v{version}_g{number}"),
        };
        Self { name, version, number, schema }
    }
}

/// Quotes a name for use in SQL.
pub(crate) fn ident(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// One change of generations at a time, held until the transaction ends.
pub(crate) async fn one_at_a_time(tx: &mut PgConnection, name: &str) -> Result<(), sqlx::Error> {
    sqlx::query("select pg_advisory_xact_lock(hashtextextended('projection:' || $1, 0))")
        .bind(name)
        .execute(tx)
        .await
        .map(drop)
}

/// Lets names without a schema mean this generation's tables first, until the transaction ends.
pub(crate) async fn enter(tx: &mut PgConnection, schema: &str) -> Result<(), sqlx::Error> {
    sqlx::query("select set_config('search_path', format('%I, public', $1::text), true)")
        .bind(schema)
        .execute(tx)
        .await
        .map(drop)
}
