//! What a decision rests on beside the aggregate's own events.

use domain::{
    history::Known,
    ledger::{Actor, Addressed},
    member::{Asker, MemberCommand},
    plan::PlanCommand,
};
use pg::FoldError;
use sqlx::PgPool;

use crate::{ExecuteError, append::AppendError};

/// What an aggregate has to know beside its own events to decide about a command.
pub trait Gather<C>: Sized + Send {
    /// Whether it takes so much that a repeat should be answered without it.
    fn is_costly(_: &Addressed<C>) -> bool {
        false
    }

    /// Read anew for each attempt, so that a decision that lost a race is not repeated on old knowledge.
    fn gather(pool: &PgPool, asked: &Addressed<C>) -> impl Future<Output = Result<Self, ExecuteError>> + Send;
}

/// Most aggregates decide by their own events alone.
impl<C: Sync> Gather<C> for () {
    async fn gather(_: &PgPool, _: &Addressed<C>) -> Result<Self, ExecuteError> {
        Ok(())
    }
}

/// Whoever clears a sign of danger for somebody else must be one of those who may.
impl Gather<MemberCommand> for Asker {
    async fn gather(pool: &PgPool, asked: &Addressed<MemberCommand>) -> Result<Self, ExecuteError> {
        match (&asked.command, &asked.actor) {
            (MemberCommand::ClearSign { .. }, Actor::Member(id)) if *id != asked.subject => {
                Ok(pg::member_now(pool, *id).await?.map(|member| Self::of(&member)).unwrap_or_default())
            }
            _ => Ok(Self::default()),
        }
    }
}

impl Gather<PlanCommand> for Known {
    fn is_costly(asked: &Addressed<PlanCommand>) -> bool {
        asked.command.needs_history()
    }

    async fn gather(pool: &PgPool, asked: &Addressed<PlanCommand>) -> Result<Self, ExecuteError> {
        if asked.command.needs_history() { Ok(pg::known_now(pool, asked.subject).await?) } else { Ok(Self::default()) }
    }
}

impl From<FoldError> for ExecuteError {
    fn from(error: FoldError) -> Self {
        match error {
            FoldError::Store(error) => AppendError::Unavailable(error.to_string()).into(),
            FoldError::Unreadable { aggregate, aggregate_id, position, cause } => {
                let aggregate = format!("{aggregate} {aggregate_id}, position {position},");
                Self::Unreadable { aggregate, cause: cause.to_string() }
            }
        }
    }
}
