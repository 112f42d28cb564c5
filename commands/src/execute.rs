//! Loads an aggregate, lets it decide, appends what it decided; and again when somebody was quicker.

use std::{num::NonZeroUsize, sync::Mutex, time::Duration};

use cqrs_es::{Aggregate, event_sink::EventSink};
use domain::ledger::{Reason, Rejection};
use lru::LruCache;
use sqlx::PgPool;

use crate::{
    Environment,
    append::{Append, AppendError, Appended, Committer, NewEvent, Receipt, receipt_of},
    cause::Cause,
    load::{Loader, Stored},
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
pub trait Readable: Aggregate<Command: Clone, Error: Reason> + Clone {
    /// Decodes a stored event of any released version.
    fn decode(event_type: &str, event_version: &str, payload: &str) -> Result<Self::Event, String>;

    /// Whether the command is meant for an aggregate that doesn't exist yet. Then nothing is loaded first:
    /// should the aggregate exist after all, its key refuses the append, and it is loaded then.
    fn begins(command: &Self::Command) -> bool;

    /// Whether deciding takes so much that it is worth asking first whether it was decided before.
    fn is_costly(command: &Self::Command) -> bool;

    /// What the decision rests on beside the aggregate's own events.
    fn gather(
        pool: &PgPool,
        command: &Self::Command,
    ) -> impl Future<Output = Result<Self::Services, ExecuteError>> + Send;
}

/// All aggregates of one kind: their recent states, and how to change them.
pub struct Aggregates<A> {
    pub(crate) pool: PgPool,
    loader: Loader,
    committer: Committer,
    environment: Environment,
    states: Mutex<LruCache<String, Loaded<A>>>,
}

/// An aggregate as of some moment.
#[derive(Clone)]
pub struct Loaded<A> {
    pub(crate) id: String,
    pub(crate) era: u64,
    pub(crate) sequence: u64,
    pub(crate) state: A,
}

impl<A: Readable> Aggregates<A> {
    pub fn new(pool: PgPool, committer: Committer, environment: Environment, remembered: NonZeroUsize) -> Self {
        Self {
            loader: Loader::start(pool.clone(), A::TYPE),
            pool,
            committer,
            environment,
            states: Mutex::new(LruCache::new(remembered)),
        }
    }

    /// Carries out a command and gives its receipt: the first one, when it is a repeat.
    pub async fn execute(&self, id: &str, command: A::Command, cause: &Cause) -> Result<Receipt, ExecuteError> {
        if A::is_costly(&command)
            && let Some(receipt) = self.receipt(cause).await?
        {
            return Ok(receipt);
        }
        let mut loaded = match self.remembered(id) {
            Some(loaded) => loaded,
            None if A::begins(&command) => self.nothing(id),
            None => self.load(id).await?,
        };
        for attempt in 0..ATTEMPTS {
            let sink = EventSink::default();
            let services = A::gather(&self.pool, &command).await?;
            // Writing to the sink applies the event, so the state that comes out is the one after the append.
            let rejection = loaded.state.handle(command.clone(), &services, &sink).await.err().map(Rejection::from);
            let events = if rejection.is_none() { sink.collect().await } else { Vec::new() };
            let sealed = self.seal(&events, cause)?;
            match self.append(&mut loaded, cause, rejection, sealed).await? {
                // What was decided now for a repeat never happened; what happened then is told again.
                Appended::Stored(receipt) | Appended::Repeated(receipt) => return Ok(receipt),
                Appended::Conflict => {
                    tokio::time::sleep(pause(attempt, cause.command_id())).await;
                    loaded = self.load(id).await?;
                }
            }
        }
        Err(ExecuteError::TooBusy { aggregate: format!("{} {id}", A::TYPE) })
    }

    async fn receipt(&self, cause: &Cause) -> Result<Option<Receipt>, ExecuteError> {
        let known = receipt_of(&self.pool, cause.command_id()).await;
        Ok(known.map_err(|error| AppendError::Unavailable(error.to_string()))?)
    }

    pub(crate) fn seal(&self, events: &[A::Event], cause: &Cause) -> Result<Vec<NewEvent>, ExecuteError> {
        Ok(events.iter().map(|event| seal(event, cause, &self.environment)).collect::<Result<_, _>>()?)
    }

    /// Appends what was decided on an aggregate whose state has the events already.
    pub(crate) async fn append(
        &self,
        loaded: &mut Loaded<A>,
        cause: &Cause,
        rejection: Option<Rejection>,
        events: Vec<NewEvent>,
    ) -> Result<Appended, ExecuteError> {
        let expected_sequence = loaded.sequence;
        loaded.sequence += events.len() as u64;
        let append = Append {
            command_id: cause.command_id().to_owned(),
            aggregate_type: A::TYPE,
            aggregate_id: loaded.id.clone(),
            expected_sequence,
            era: loaded.era,
            rejection,
            events,
        };
        let appended = self.committer.append(append).await?;
        match &appended {
            Appended::Stored(_) => self.remember(loaded.clone()),
            Appended::Repeated(_) | Appended::Conflict => self.forget(&loaded.id),
        }
        Ok(appended)
    }

    /// An aggregate that has no events.
    fn nothing(&self, id: &str) -> Loaded<A> {
        Loaded { id: id.to_owned(), era: self.committer.era(), sequence: 0, state: A::default() }
    }

    pub(crate) async fn load(&self, id: &str) -> Result<Loaded<A>, ExecuteError> {
        let mut loaded = self.nothing(id);
        for stored in self.loader.load(id).await? {
            loaded.state.apply(self.decode(id, &stored)?);
            loaded.sequence += 1;
        }
        Ok(loaded)
    }

    pub(crate) fn decode(&self, id: &str, stored: &Stored) -> Result<A::Event, ExecuteError> {
        A::decode(&stored.event_type, &stored.event_version, &stored.payload)
            .map_err(|cause| ExecuteError::Unreadable { aggregate: format!("{} {id}", A::TYPE), cause })
    }

    /// One of another era would be refused by the committer and loaded then; not to begin with it spares the way.
    pub(crate) fn remembered(&self, id: &str) -> Option<Loaded<A>> {
        let era = self.committer.era();
        self.lock().get(id).filter(|loaded| loaded.era == era).cloned()
    }

    fn remember(&self, loaded: Loaded<A>) {
        let mut states = self.lock();
        // Two commands on one aggregate may finish in either order; the later state is the one to keep.
        if states.peek(&loaded.id).is_none_or(|known| (known.era, known.sequence) <= (loaded.era, loaded.sequence)) {
            states.put(loaded.id.clone(), loaded);
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
