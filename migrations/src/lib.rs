//! Numbered SQL: the only place where the ledger's own tables are made. A landed file is never edited;
//! the next change is the next number.

use sqlx::{PgPool, migrate::Migrator};

static MIGRATOR: Migrator = sqlx::migrate!("./sql");

#[derive(Debug, thiserror::Error)]
#[error("the database could not be brought up to date: {0}")]
pub struct Error(#[from] sqlx::migrate::MigrateError);

/// Brings the database to the newest version. Safe to call from several processes at once.
pub async fn run(pool: &PgPool) -> Result<(), Error> {
    Ok(MIGRATOR.run(pool).await?)
}

/// Changes whenever a migration is added: names a database template.
pub fn fingerprint() -> String {
    MIGRATOR
        .iter()
        .flat_map(|migration| migration.checksum.iter().take(4))
        .fold(0u64, |hash, byte| hash.wrapping_mul(1_099_511_628_211).wrapping_add(u64::from(*byte)))
        .to_string()
}
