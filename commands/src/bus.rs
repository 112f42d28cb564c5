//! How gateways hand in commands. A command is safe once it is handed in; its outcome either comes to a caller who
//! waits, or lies ready for the gateway.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError, Weak},
    time::Duration,
};

use domain::{
    Command,
    ledger::{Actor, CommandEnvelope, bucket_of},
};
use nats::{Inbox, Nats, NatsError};
use tokio::sync::oneshot;

use crate::Outcome;

/// Bytes of a command on the queue, which takes messages of 1 MiB; the rest is for headers.
const LARGEST_COMMAND: usize = 1_000_000;
pub(crate) const LONGEST_ID: usize = 255;
const NO_CONTROLS: &str = "anything but control characters";

#[derive(Debug, thiserror::Error)]
pub enum BusError {
    #[error("{what} must have 1 to {LONGEST_ID} characters of {allowed}")]
    BadName { what: &'static str, allowed: &'static str },
    #[error("this is form {found} of a command; this version of PaceLedger knows form {known}")]
    UnknownForm { found: u16, known: u16 },
    #[error("the command has {bytes} bytes; at most {LARGEST_COMMAND} fit")]
    TooLarge { bytes: usize },
    #[error("the command can't be written: {0}")]
    Unwritable(#[from] serde_json::Error),
    #[error(transparent)]
    Nats(#[from] NatsError),
    #[error("no outcome within {waited:?}; the command is on its way, ask again with the same command id")]
    NotYet { waited: Duration },
}

/// Refuses an envelope that the write side could not keep.
pub(crate) fn check<C>(envelope: &CommandEnvelope<C>) -> Result<(), BusError> {
    let known = CommandEnvelope::<C>::VERSION;
    if envelope.version != known {
        return Err(BusError::UnknownForm { found: envelope.version, known });
    }
    let fits = |text: &str| (1..=LONGEST_ID).contains(&text.len());
    // All of these end up in the metadata, which Postgres can't take apart when there is a NUL in it.
    let is_plain = |text: &str| fits(text) && !text.chars().any(char::is_control);
    let ids = [Some(&envelope.command_id), Some(&envelope.correlation_id), envelope.causation_id.as_ref()];
    if !ids.into_iter().flatten().all(|id| is_plain(id)) {
        return Err(BusError::BadName { what: "a command's id", allowed: NO_CONTROLS });
    }
    if !envelope.traceparent.as_deref().is_none_or(is_plain) {
        return Err(BusError::BadName { what: "a traceparent", allowed: NO_CONTROLS });
    }
    if let Actor::Token(name) | Actor::System(name) = &envelope.actor
        && !is_plain(name)
    {
        return Err(BusError::BadName { what: "an actor's name", allowed: NO_CONTROLS });
    }
    let is_name = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if !fits(&envelope.gateway) || !envelope.gateway.chars().all(is_name) {
        return Err(BusError::BadName { what: "a gateway's name", allowed: "a-z, 0-9 and -" });
    }
    Ok(())
}

type Senders = HashMap<String, Vec<oneshot::Sender<Outcome>>>;
type Waiting = Arc<Mutex<Senders>>;

/// The way in. Cheap to clone; one a process is enough.
#[derive(Clone)]
pub struct Bus {
    nats: Nats,
    inbox: String,
    waiting: Waiting,
}

impl Bus {
    pub async fn open(nats: Nats) -> Result<Self, BusError> {
        let inbox = nats.open_inbox().await?;
        let bus = Self { nats, inbox: inbox.subject().to_owned(), waiting: Waiting::default() };
        tokio::spawn(hand_out(inbox, Arc::downgrade(&bus.waiting)));
        Ok(bus)
    }

    /// Hands a command in and doesn't wait: the outcome will lie ready for the envelope's gateway.
    pub async fn submit(&self, envelope: &CommandEnvelope<Command>) -> Result<(), BusError> {
        self.hand_in(envelope, None).await
    }

    /// Hands a command in and waits for its outcome, no longer than `patience`.
    pub async fn execute(&self, envelope: &CommandEnvelope<Command>, patience: Duration) -> Result<Outcome, BusError> {
        let mut place = self.wait_for(&envelope.command_id);
        self.hand_in(envelope, Some(&self.inbox)).await?;
        match tokio::time::timeout(patience, &mut place.outcome).await {
            Ok(Ok(outcome)) => Ok(outcome),
            _ => Err(BusError::NotYet { waited: patience }),
        }
    }

    fn wait_for(&self, command_id: &str) -> Place {
        let (sender, outcome) = oneshot::channel();
        lock(&self.waiting).entry(command_id.to_owned()).or_default().push(sender);
        Place { waiting: self.waiting.clone(), command_id: command_id.to_owned(), outcome }
    }

    async fn hand_in(&self, envelope: &CommandEnvelope<Command>, reply: Option<&str>) -> Result<(), BusError> {
        check(envelope)?;
        let body = serde_json::to_vec(envelope)?;
        if body.len() > LARGEST_COMMAND {
            return Err(BusError::TooLarge { bytes: body.len() });
        }
        Ok(self.nats.enqueue_command(bucket_of(envelope.subject), body.into(), reply).await?)
    }
}

/// A caller's place among those who wait; given up when the caller goes away, for whatever reason.
struct Place {
    waiting: Waiting,
    command_id: String,
    outcome: oneshot::Receiver<Outcome>,
}

impl Drop for Place {
    fn drop(&mut self) {
        self.outcome.close();
        let mut waiting = lock(&self.waiting);
        if let Some(senders) = waiting.get_mut(&self.command_id) {
            senders.retain(|sender| !sender.is_closed());
            if senders.is_empty() {
                waiting.remove(&self.command_id);
            }
        }
    }
}

/// The map is whole between calls, whatever a panicking thread did in between.
fn lock(waiting: &Mutex<Senders>) -> MutexGuard<'_, Senders> {
    waiting.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Ends with the last bus that uses the inbox, or with the connection.
async fn hand_out(mut inbox: Inbox, waiting: Weak<Mutex<Senders>>) {
    while let Some(body) = inbox.next().await {
        let Some(waiting) = waiting.upgrade() else { return };
        let outcome: Outcome = match serde_json::from_slice(&body) {
            Ok(outcome) => outcome,
            Err(error) => {
                tracing::warn!(%error, "something that is no outcome came to the inbox");
                continue;
            }
        };
        let senders = lock(&waiting).remove(&outcome.command_id);
        for sender in senders.into_iter().flatten() {
            // Whoever stopped waiting is not interested any more.
            let _ = sender.send(outcome.clone());
        }
    }
}
