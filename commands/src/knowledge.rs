//! The one place that folds a member's events into what decisions about them rest on.

use domain::{
    LedgerEvent,
    history::{AthleteHistory, Known, SOURCES},
    ledger::Addressed,
    plan::PlanCommand,
};
use futures::TryStreamExt;
use sqlx::PgPool;
use uuid::Uuid;

use crate::{ExecuteError, append::AppendError};

type Row = (i64, String, String, String, String, String);

/// What the ledger knows of a member now.
pub async fn known_now(pool: &PgPool, subject: Uuid) -> Result<Known, ExecuteError> {
    let position = pg::head_position(pool).await.map_err(unavailable)?;
    known_at(pool, subject, position).await
}

/// What the ledger knew of a member when it had reached a position. Positions are dense and in order of commit, so this
/// is the same whenever it is asked.
pub async fn known_at(pool: &PgPool, subject: Uuid, position: u64) -> Result<Known, ExecuteError> {
    let mut rows = sqlx::query_as::<_, Row>(
        "select position, aggregate_type, aggregate_id, event_type, event_version, payload::text from events
         where subject = $1 and position <= $2 and aggregate_type = any($3) order by position",
    )
    .bind(subject)
    .bind(position.cast_signed())
    .bind(&SOURCES[..])
    .fetch(pool);
    let mut history = AthleteHistory::default();
    while let Some((at, aggregate_type, aggregate_id, event_type, version, payload)) =
        rows.try_next().await.map_err(unavailable)?
    {
        let event = LedgerEvent::decode(&aggregate_type, &event_type, &version, &payload).map_err(|error| {
            ExecuteError::Unreadable {
                aggregate: format!("{aggregate_type} {aggregate_id}, position {at},"),
                cause: error.to_string(),
            }
        })?;
        history.apply(&aggregate_id, &event);
    }
    Ok(Known { position, history })
}

fn unavailable(error: sqlx::Error) -> ExecuteError {
    AppendError::Unavailable(error.to_string()).into()
}

/// What an aggregate has to know beside its own events to decide about a command.
pub trait Gather<C>: Sized + Send {
    /// Read anew for each attempt, so that a decision that lost a race is not repeated on old knowledge.
    fn gather(pool: &PgPool, asked: &Addressed<C>) -> impl Future<Output = Result<Self, ExecuteError>> + Send;
}

/// Most aggregates decide by their own events alone.
impl<C: Sync> Gather<C> for () {
    async fn gather(_: &PgPool, _: &Addressed<C>) -> Result<Self, ExecuteError> {
        Ok(())
    }
}

impl Gather<PlanCommand> for Known {
    async fn gather(pool: &PgPool, asked: &Addressed<PlanCommand>) -> Result<Self, ExecuteError> {
        if asked.command.needs_history() { known_now(pool, asked.subject).await } else { Ok(Self::default()) }
    }
}
