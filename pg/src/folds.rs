//! What a member's events come to, folded by the domain when somebody asks: never behind the ledger, and the same
//! whoever asks.

use domain::{
    DecodeError, LedgerEvent,
    conversation::ConversationEvent,
    identity::{ExternalId, GatewayName, IdentityEvent},
    ids,
    member::Member,
    plan::PlanEvent,
    workout::Workout,
};
use futures::{Stream, TryStreamExt};
use sqlx::{PgPool, Row, postgres::PgRow};
use uuid::Uuid;

#[derive(Debug, thiserror::Error)]
pub enum FoldError {
    #[error("{aggregate} {aggregate_id}, position {position}, can't be read: {cause}")]
    Unreadable { aggregate: String, aggregate_id: String, position: i64, cause: DecodeError },
    #[error(transparent)]
    Store(#[from] sqlx::Error),
}

/// A member as all events until now made them; nobody for an id that never registered.
pub async fn member_now(pool: &PgPool, member: Uuid) -> Result<Option<Member>, FoldError> {
    member_of(of_aggregate(pool, "member", &member.to_string())).await
}

/// The same as of a position.
pub async fn member_at(pool: &PgPool, member: Uuid, position: u64) -> Result<Option<Member>, FoldError> {
    let rows = sqlx::query(
        "select position, aggregate_type, aggregate_id, event_type, event_version, payload::text from events
         where aggregate_type = 'member' and aggregate_id = $1 and position <= $2 order by sequence",
    )
    .bind(member.to_string())
    .bind(position.cast_signed())
    .fetch(pool);
    member_of(rows).await
}

/// A member as they were before the first event that a message led to; as they are now, if it led to none. Whoever
/// answers the message anew meets them as they were met the first time.
pub async fn member_before(pool: &PgPool, member: Uuid, correlation_id: &str) -> Result<Option<Member>, FoldError> {
    let rows = sqlx::query(
        "select position, aggregate_type, aggregate_id, event_type, event_version, payload::text from events
         where aggregate_type = 'member' and aggregate_id = $1 and sequence < coalesce(
             (select min(sequence) from events
              where aggregate_type = 'member' and aggregate_id = $1 and metadata->>'correlation_id' = $2),
             9223372036854775807
         )
         order by sequence",
    )
    .bind(member.to_string())
    .bind(correlation_id)
    .fetch(pool);
    member_of(rows).await
}

async fn member_of(rows: impl Stream<Item = Result<PgRow, sqlx::Error>> + Unpin) -> Result<Option<Member>, FoldError> {
    let mut state = None;
    decode(rows, |event| {
        if let LedgerEvent::Member(event) = event {
            state.get_or_insert_with(Member::default).take(event);
        }
    })
    .await?;
    Ok(state)
}

/// The session that a message of a member's has settled or moved, if it has been carried out before.
pub async fn session_changed_by(pool: &PgPool, member: Uuid, correlation_id: &str) -> Result<Option<Uuid>, FoldError> {
    let rows = sqlx::query(
        "select position, aggregate_type, aggregate_id, event_type, event_version, payload::text from events
         where subject = $1 and aggregate_type = 'plan' and metadata->>'correlation_id' = $2 order by position",
    )
    .bind(member)
    .bind(correlation_id)
    .fetch(pool);
    let mut session = None;
    decode(rows, |event| {
        if let LedgerEvent::Plan(
            PlanEvent::SessionCompleted { session_id, .. }
            | PlanEvent::SessionSkipped { session_id, .. }
            | PlanEvent::SessionMoved { session_id, .. },
        ) = event
        {
            session = Some(session_id);
        }
    })
    .await?;
    Ok(session)
}

/// Who stands behind an account; nobody before it is claimed, and after it was released.
pub async fn identity_now(
    pool: &PgPool,
    gateway: &GatewayName,
    account: &ExternalId,
) -> Result<Option<Uuid>, FoldError> {
    owner(of_aggregate(pool, "identity", &ids::identity_id(gateway, account))).await
}

async fn owner(rows: impl Stream<Item = Result<PgRow, sqlx::Error>> + Unpin) -> Result<Option<Uuid>, FoldError> {
    let mut owner = None;
    let of_identity = |event| {
        owner = match event {
            LedgerEvent::Identity(IdentityEvent::IdentityClaimed { member_id, .. }) => Some(member_id),
            _ => None,
        };
    };
    decode(rows, of_identity).await?;
    Ok(owner)
}

/// The same as it was before a message gave the account up, if it did: whoever answers the message anew finds the member
/// whom it was from.
pub async fn identity_before(
    pool: &PgPool,
    gateway: &GatewayName,
    account: &ExternalId,
    correlation_id: &str,
) -> Result<Option<Uuid>, FoldError> {
    let rows = sqlx::query(
        "select position, aggregate_type, aggregate_id, event_type, event_version, payload from events
         where aggregate_type = 'identity' and aggregate_id = $1
           and not (event_type = 'IdentityReleased' and metadata->>'correlation_id' = $2)
         order by sequence",
    )
    .bind(ids::identity_id(gateway, account))
    .bind(correlation_id)
    .fetch(pool);
    owner(rows).await
}

/// A workout as all events until now made it; empty for an id that was never logged.
pub async fn workout_now(pool: &PgPool, workout: Uuid) -> Result<Workout, FoldError> {
    let mut state = Workout::default();
    let take = |event| {
        if let LedgerEvent::Workout(event) = event {
            state.take(event);
        }
    };
    decode(of_aggregate(pool, "workout", &workout.to_string()), take).await?;
    Ok(state)
}

/// The latest events of a member's conversation, in order.
pub async fn conversation_tail(pool: &PgPool, member: Uuid, limit: i64) -> Result<Vec<ConversationEvent>, FoldError> {
    let rows = sqlx::query(
        "select position, aggregate_type, aggregate_id, event_type, event_version, payload from events
         where subject = $1 and aggregate_type = 'conversation' order by position desc limit $2",
    )
    .bind(member)
    .bind(limit)
    .fetch(pool);
    let mut said = Vec::new();
    decode(rows, |event| {
        if let LedgerEvent::Conversation(event) = event {
            said.push(event);
        }
    })
    .await?;
    said.reverse();
    Ok(said)
}

fn of_aggregate<'p>(
    pool: &'p PgPool,
    aggregate_type: &'static str,
    aggregate_id: &str,
) -> impl Stream<Item = Result<PgRow, sqlx::Error>> + Unpin + use<'p> {
    sqlx::query(
        "select position, aggregate_type, aggregate_id, event_type, event_version, payload from events
         where aggregate_type = $1 and aggregate_id = $2 order by sequence",
    )
    .bind(aggregate_type)
    .bind(aggregate_id.to_owned())
    .fetch(pool)
}

async fn decode(
    mut rows: impl Stream<Item = Result<PgRow, sqlx::Error>> + Unpin,
    mut apply: impl FnMut(LedgerEvent),
) -> Result<(), FoldError> {
    while let Some(row) = rows.try_next().await? {
        apply(event_of(&row)?.1);
    }
    Ok(())
}

/// An event, and the id of its aggregate, from a row that begins with position, aggregate, its id, type, version and
/// payload. Postgres keeps JSON as text and sends it so: making it text costs a copy of each.
pub(crate) fn event_of(row: &PgRow) -> Result<(&str, LedgerEvent), FoldError> {
    let (aggregate, aggregate_id): (&str, &str) = (row.try_get(1)?, row.try_get(2)?);
    let event = LedgerEvent::decode(aggregate, row.try_get(3)?, row.try_get(4)?, row.try_get_unchecked(5)?);
    let event = event.map_err(|cause| FoldError::Unreadable {
        aggregate: aggregate.to_owned(),
        aggregate_id: aggregate_id.to_owned(),
        position: row.get(0),
        cause,
    })?;
    Ok((aggregate_id, event))
}
