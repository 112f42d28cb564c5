//! Statements without parameters, several at once if need be.

use sqlx::{Executor, PgConnection};

/// Runs them in the connection's transaction. (Through the trait: the method on `RawSql` gives a future that can't
/// be sent to another thread.)
pub(crate) async fn script(connection: &mut PgConnection, sql: &str) -> Result<(), sqlx::Error> {
    connection.execute(sqlx::raw_sql(sql)).await.map(drop)
}
