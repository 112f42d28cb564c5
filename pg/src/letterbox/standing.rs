//! How much lies in the letterbox.

use sqlx::{PgPool, Row};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// Messages without an answer yet.
    pub unanswered: u64,
    /// Replies that have not arrived yet.
    pub undelivered: u64,
    /// Chats that have shut us out.
    pub shut: u64,
}

pub async fn standing(pool: &PgPool) -> Result<Standing, sqlx::Error> {
    let row = sqlx::query(
        "select (select count(*) from chat_inbox where answered_at is null),
                (select count(*) from chat_outbox where state in ('waiting', 'sending')),
                (select count(*) from chat_shut)",
    )
    .fetch_one(pool)
    .await?;
    let count = |at: usize| row.try_get::<i64, _>(at).map(i64::unsigned_abs);
    Ok(Standing { unanswered: count(0)?, undelivered: count(1)?, shut: count(2)? })
}
