//! Commands that could not be carried out. They wait here, with the reason, until somebody decides.

use domain::ledger::bucket_of;
use nats::{Nats, NatsError};
use serde::Serialize;
use sqlx::{FromRow, PgExecutor, PgPool};
use uuid::Uuid;

#[derive(Debug, Clone, Serialize, FromRow)]
pub struct DeadLetter {
    pub id: i64,
    pub command_id: String,
    pub subject: Option<Uuid>,
    pub reason: String,
    pub attempts: i32,
    pub failed_at: String,
    pub envelope: String,
}

#[derive(Debug, thiserror::Error)]
pub enum DeadLetterError {
    #[error("there is no dead letter {0}; `paceledger dead-letters list` shows those that are there")]
    Unknown(i64),
    #[error("dead letter {0} can't be read, so it can't be carried out again; drop it")]
    Unreadable(i64),
    #[error("the database refused: {0}")]
    Database(#[from] sqlx::Error),
    #[error(transparent)]
    Nats(#[from] NatsError),
}

/// Keeps a command that failed. The same command fails once, however often it is delivered.
pub(crate) async fn keep(
    executor: impl PgExecutor<'_>,
    command_id: &str,
    subject: Option<Uuid>,
    envelope: &str,
    reason: &str,
    attempts: i64,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "insert into dead_letters (command_id, subject, envelope, reason, attempts)
         select $1, $2, $3, $4, $5 where not exists (select from dead_letters where command_id = $1 and envelope = $3)",
    )
    .bind(command_id)
    .bind(subject)
    .bind(envelope)
    .bind(reason)
    .bind(i32::try_from(attempts).unwrap_or(i32::MAX))
    .execute(executor)
    .await?;
    Ok(())
}

/// The oldest first, after `after` (an id; 0 for the beginning).
pub async fn list(executor: impl PgExecutor<'_>, after: i64, limit: i64) -> Result<Vec<DeadLetter>, sqlx::Error> {
    sqlx::query_as(
        "select id, command_id, subject, reason, attempts, to_json(failed_at) #>> '{}' as failed_at, envelope
         from dead_letters where id > $1 order by id limit $2",
    )
    .bind(after)
    .bind(limit)
    .fetch_all(executor)
    .await
}

pub async fn count(executor: impl PgExecutor<'_>) -> Result<u64, sqlx::Error> {
    let count: i64 = sqlx::query_scalar("select count(*) from dead_letters").fetch_one(executor).await?;
    Ok(count.unsigned_abs())
}

/// Puts the command on the queue again. Twice is once: its receipt sees to that.
pub async fn retry(pool: &PgPool, nats: &Nats, id: i64) -> Result<(), DeadLetterError> {
    let found: Option<(Option<Uuid>, String)> =
        sqlx::query_as("select subject, envelope from dead_letters where id = $1")
            .bind(id)
            .fetch_optional(pool)
            .await?;
    let (subject, envelope) = found.ok_or(DeadLetterError::Unknown(id))?;
    let subject = subject.ok_or(DeadLetterError::Unreadable(id))?;
    nats.enqueue_command(bucket_of(subject), envelope.into(), None).await?;
    drop_letter(pool, id).await
}

/// Forgets the command.
pub async fn drop_letter(executor: impl PgExecutor<'_>, id: i64) -> Result<(), DeadLetterError> {
    let gone = sqlx::query("delete from dead_letters where id = $1").bind(id).execute(executor).await?;
    if gone.rows_affected() == 0 { Err(DeadLetterError::Unknown(id)) } else { Ok(()) }
}
