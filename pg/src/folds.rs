//! What a member's events come to, folded by the domain when somebody asks: never behind the ledger, and the same
//! whoever asks.

use domain::{
    DecodeError, LedgerEvent,
    history::{AthleteHistory, Known, SOURCES},
    member::Member,
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
    let rows = sqlx::query(
        "select position, aggregate_type, aggregate_id, event_type, event_version, payload::text from events
         where aggregate_type = 'member' and aggregate_id = $1 order by sequence",
    )
    .bind(member.to_string())
    .fetch(pool);
    let mut state = None;
    decode(rows, |_, event| {
        if let LedgerEvent::Member(event) = event {
            state.get_or_insert_with(Member::default).take(event);
        }
    })
    .await?;
    Ok(state)
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
