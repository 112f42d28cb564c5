//! Taking out what was said by and to somebody who is erased.

use sqlx::PgPool;
use uuid::Uuid;

/// Takes out what the member's chats hold of them: words of what is done with at once, of what is still on its way once
/// it has arrived. Messages leave their ids behind until they are swept away: told again, they must not look new.
pub async fn erase(pool: &PgPool, member: Uuid, places: &[(&str, &str)]) -> Result<(), sqlx::Error> {
    let mut transaction = crate::begin(pool).await?;
    for (gateway, chat) in places {
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
    transaction.commit().await
}
