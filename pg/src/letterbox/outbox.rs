//! What goes out.

use std::time::Duration;

use sqlx::{PgConnection, PgPool, Row};

use super::bell::OUTBOX;

/// A reply that is to be delivered now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outgoing {
    pub id: i64,
    /// What it is the answer to, and which part of that answer.
    pub inbox_id: String,
    pub part: u16,
    pub chat: String,
    /// JSON, as it was written.
    pub body: String,
    /// This one included.
    pub attempts: u32,
    /// An earlier attempt may have arrived: the person should be able to tell that it is the same again.
    pub perhaps_sent: bool,
    /// What the gateway calls the parts of it that have arrived.
    pub external_id: Option<String>,
}

/// What is known of an attempt that didn't end well.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Arrival {
    Refused,
    Unknown,
}

/// Something to tell that answers no message. Told again under the same cause, it changes nothing.
pub async fn post(
    pool: &PgPool,
    cause: &str,
    gateway: &str,
    chat: &str,
    replies: &[String],
) -> Result<(), sqlx::Error> {
    let mut transaction = crate::begin(pool).await?;
    write(&mut transaction, cause, gateway, chat, replies).await?;
    sqlx::query("select pg_notify($1, $2)").bind(OUTBOX).bind(gateway).execute(&mut *transaction).await?;
    transaction.commit().await
}

/// The parts of an answer in their order, each once. To a chat that has shut us out nothing is sent, and nothing is kept
/// for it but that there was something.
pub(super) async fn write(
    connection: &mut PgConnection,
    cause: &str,
    gateway: &str,
    chat: &str,
    replies: &[String],
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "insert into chat_outbox (inbox_id, part, gateway, chat, body, state, problem)
         select $1, part - 1, $2, $3, case when shut.chat is null then body::json else '{}' end,
                case when shut.chat is null then 'waiting' else 'blocked' end, shut.problem
         from unnest($4::text[]) with ordinality reply(body, part)
              left join chat_shut shut on shut.gateway = $2 and shut.chat = $3
         order by part
         on conflict (inbox_id, part) do nothing",
    )
    .bind(cause)
    .bind(gateway)
    .bind(chat)
    .bind(replies)
    .execute(connection)
    .await
    .map(drop)
}

/// The next reply of a gateway: the first undelivered one of a chat that nobody is delivering. It is the caller's for
/// so long; after that it is taken for perhaps delivered, and handed out again.
pub async fn next_outgoing(pool: &PgPool, gateway: &str, lease: Duration) -> Result<Option<Outgoing>, sqlx::Error> {
    let row = sqlx::query(
        "update chat_outbox o
         set state = 'sending', attempts = attempts + 1, perhaps_sent = perhaps_sent or state = 'sending',
             not_before = now() + $2 * interval '1 second'
         where id = (
             select id from chat_outbox next
             where gateway = $1 and state in ('waiting', 'sending') and not_before <= now() and not exists (
                 select from chat_outbox earlier
                 where earlier.state in ('waiting', 'sending') and earlier.gateway = next.gateway
                   and earlier.chat = next.chat and earlier.id < next.id
             )
             order by id limit 1 for update skip locked
         )
         returning id, inbox_id, part, chat, body::text, attempts, perhaps_sent, external_id",
    )
    .bind(gateway)
    .bind(lease.as_secs_f64())
    .fetch_optional(pool)
    .await?;
    let Some(row) = row else { return Ok(None) };
    Ok(Some(Outgoing {
        id: row.try_get(0)?,
        inbox_id: row.try_get(1)?,
        part: row.try_get::<i16, _>(2)?.unsigned_abs(),
        chat: row.try_get(3)?,
        body: row.try_get(4)?,
        attempts: row.try_get::<i32, _>(5)?.unsigned_abs(),
        perhaps_sent: row.try_get(6)?,
        external_id: row.try_get(7)?,
    }))
}

/// A part of it has arrived, and is not sent again. The rest is the caller's for so long from now on.
pub async fn partly_sent(pool: &PgPool, id: i64, external_id: &str, lease: Duration) -> Result<(), sqlx::Error> {
    sqlx::query(
        "update chat_outbox set external_id = $2, not_before = now() + $3 * interval '1 second'
         where id = $1 and state = 'sending'",
    )
    .bind(id)
    .bind(external_id)
    .bind(lease.as_secs_f64())
    .execute(pool)
    .await
    .map(drop)
}

/// For whoever delivers alone from now on: what others had in hand is handed out again at once.
pub async fn take_over(pool: &PgPool, gateway: &str) -> Result<(), sqlx::Error> {
    sqlx::query("update chat_outbox set not_before = now() where gateway = $1 and state = 'sending'")
        .bind(gateway)
        .execute(pool)
        .await
        .map(drop)
}

/// What was told to a chat once.
pub async fn told(pool: &PgPool, gateway: &str, chat: &str, id: i64) -> Result<Option<String>, sqlx::Error> {
    sqlx::query_scalar("select body::text from chat_outbox where id = $1 and gateway = $2 and chat = $3")
        .bind(id)
        .bind(gateway)
        .bind(chat)
        .fetch_optional(pool)
        .await
}

/// It has arrived.
pub async fn sent(pool: &PgPool, id: i64, external_id: Option<&str>) -> Result<(), sqlx::Error> {
    ended(pool, id, "state = 'sent', sent_at = clock_timestamp(), external_id = $2, problem = null", external_id).await
}

/// It is to be tried again after a while; what follows it in its chat waits.
pub async fn retry(pool: &PgPool, id: i64, wait: Duration, arrival: Arrival, problem: &str) -> Result<(), sqlx::Error> {
    sqlx::query(
        "update chat_outbox set state = 'waiting', not_before = now() + $2 * interval '1 second', problem = $3,
                                perhaps_sent = perhaps_sent or $4
         where id = $1 and state = 'sending'",
    )
    .bind(id)
    .bind(wait.as_secs_f64())
    .bind(problem)
    .bind(arrival == Arrival::Unknown)
    .execute(pool)
    .await
    .map(drop)
}

/// It can't be delivered, now or ever; what follows it may go.
pub async fn failed(pool: &PgPool, id: i64, problem: &str) -> Result<(), sqlx::Error> {
    ended(pool, id, "state = 'failed', problem = $2", Some(problem)).await
}

/// It is open no more: what was only for that moment goes, and what follows it may be sent.
async fn ended(pool: &PgPool, id: i64, became: &'static str, about: Option<&str>) -> Result<(), sqlx::Error> {
    let sql = format!(
        "with told as (
             update chat_outbox set {became}, body = case when fleeting then '{{}}' else body end
             where id = $1 returning gateway
         )
         select pg_notify($3, gateway) from told"
    );
    sqlx::query(&sql).bind(id).bind(about).bind(OUTBOX).execute(pool).await.map(drop)
}

/// The person has shut us out: nothing that waits for this chat is sent, nor anything that comes later, until they write
/// again. If they have just written, this was before: the answer to it finds out how things stand.
pub async fn blocked(pool: &PgPool, gateway: &str, chat: &str, problem: &str) -> Result<(), sqlx::Error> {
    sqlx::query(
        "with shut as (
             insert into chat_shut (gateway, chat, problem)
             select $1, $2, $3 where not exists (
                 select from chat_inbox where answered_at is null and gateway = $1 and chat = $2
             )
             on conflict (gateway, chat) do nothing
         )
         update chat_outbox set state = 'blocked', problem = $3, body = '{}'
         where gateway = $1 and chat = $2 and state in ('waiting', 'sending')",
    )
    .bind(gateway)
    .bind(chat)
    .bind(problem)
    .execute(pool)
    .await
    .map(drop)
}

/// The gateway calls the chat by another name from now on. A letter that was refused for it goes there next; one that
/// somebody else is sending stays theirs.
pub async fn moved(
    pool: &PgPool,
    gateway: &str,
    from: &str,
    to: &str,
    refused: Option<i64>,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "update chat_outbox
         set chat = $3, state = case when id = $4 then 'waiting' else state end,
             not_before = case when state = 'waiting' or id = $4 then now() else not_before end
         where gateway = $1 and (chat = $2 or id = $4) and state in ('waiting', 'sending')",
    )
    .bind(gateway)
    .bind(from)
    .bind(to)
    .bind(refused)
    .execute(pool)
    .await
    .map(drop)
}
