//! The ledger as cqrs-es sees a store, for frameworks that know no more than its traits. It loads and appends by the
//! very steps of `execute`. What the trait has no words for stays with `execute`: refusals that are remembered, and
//! deciding again after a conflict.

use std::collections::HashMap;

use cqrs_es::{AggregateContext, AggregateError, EventEnvelope, EventStore};

use crate::{
    Aggregates, ExecuteError,
    append::{AppendError, Appended},
    cause::Cause,
    execute::{Loaded, Readable},
    load::Stored,
};

type Result<T, A> = std::result::Result<T, AggregateError<<A as cqrs_es::Aggregate>::Error>>;

/// The command was refused when it came first.
#[derive(Debug, thiserror::Error)]
#[error("the command {command_id} was refused before: {message}")]
struct RefusedBefore {
    command_id: String,
    message: String,
}

#[derive(sqlx::FromRow)]
struct WithMetadata {
    #[sqlx(flatten)]
    event: Stored,
    metadata: String,
}

impl<A: Readable> EventStore<A> for Aggregates<A> {
    type AC = Loaded<A>;

    async fn load_events(&self, aggregate_id: &str) -> Result<Vec<EventEnvelope<A>>, A> {
        let stored: Vec<WithMetadata> = sqlx::query_as(
            "select event_type, event_version, payload::text as payload, metadata::text as metadata from events
             where aggregate_type = $1 and aggregate_id = $2 order by sequence",
        )
        .bind(A::TYPE)
        .bind(aggregate_id)
        .fetch_all(&self.pool)
        .await
        .map_err(|error| AggregateError::DatabaseConnectionError(Box::new(error)))?;
        let envelope = |(stored, sequence): (WithMetadata, usize)| {
            Ok(EventEnvelope {
                aggregate_id: aggregate_id.to_owned(),
                sequence,
                payload: self.decode(aggregate_id, &stored.event).map_err(failure)?,
                metadata: map(&stored.metadata)?,
            })
        };
        stored.into_iter().zip(1..).map(envelope).collect()
    }

    async fn load_aggregate(&self, aggregate_id: &str) -> Result<Loaded<A>, A> {
        match self.remembered(aggregate_id) {
            Some(loaded) => Ok(loaded),
            None => self.load(aggregate_id).await.map_err(failure),
        }
    }

    /// The metadata are those of [`Cause::into_map`]. Nothing comes back for a command that had been carried out
    /// before: nothing was committed now.
    async fn commit(
        &self,
        events: Vec<A::Event>,
        mut context: Loaded<A>,
        metadata: HashMap<String, String>,
    ) -> Result<Vec<EventEnvelope<A>>, A> {
        let cause = Cause::from_map(metadata).map_err(|error| AggregateError::UnexpectedError(Box::new(error)))?;
        let before = usize::try_from(context.sequence).unwrap_or(usize::MAX);
        let sealed = self.seal(&events, &cause).map_err(failure)?;
        let texts: Vec<_> = sealed.iter().map(|event| event.metadata.clone()).collect();
        match self.append(&mut context, &cause, None, sealed).await.map_err(failure)? {
            Appended::Stored(_) => {}
            Appended::Repeated(receipt) => {
                return receipt.rejection.map_or(Ok(Vec::new()), |rejection| {
                    let command_id = cause.command_id().to_owned();
                    let error = RefusedBefore { command_id, message: rejection.message };
                    Err(AggregateError::UnexpectedError(Box::new(error)))
                });
            }
            Appended::Conflict => return Err(AggregateError::AggregateConflict),
        }
        let envelope = |((payload, text), sequence): ((A::Event, String), usize)| {
            let metadata = map(&text)?;
            Ok(EventEnvelope { aggregate_id: context.id.clone(), sequence, payload, metadata })
        };
        events.into_iter().zip(texts).zip(before + 1..).map(envelope).collect()
    }
}

impl<A: Readable> AggregateContext<A> for Loaded<A> {
    fn aggregate(&mut self) -> &mut A {
        &mut self.state
    }
}

fn map<E: std::error::Error>(metadata: &str) -> std::result::Result<HashMap<String, String>, AggregateError<E>> {
    serde_json::from_str(metadata).map_err(|error| AggregateError::DeserializationError(Box::new(error)))
}

fn failure<E: std::error::Error>(error: ExecuteError) -> AggregateError<E> {
    match error {
        ExecuteError::Append(AppendError::Unavailable(_) | AppendError::StreamAhead(_) | AppendError::Stopped) => {
            AggregateError::DatabaseConnectionError(Box::new(error))
        }
        ExecuteError::Unreadable { .. } => AggregateError::DeserializationError(Box::new(error)),
        other => AggregateError::UnexpectedError(Box::new(other)),
    }
}
