//! What a member's events come to, folded by the domain when somebody asks: never behind the ledger, and the same
//! whoever asks.

use domain::{
    DecodeError, LedgerEvent,
    conversation::ConversationEvent,
    history::{AthleteHistory, Known, SOURCES},
    identity::{ExternalId, GatewayName, IdentityEvent},
    ids,
    member::Member,
    plan::PlanEvent,
    workout::Workout,
};
use futures::{Stream, TryStreamExt};
use sqlx::{PgPool, Row, postgres::PgRow};
use uuid::Uuid;

use crate::head_position;

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
    decode(rows, |_, event| {
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
    decode(rows, |_, event| {
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
    let mut owner = None;
    let of_identity = |_: &str, event| {
        owner = match event {
            LedgerEvent::Identity(IdentityEvent::IdentityClaimed { member_id, .. }) => Some(member_id),
            _ => None,
        };
    };
    decode(of_aggregate(pool, "identity", &ids::identity_id(gateway, account)), of_identity).await?;
    Ok(owner)
}

/// A workout as all events until now made it; empty for an id that was never logged.
pub async fn workout_now(pool: &PgPool, workout: Uuid) -> Result<Workout, FoldError> {
    let mut state = Workout::default();
    let take = |_: &str, event| {
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
        "select position, aggregate_type, aggregate_id, event_type, event_version, payload::text from events
         where subject = $1 and aggregate_type = 'conversation' order by position desc limit $2",
    )
    .bind(member)
    .bind(limit)
    .fetch(pool);
    let mut said = Vec::new();
    decode(rows, |_, event| {
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
        "select position, aggregate_type, aggregate_id, event_type, event_version, payload::text from events
         where aggregate_type = $1 and aggregate_id = $2 order by sequence",
    )
    .bind(aggregate_type)
    .bind(aggregate_id.to_owned())
    .fetch(pool)
}

/// What the ledger knows of an athlete now.
pub async fn known_now(pool: &PgPool, athlete: Uuid) -> Result<Known, FoldError> {
    known_at(pool, athlete, head_position(pool).await?).await
}

/// What the ledger knew of an athlete when it had reached a position. Positions are dense and in order of commit, so
/// this is the same whenever it is asked.
pub async fn known_at(pool: &PgPool, athlete: Uuid, position: u64) -> Result<Known, FoldError> {
    let rows = sqlx::query(
        "select position, aggregate_type, aggregate_id, event_type, event_version, payload::text from events
         where subject = $1 and position <= $2 and aggregate_type = any($3) order by position",
    )
    .bind(athlete)
    .bind(position.cast_signed())
    .bind(&SOURCES[..])
    .fetch(pool);
    let mut history = AthleteHistory::default();
    decode(rows, |aggregate_id, event| history.apply(aggregate_id, &event)).await?;
    Ok(Known { position, history })
}

async fn decode(
    mut rows: impl Stream<Item = Result<PgRow, sqlx::Error>> + Unpin,
    mut apply: impl FnMut(&str, LedgerEvent),
) -> Result<(), FoldError> {
    while let Some(row) = rows.try_next().await? {
        let (aggregate, aggregate_id): (&str, &str) = (row.try_get(1)?, row.try_get(2)?);
        let event = LedgerEvent::decode(aggregate, row.try_get(3)?, row.try_get(4)?, row.try_get(5)?);
        apply(
            aggregate_id,
            event.map_err(|cause| FoldError::Unreadable {
                aggregate: aggregate.to_owned(),
                aggregate_id: aggregate_id.to_owned(),
                position: row.get(0),
                cause,
            })?,
        );
    }
    Ok(())
}
