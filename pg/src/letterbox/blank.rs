//! Taking the words out of what is done with.

use sqlx::PgPool;

/// Empties what a chat said and was told, once it is answered and delivered. The rows stay: a late delivery of the same
/// message must not look new.
pub async fn blank(pool: &PgPool, gateway: &str, chat: &str) -> Result<(), sqlx::Error> {
    for statement in [
        "update chat_inbox set body = '{}' where gateway = $1 and chat = $2 and answered_at is not null",
        "update chat_outbox set body = '{}' where gateway = $1 and chat = $2 and state not in ('waiting', 'sending')",
    ] {
        sqlx::query(statement).bind(gateway).bind(chat).execute(pool).await?;
    }
    Ok(())
}
