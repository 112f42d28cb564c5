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

/// Keeps a command that failed. The same command fails once, however often it is delivered; the latest failure is told.
pub(crate) async fn keep(
    executor: impl PgExecutor<'_>,
    command_id: &str,
    subject: Option<Uuid>,
    envelope: &str,
    reason: &str,
    attempts: i64,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "with again as (
             update dead_letters set reason = $4, attempts = $5, failed_at = clock_timestamp()
             where command_id = $1 and envelope = $3 returning id
         )
         insert into dead_letters (command_id, subject, envelope, reason, attempts)
         select $1, $2, $3, $4, $5 where not exists (select from again)",
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
    let letter = list(pool, id.saturating_sub(1), 1).await?.pop().filter(|letter| letter.id == id);
    let letter = letter.ok_or(DeadLetterError::Unknown(id))?;
    let subject = letter.subject.ok_or(DeadLetterError::Unreadable(id))?;
    nats.enqueue_command(bucket_of(subject), letter.envelope.clone().into(), None).await?;
    forget_as_it_was(pool, &letter).await
}

/// Forgets a command that is on the queue again, unless it has failed once more since the letter was read: a worker can be
/// quicker than this.
pub(crate) async fn forget_as_it_was(
    executor: impl PgExecutor<'_>,
    letter: &DeadLetter,
) -> Result<(), DeadLetterError> {
    sqlx::query("delete from dead_letters where id = $1 and failed_at = $2::timestamptz")
        .bind(letter.id)
        .bind(&letter.failed_at)
        .execute(executor)
        .await?;
    Ok(())
}

/// Forgets the command.
pub async fn drop_letter(executor: impl PgExecutor<'_>, id: i64) -> Result<(), DeadLetterError> {
    let gone = sqlx::query("delete from dead_letters where id = $1").bind(id).execute(executor).await?;
    if gone.rows_affected() == 0 { Err(DeadLetterError::Unknown(id)) } else { Ok(()) }
}
