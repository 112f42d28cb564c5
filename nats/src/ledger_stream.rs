//! The stream of events. Sequence N holds the event of position N, for ever.

use std::time::Duration;

use async_nats::{
    HeaderMap,
    jetstream::{
        ErrorCode, Message,
        consumer::{DeliverPolicy, pull},
        context::GetStreamErrorKind,
        response::Response,
        stream::LastRawMessageErrorKind,
    },
};
use bytes::Bytes;
use futures::{FutureExt, StreamExt};
use serde::Deserialize;

use crate::{Nats, NatsError};

/// An event on the stream: its place, and its canonical bytes.
#[derive(Debug, Clone)]
pub struct StreamEvent {
    pub position: u64,
    pub body: Bytes,
}

/// How far the stream reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StreamState {
    pub last: u64,
    pub bytes: u64,
}

/// Events in order, to be stored together or not at all.
pub type Batch = Vec<(String, Bytes)>;

/// What became of a batch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stored {
    /// It is on the stream.
    UpTo(u64),
    /// The stream doesn't end where the batch was to begin: read its state again.
    Moved,
}

impl Nats {
    /// The last position on the stream; `None` when there is no stream.
    pub async fn ledger_state(&self) -> Result<Option<StreamState>, NatsError> {
        match self.jetstream.get_stream(self.names.ledger_stream()).await {
            Ok(stream) => {
                let state = &stream.cached_info().state;
                Ok(Some(StreamState { last: state.last_sequence, bytes: state.bytes }))
            }
            Err(error) => match error.kind() {
                GetStreamErrorKind::JetStream(ref cause) if cause.error_code() == ErrorCode::STREAM_NOT_FOUND => {
                    Ok(None)
                }
                _ => Err(NatsError::during("the ledger's stream could not be looked at")(error)),
            },
        }
    }

    /// The bytes at a position; `None` when the stream doesn't have it.
    pub async fn ledger_event(&self, position: u64) -> Result<Option<Bytes>, NatsError> {
        let stream = self
            .jetstream
            .get_stream_no_info(self.names.ledger_stream())
            .await
            .map_err(NatsError::during("the ledger's stream could not be opened"))?;
        // Asked of the leader, not of any replica: the relay decides by this answer.
        match stream.get_raw_message(position).await {
            Ok(message) => Ok(Some(message.payload)),
            Err(error) if matches!(error.kind(), LastRawMessageErrorKind::NoMessageFound) => Ok(None),
            Err(error) => Err(NatsError::during("an event could not be read from the stream")(error)),
        }
    }

    /// Stores events behind position `last`, all or none.
    pub async fn append_to_ledger(&self, last: u64, batch: Batch) -> Result<Stored, NatsError> {
        let batch_id = self.client.new_inbox();
        let batch_id = batch_id.rsplit('.').next().unwrap_or_default();
        let count = batch.len();
        let mut answer = None;
        for (index, (subject, body)) in batch.into_iter().enumerate() {
            let mut headers = HeaderMap::new();
            if index == 0 {
                headers.insert("Nats-Expected-Last-Sequence", last.to_string());
            }
            if count > 1 {
                headers.insert("Nats-Batch-Id", batch_id);
                headers.insert("Nats-Batch-Sequence", (index + 1).to_string());
            }
            if index + 1 < count {
                self.client
                    .publish_with_headers(subject, headers, body)
                    .await
                    .map_err(NatsError::during("a batch could not be sent"))?;
            } else {
                if count > 1 {
                    headers.insert("Nats-Batch-Commit", "1");
                }
                answer = Some(
                    self.client
                        .request_with_headers(subject, headers, body)
                        .await
                        .map_err(NatsError::during("a batch was not acknowledged"))?,
                );
            }
        }
        let Some(answer) = answer else { return Ok(Stored::UpTo(last)) };
        read_answer(&answer.payload, last + count as u64)
    }

    /// Reads the stream from a position on, in order and without gaps.
    pub async fn follow_ledger(&self, from: u64) -> Result<Follower, NatsError> {
        let stream = self
            .jetstream
            .get_stream_no_info(self.names.ledger_stream())
            .await
            .map_err(NatsError::during("the ledger's stream could not be opened"))?;
        let consumer = stream
            .create_consumer(pull::OrderedConfig {
                deliver_policy: DeliverPolicy::ByStartSequence { start_sequence: from },
                ..Default::default()
            })
            .await
            .map_err(NatsError::during("the ledger's stream could not be followed"))?;
        let messages =
            consumer.messages().await.map_err(NatsError::during("the ledger's stream could not be followed"))?;
        Ok(Follower { messages, next: from, held: None })
    }
}

#[derive(Deserialize)]
struct Acknowledged {
    seq: u64,
}

fn read_answer(payload: &[u8], expected: u64) -> Result<Stored, NatsError> {
    match serde_json::from_slice::<Response<Acknowledged>>(payload) {
        Ok(Response::Ok(ack)) if ack.seq == expected => Ok(Stored::UpTo(ack.seq)),
        // The stream took it, but elsewhere: only a look at the stream can tell what is there now.
        Ok(Response::Ok(_)) => Ok(Stored::Moved),
        Ok(Response::Err { error }) if error.error_code() == ErrorCode::STREAM_WRONG_LAST_SEQUENCE => Ok(Stored::Moved),
        Ok(Response::Err { error }) => Err(NatsError::during("the stream refused a batch")(error)),
        Err(error) => Err(NatsError::during("the stream's answer could not be read")(error)),
    }
}

/// A reader of the ledger's stream.
pub struct Follower {
    messages: pull::Ordered,
    next: u64,
    /// Has arrived, and waits until what is missing before it was told.
    held: Option<StreamEvent>,
}

impl Follower {
    /// Waits up to `patience` for the next event, then takes along what has already arrived, up to `limit`.
    /// An empty answer means that nothing came in time. A hole in the stream is told once, after what comes before it;
    /// what comes behind it can be read on. After any other error, follow anew.
    pub async fn next_batch(&mut self, limit: usize, patience: Duration) -> Result<Vec<StreamEvent>, NatsError> {
        let first = match self.held.take() {
            Some(held) => held,
            None => {
                let Ok(first) = tokio::time::timeout(patience, self.messages.next()).await else { return Ok(vec![]) };
                place(first)?
            }
        };
        if first.position != self.next {
            let (expected, found) = (self.next, first.position);
            self.next = found;
            self.held = Some(first);
            return Err(NatsError::Skipped { expected, found });
        }
        let mut batch = Vec::new();
        let mut arrived = first;
        loop {
            if arrived.position != self.next {
                self.held = Some(arrived);
                return Ok(batch);
            }
            self.next += 1;
            batch.push(arrived);
            if batch.len() >= limit {
                return Ok(batch);
            }
            match self.messages.next().now_or_never() {
                Some(next) => arrived = place(next)?,
                None => return Ok(batch),
            }
        }
    }
}

fn place<E: std::fmt::Display>(arrived: Option<Result<Message, E>>) -> Result<StreamEvent, NatsError> {
    let message = match arrived {
        Some(Ok(message)) => message,
        Some(Err(error)) => return Err(NatsError::during("the ledger's stream broke off")(error)),
        None => return Err(NatsError::TimedOut("the ledger's stream ended".to_owned())),
    };
    let position = message.info().map_err(NatsError::during("a message without a place"))?.stream_sequence;
    Ok(StreamEvent { position, body: message.message.payload })
}
