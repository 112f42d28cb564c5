//! Clearing away what is done with.

use sqlx::PgPool;

/// Longer than any gateway delivers the same message again (Telegram: a day), and than anything unasked is due.
const REMEMBERED: &str = "30 days";
/// What keeps people's pace and tries looks back an hour at most.
const PACES_REMEMBERED: &str = "1 day";

/// Clears away what is done with since long, at most so much of each kind; says how much that was. Several may do so at
/// once: none waits for another.
pub async fn sweep(pool: &PgPool, at_most: u32) -> Result<u64, sqlx::Error> {
    let mut swept = 0;
    for (statement, remembered) in [
        (
            "delete from chat_inbox where id in (
                 select id from chat_inbox where answered_at < now() - $1::interval
                 order by answered_at limit $2 for update skip locked)",
            REMEMBERED,
        ),
        (
            "delete from chat_outbox where id in (
                 select id from chat_outbox where made_at < now() - $1::interval and state not in ('waiting', 'sending')
                 order by made_at limit $2 for update skip locked)",
            REMEMBERED,
        ),
        (
            "delete from chat_paces where (member_id, what) in (
                 select member_id, what from chat_paces where asked_at < now() - $1::interval
                 limit $2 for update skip locked)",
            PACES_REMEMBERED,
        ),
        (
            "delete from chat_link_codes where code_hash in (
                 select code_hash from chat_link_codes where expires_at < now() - $1::interval
                 limit $2 for update skip locked)",
            PACES_REMEMBERED,
        ),
        (
            "delete from chat_link_misses where inbox_id in (
                 select inbox_id from chat_link_misses where missed_at < now() - $1::interval
                 limit $2 for update skip locked)",
            PACES_REMEMBERED,
        ),
    ] {
        let cleared = sqlx::query(statement).bind(remembered).bind(i64::from(at_most)).execute(pool).await?;
        swept += cleared.rows_affected();
    }
    Ok(swept)
}
