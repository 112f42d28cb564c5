//! Commands that came with a key of the client's own. The receipt says what became of a command; this says which request
//! it was, so that the same key can't be taken for another.

use jiff::Timestamp;
use sqlx::PgPool;

use crate::{Verdict, append::receipt_of};

/// The SHA-256 of a request.
pub type Fingerprint = [u8; 32];

/// What a key stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key {
    /// For this request, from now on.
    New,
    /// For this request, since an earlier time.
    Again,
    /// For another request.
    Taken,
}

/// Takes a command's id for one request. Of several at once, the first takes it.
pub async fn take(
    pool: &PgPool,
    command_id: &str,
    fingerprint: &Fingerprint,
    now: Timestamp,
) -> Result<Key, sqlx::Error> {
    let taken = sqlx::query(
        "insert into api_commands (command_id, fingerprint, sent_at) values ($1, $2, $3) on conflict do nothing",
    )
    .bind(command_id)
    .bind(&fingerprint[..])
    .bind(jiff_sqlx::Timestamp::from(now))
    .execute(pool)
    .await?;
    if taken.rows_affected() == 1 {
        return Ok(Key::New);
    }
    let known: Vec<u8> = sqlx::query_scalar("select fingerprint from api_commands where command_id = $1")
        .bind(command_id)
        .fetch_one(pool)
        .await?;
    Ok(if known == fingerprint { Key::Again } else { Key::Taken })
}

/// Forgets which requests the keys from before `end` stood for; how many those were. What became of the commands is kept.
pub async fn forget(pool: &PgPool, end: Timestamp) -> Result<u64, sqlx::Error> {
    let done = sqlx::query("delete from api_commands where sent_at < $1")
        .bind(jiff_sqlx::Timestamp::from(end))
        .execute(pool)
        .await?;
    Ok(done.rows_affected())
}

/// How far a command has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Progress {
    Unknown,
    Pending,
    Done(Verdict),
}

/// What became of a command that was handed in under this id.
pub async fn progress(pool: &PgPool, command_id: &str) -> Result<Progress, sqlx::Error> {
    if let Some(receipt) = receipt_of(pool, command_id).await? {
        return Ok(Progress::Done(receipt.into()));
    }
    let reason: Option<String> =
        sqlx::query_scalar("select reason from dead_letters where command_id = $1 order by id desc limit 1")
            .bind(command_id)
            .fetch_optional(pool)
            .await?;
    if let Some(reason) = reason {
        return Ok(Progress::Done(Verdict::Failed { reason }));
    }
    let known: bool = sqlx::query_scalar("select exists (select from api_commands where command_id = $1)")
        .bind(command_id)
        .fetch_one(pool)
        .await?;
    Ok(if known { Progress::Pending } else { Progress::Unknown })
}
