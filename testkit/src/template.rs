//! Databases for tests: copied from one that the migrations have been run on once.

use std::time::{Duration, Instant};

use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::{Connection, PgConnection};

/// Any number will do, as long as it is the same for everybody.
const ONE_AT_A_TIME: i64 = 7_203_114;
const PATIENCE: Duration = Duration::from_secs(60);
const OBJECT_IN_USE: &str = "55006";

/// Makes a database of this name.
pub(crate) async fn make_database(admin: &PgConnectOptions, name: &str) -> Result<(), sqlx::Error> {
    let mut connection = PgConnection::connect_with(admin).await?;
    let template = template(&mut connection, admin).await?;
    // Copying files takes 60 ms here and writing each page to the log 260: where nothing
    // is forced to disk, the two checkpoints of the former cost little.
    let create = format!("create database {name} template {template} strategy file_copy");
    sqlx::raw_sql(&create).execute(&mut connection).await?;
    connection.close().await
}

pub(crate) async fn drop_database(admin: &PgConnectOptions, name: &str) -> Result<(), sqlx::Error> {
    let mut connection = PgConnection::connect_with(admin).await?;
    let drop = format!("drop database if exists {name} with (force)");
    sqlx::raw_sql(&drop).execute(&mut connection).await?;
    connection.close().await
}

/// The name of the migrated database, made by whoever comes first.
async fn template(connection: &mut PgConnection, admin: &PgConnectOptions) -> Result<String, sqlx::Error> {
    let name = format!("template_{}", migrations::fingerprint());
    if exists(connection, &name).await? {
        return Ok(name);
    }
    sqlx::query("select pg_advisory_lock($1)").bind(ONE_AT_A_TIME).execute(&mut *connection).await?;
    let made = match exists(connection, &name).await {
        Ok(true) => Ok(()),
        Ok(false) => make_template(connection, admin, &name).await,
        Err(error) => Err(error),
    };
    sqlx::query("select pg_advisory_unlock($1)").bind(ONE_AT_A_TIME).execute(&mut *connection).await?;
    made.map(|()| name)
}

async fn exists(connection: &mut PgConnection, name: &str) -> Result<bool, sqlx::Error> {
    let query = sqlx::query_scalar("select exists (select from pg_database where datname = $1)");
    query.bind(name).fetch_one(connection).await
}

/// Under another name until the migrations are through, so that nobody copies half of them.
async fn make_template(connection: &mut PgConnection, admin: &PgConnectOptions, name: &str) -> Result<(), sqlx::Error> {
    let unfinished = format!("{name}_unfinished");
    sqlx::raw_sql(&format!("drop database if exists {unfinished} with (force)")).execute(&mut *connection).await?;
    sqlx::raw_sql(&format!("create database {unfinished}")).execute(&mut *connection).await?;
    let pool = PgPoolOptions::new().max_connections(1).connect_with(admin.clone().database(&unfinished)).await?;
    let migrated = migrations::run(&pool).await;
    pool.close().await;
    if let Err(error) = migrated {
        panic!("the migrations fail on an empty database: {error}");
    }
    rename(connection, &unfinished, name).await
}

/// Renaming wants nobody connected, and a session that was closed may take a while to be gone.
async fn rename(connection: &mut PgConnection, from: &str, to: &str) -> Result<(), sqlx::Error> {
    let deadline = Instant::now() + PATIENCE;
    loop {
        sqlx::query("select pg_terminate_backend(pid) from pg_stat_activity where datname = $1")
            .bind(from)
            .execute(&mut *connection)
            .await?;
        match sqlx::raw_sql(&format!("alter database {from} rename to {to}")).execute(&mut *connection).await {
            Err(error) if is_in_use(&error) && Instant::now() < deadline => {}
            other => return other.map(drop),
        }
    }
}

fn is_in_use(error: &sqlx::Error) -> bool {
    error.as_database_error().and_then(sqlx::error::DatabaseError::code).is_some_and(|code| code == OBJECT_IN_USE)
}
