//! Opening the pool.

use std::time::Duration;

use sqlx::{
    PgPool,
    postgres::{PgConnectOptions, PgPoolOptions},
};

/// Older servers lack what the ledger relies on.
const OLDEST_SERVER: i32 = 15;

#[derive(Debug, thiserror::Error)]
pub enum ConnectError {
    #[error("DATABASE_URL is not a Postgres address: {0}; write it like postgres://user:password@host:5432/database")]
    BadUrl(String),
    #[error("can't reach Postgres at {address}: {cause}; check that it runs and that DATABASE_URL is right")]
    Unreachable { address: String, cause: String },
    #[error("Postgres {found} is too old; PaceLedger needs {OLDEST_SERVER} or newer")]
    TooOld { found: String },
}

/// Opens a pool of at most `connections`. The address in an error never holds the password.
pub async fn connect(url: &str, connections: u32) -> Result<PgPool, ConnectError> {
    connect_with(options(url)?, connections).await
}

/// Reads an address.
pub fn options(url: &str) -> Result<PgConnectOptions, ConnectError> {
    url.parse().map_err(|error: sqlx::Error| ConnectError::BadUrl(error.to_string()))
}

/// The same for an address in parts, such as another database of the same server.
pub async fn connect_with(options: PgConnectOptions, connections: u32) -> Result<PgPool, ConnectError> {
    let address =
        format!("{}:{}/{}", options.get_host(), options.get_port(), options.get_database().unwrap_or_default());
    let pool = PgPoolOptions::new()
        .max_connections(connections)
        // A broken connection shows in its first query; asking before each one doubles the round trips.
        .test_before_acquire(false)
        .acquire_timeout(Duration::from_secs(10))
        .connect_with(options.application_name("paceledger"))
        .await
        .map_err(|error| ConnectError::Unreachable { address: address.clone(), cause: error.to_string() })?;
    let (number, text): (i32, String) =
        sqlx::query_as("select current_setting('server_version_num')::int, current_setting('server_version')")
            .fetch_one(&pool)
            .await
            .map_err(|error| ConnectError::Unreachable { address, cause: error.to_string() })?;
    if number / 10_000 < OLDEST_SERVER {
        return Err(ConnectError::TooOld { found: text });
    }
    Ok(pool)
}
