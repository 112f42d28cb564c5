//! A transaction that no cancellation leaves open.

use sqlx::{PgPool, Postgres, Transaction};

/// Begins a transaction.
///
/// `pool.begin()` of sqlx 0.8, dropped while it waits for the answer to `begin`, gives its connection back to the pool
/// with the transaction open, and whoever gets it next writes into that. Here `begin` is always seen through.
pub async fn begin(pool: &PgPool) -> Result<Transaction<'static, Postgres>, sqlx::Error> {
    let pool = pool.clone();
    match tokio::spawn(async move { pool.begin().await }).await {
        Ok(begun) => begun,
        // The runtime is ending, and this task with it.
        Err(_) => Err(sqlx::Error::WorkerCrashed),
    }
}
