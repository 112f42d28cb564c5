//! Loads an aggregate, lets it decide, appends what it decided; and again when somebody was quicker.

use std::{num::NonZeroUsize, sync::Mutex, time::Duration};

use cqrs_es::{Aggregate, event_sink::EventSink};
use domain::ledger::{CommandEnvelope, Reason, Rejection};
use jiff::Timestamp;
use lru::LruCache;
use sqlx::PgPool;

use crate::{
    Environment,
    append::{Append, AppendError, Appended, Committer, NewEvent, Receipt},
    load::Loader,
    seal::seal,
};

/// Somebody else was quicker this often in a row: something is wrong, not merely busy.
const ATTEMPTS: u32 = 20;

#[derive(Debug, thiserror::Error)]
pub enum ExecuteError {
    #[error(transparent)]
    Append(#[from] AppendError),
    #[error("the events of {aggregate} can't be read: {cause}")]
    Unreadable { aggregate: String, cause: String },
    #[error("{aggregate} changed under every one of {ATTEMPTS} attempts")]
    TooBusy { aggregate: String },
    #[error("an event can't be written: {0}")]
    Unwritable(#[from] serde_json::Error),
}

/// How an aggregate's events are read back.
pub trait Readable: Aggregate<Services = (), Command: Clone, Error: Reason> + Clone {
    /// Decodes a stored event of any released version.
    fn decode(event_type: &str, event_version: &str, payload: &str) -> Result<Self::Event, String>;

    /// Whether the command is meant for an aggregate that doesn't exist yet. Then nothing is loaded first:
    /// should the aggregate exist after all, its key refuses the append, and it is loaded then.
    fn begins(command: &Self::Command) -> bool;
}

/// All aggregates of one kind: their recent states, and how to change them.
pub struct Aggregates<A> {
    loader: Loader,
    committer: Committer,
    environment: Environment,
    states: Mutex<LruCache<String, Loaded<A>>>,
}

#[derive(Clone, Default)]
struct Loaded<A> {
    sequence: u64,
    state: A,
}

impl<A: Readable> Aggregates<A> {
    pub fn new(pool: PgPool, committer: Committer, environment: Environment, remembered: NonZeroUsize) -> Self {
        Self {
            loader: Loader::start(pool, A::TYPE),
            committer,
            environment,
            states: Mutex::new(LruCache::new(remembered)),
        }
    }

    /// Carries out a command and gives its receipt: the first one, when it is a repeat.
    pub async fn execute<C>(
        &self,
        id: &str,
        command: A::Command,
        occurred_at: Timestamp,
        cause: &CommandEnvelope<C>,
    ) -> Result<Receipt, ExecuteError> {
        let mut loaded = match self.remembered(id) {
            Some(loaded) => loaded,
            None if A::begins(&command) => Loaded::default(),
            None => self.load(id).await?,
        };
        for attempt in 0..ATTEMPTS {
            let append = self.decide(&mut loaded, id, command.clone(), occurred_at, cause).await?;
            match self.committer.append(append).await? {
                Appended::Stored(receipt) => {
                    self.remember(id, loaded);
                    return Ok(receipt);
                }
                // What was decided now never happened; what happened then is told again.
                Appended::Repeated(receipt) => {
                    self.forget(id);
                    return Ok(receipt);
                }
                Appended::Conflict => {
                    tokio::time::sleep(pause(attempt, &cause.command_id)).await;
                    loaded = self.load(id).await?;
                }
            }
        }
        self.forget(id);
        Err(ExecuteError::TooBusy { aggregate: format!("{} {id}", A::TYPE) })
    }

    async fn decide<C>(
        &self,
        loaded: &mut Loaded<A>,
        id: &str,
        command: A::Command,
        occurred_at: Timestamp,
        cause: &CommandEnvelope<C>,
    ) -> Result<Append, ExecuteError> {
        let expected_sequence = loaded.sequence;
        let sink = EventSink::default();
        // Writing to the sink applies the event, so the state that comes out is the one after the append.
        let rejection = loaded.state.handle(command, &(), &sink).await.err().map(Rejection::from);
        let events = if rejection.is_none() { sink.collect().await } else { Vec::new() };
        loaded.sequence += events.len() as u64;
        let events = events
            .iter()
            .map(|event| seal(event, cause, occurred_at, &self.environment))
            .collect::<Result<Vec<NewEvent>, _>>()?;
        Ok(Append {
            command_id: cause.command_id.clone(),
            aggregate_type: A::TYPE,
            aggregate_id: id.to_owned(),
            expected_sequence,
            rejection,
            events,
        })
    }

    async fn load(&self, id: &str) -> Result<Loaded<A>, ExecuteError> {
        let mut loaded = Loaded::<A>::default();
        for stored in self.loader.load(id).await? {
            let event = A::decode(&stored.event_type, &stored.event_version, &stored.payload)
                .map_err(|cause| ExecuteError::Unreadable { aggregate: format!("{} {id}", A::TYPE), cause })?;
            loaded.state.apply(event);
            loaded.sequence += 1;
        }
        Ok(loaded)
    }

    fn remembered(&self, id: &str) -> Option<Loaded<A>> {
        self.lock().get(id).cloned()
    }

    fn remember(&self, id: &str, loaded: Loaded<A>) {
        let mut states = self.lock();
        // Two commands on one aggregate may finish in either order; the later state is the one to keep.
        if states.peek(id).is_none_or(|known| known.sequence <= loaded.sequence) {
            states.put(id.to_owned(), loaded);
        }
    }

    fn forget(&self, id: &str) {
        self.lock().pop(id);
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, LruCache<String, Loaded<A>>> {
        // The map is whole between calls, whatever a panicking thread did in between.
        self.states.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

/// Longer with each attempt, and different for each command, so that rivals don't meet again.
fn pause(attempt: u32, command_id: &str) -> Duration {
    let spread = command_id.bytes().fold(attempt, |hash, byte| hash.wrapping_mul(31).wrapping_add(u32::from(byte)));
    Duration::from_micros(u64::from(spread % 1000) << attempt.min(6))
}
