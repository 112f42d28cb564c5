//! What came in.

use std::time::Duration;

use sqlx::{PgPool, Postgres, Row, Transaction};

use super::{
    bell::{INBOX, OUTBOX},
    outbox,
};
use crate::begin;

/// The server takes the message back from a process that was stopped in the middle of an answer.
const STANDSTILL: &str = "60s";

/// A message as it arrives. `body` is JSON and stays as it is.
#[derive(Debug, Clone, Copy)]
pub struct Letter<'a> {
    pub id: &'a str,
    pub gateway: &'a str,
    pub chat: &'a str,
    pub body: &'a str,
}

/// Keeps a message. Says whether it is new: another delivery of a known one changes nothing. Whoever writes wants to
/// hear from us again.
pub async fn receive(pool: &PgPool, letter: Letter<'_>) -> Result<bool, sqlx::Error> {
    let received = sqlx::query(
        "with received as (
             insert into chat_inbox (id, gateway, chat, body) values ($1, $2, $3, $4::json)
             on conflict (id) do nothing returning gateway, chat
         ), opened as (
             delete from chat_shut s using received r where s.gateway = r.gateway and s.chat = r.chat
         )
         select pg_notify($5, '') from received",
    )
    .bind(letter.id)
    .bind(letter.gateway)
    .bind(letter.chat)
    .bind(letter.body)
    .bind(INBOX)
    .execute(pool)
    .await?;
    Ok(received.rows_affected() > 0)
}

/// A message that is this process's to answer, until it is answered or dropped.
pub struct Claimed {
    transaction: Transaction<'static, Postgres>,
    pub id: String,
    pub gateway: String,
    pub chat: String,
    pub body: String,
    /// How often it was tried in vain.
    pub attempts: u32,
}

/// The oldest message that nobody is answering and before which its chat has nothing unanswered.
pub async fn claim(pool: &PgPool) -> Result<Option<Claimed>, sqlx::Error> {
    let mut transaction = begin(pool).await?;
    let row = sqlx::query(
        "select id, gateway, chat, body::text, attempts, set_config('idle_in_transaction_session_timeout', $1, true)
         from chat_inbox i
         where answered_at is null and not_before <= now() and not exists (
             select from chat_inbox earlier
             where earlier.answered_at is null and earlier.gateway = i.gateway and earlier.chat = i.chat
               and earlier.number < i.number
         )
         order by number limit 1 for update skip locked",
    )
    .bind(STANDSTILL)
    .fetch_optional(&mut *transaction)
    .await?;
    let Some(row) = row else {
        transaction.rollback().await?;
        return Ok(None);
    };
    Ok(Some(Claimed {
        id: row.try_get(0)?,
        gateway: row.try_get(1)?,
        chat: row.try_get(2)?,
        body: row.try_get(3)?,
        attempts: row.try_get::<i32, _>(4)?.unsigned_abs(),
        transaction,
    }))
}

impl Claimed {
    /// Marks it answered with these replies, both or neither. Its words are the ledger's from then on.
    pub async fn answer(mut self, replies: &[String]) -> Result<(), sqlx::Error> {
        outbox::write(&mut self.transaction, &self.id, &self.gateway, &self.chat, replies).await?;
        sqlx::query("update chat_inbox set answered_at = clock_timestamp(), body = '{}' where id = $1")
            .bind(&self.id)
            .execute(&mut *self.transaction)
            .await?;
        // The next message of the chat may be answered now.
        sqlx::query("select pg_notify($1, ''), pg_notify($2, $3)")
            .bind(INBOX)
            .bind(OUTBOX)
            .bind(&self.gateway)
            .execute(&mut *self.transaction)
            .await?;
        self.transaction.commit().await
    }

    /// Sets it aside as it is, unanswered for good.
    pub async fn give_up(mut self, problem: &str) -> Result<(), sqlx::Error> {
        sqlx::query("update chat_inbox set answered_at = clock_timestamp(), problem = $2 where id = $1")
            .bind(&self.id)
            .bind(problem)
            .execute(&mut *self.transaction)
            .await?;
        self.transaction.commit().await
    }

    /// Gives it back, to be tried again after a while. Its chat waits for it.
    pub async fn later(self, pool: &PgPool, wait: Duration, problem: &str) -> Result<(), sqlx::Error> {
        // A transaction that can't be rolled back is gone already.
        let _ = self.transaction.rollback().await;
        sqlx::query(
            "update chat_inbox set attempts = attempts + 1, problem = $2, not_before = now() + $3 * interval '1 second'
             where id = $1 and answered_at is null",
        )
        .bind(&self.id)
        .bind(problem)
        .bind(wait.as_secs_f64())
        .execute(pool)
        .await
        .map(drop)
    }
}
