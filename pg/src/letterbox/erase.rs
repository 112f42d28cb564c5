//! Taking out what was said by and to somebody who is erased.

use sqlx::PgPool;
use uuid::Uuid;

/// Where a chat is: its gateway, and its name there.
pub type Chat<'a> = (&'a str, &'a str);

/// Takes out what the member's chats hold of them: words of what is done with at once, of what is still on its way once
/// it has arrived. Messages leave their ids behind until they are swept away: told again, they must not look new. Says
/// whether that was all: an answer that is being written may repeat their words, so it is to be asked again until none
/// is. `asked_in` is the chat whose message asks for this; what else lies unanswered there is later and not begun.
pub async fn erase(
    pool: &PgPool,
    member: Uuid,
    chats: &[Chat<'_>],
    asked_in: Option<Chat<'_>>,
) -> Result<bool, sqlx::Error> {
    let mut transaction = crate::begin(pool).await?;
    // Held until the end, so that of several who do this at once each step is done by one.
    let is_clear: Option<bool> =
        sqlx::query_scalar("select is_letterbox_clear from erasures where member_id = $1 for update")
            .bind(member)
            .fetch_optional(&mut *transaction)
            .await?;
    if is_clear != Some(false) {
        transaction.rollback().await?;
        return Ok(true);
    }
    let mut being_answered = false;
    for &(gateway, chat) in chats {
        let open = "select exists (select from chat_inbox where gateway = $1 and chat = $2 and answered_at is null)";
        being_answered |= asked_in != Some((gateway, chat))
            && sqlx::query_scalar(open).bind(gateway).bind(chat).fetch_one(&mut *transaction).await?;
        for statement in [
            "update chat_inbox set body = '{}' where gateway = $1 and chat = $2 and answered_at is not null",
            "delete from chat_outbox where gateway = $1 and chat = $2 and state not in ('waiting', 'sending')",
            "update chat_outbox set fleeting = true where gateway = $1 and chat = $2 and state in ('waiting', 'sending')",
        ] {
            sqlx::query(statement).bind(gateway).bind(chat).execute(&mut *transaction).await?;
        }
    }
    for statement in ["delete from chat_link_codes where member_id = $1", "delete from chat_paces where member_id = $1"]
    {
        sqlx::query(statement).bind(member).execute(&mut *transaction).await?;
    }
    if !being_answered {
        sqlx::query("update erasures set is_letterbox_clear = true where member_id = $1")
            .bind(member)
            .execute(&mut *transaction)
            .await?;
    }
    transaction.commit().await?;
    Ok(!being_answered)
}
