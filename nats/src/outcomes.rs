//! What became of commands: at once for a caller who waits, durably for one who doesn't.

use async_nats::jetstream::{
    Message,
    consumer::{AckPolicy, pull},
};
use bytes::Bytes;
use futures::StreamExt;

use crate::{Nats, NatsError};

/// Where a waiting caller gets outcomes.
pub struct Inbox {
    subject: String,
    messages: async_nats::Subscriber,
}

impl Inbox {
    pub fn subject(&self) -> &str {
        &self.subject
    }

    /// The next outcome; `None` when the connection is gone.
    pub async fn next(&mut self) -> Option<Bytes> {
        self.messages.next().await.map(|message| message.payload)
    }
}

/// A gateway's outcomes, kept until it has dealt with them.
pub struct OutcomeQueue {
    messages: pull::Stream,
}

/// An outcome in a gateway's hands.
pub struct OutcomeMessage {
    message: Message,
}

impl Nats {
    /// Opens an inbox for the outcomes of commands that this process waits for.
    pub async fn open_inbox(&self) -> Result<Inbox, NatsError> {
        let subject = self.client.new_inbox();
        let messages =
            self.client.subscribe(subject.clone()).await.map_err(NatsError::during("an inbox could not be opened"))?;
        Ok(Inbox { subject, messages })
    }

    /// Hands an outcome to a waiting caller. Nobody waits any more: nothing happens.
    pub async fn reply(&self, inbox: &str, body: Bytes) -> Result<(), NatsError> {
        self.client
            .publish(inbox.to_owned(), body)
            .await
            .map_err(NatsError::during("an outcome could not be handed over"))
    }

    /// Keeps an outcome for a gateway until it fetches it.
    pub async fn keep_outcome(&self, gateway: &str, body: Bytes) -> Result<(), NatsError> {
        self.jetstream
            .publish(self.names.outcome(gateway), body)
            .await
            .map_err(NatsError::during("an outcome could not be kept"))?
            .await
            .map_err(NatsError::during("an outcome could not be kept"))?;
        Ok(())
    }

    /// A gateway's outcomes from where it last stopped.
    pub async fn outcomes_for(&self, gateway: &str) -> Result<OutcomeQueue, NatsError> {
        let stream = self
            .jetstream
            .get_stream_no_info(self.names.outcomes_stream())
            .await
            .map_err(NatsError::during("the outcomes could not be opened"))?;
        let consumer = stream
            .create_consumer(pull::Config {
                durable_name: Some(gateway.to_owned()),
                filter_subject: self.names.outcome(gateway),
                ack_policy: AckPolicy::Explicit,
                ..Default::default()
            })
            .await
            .map_err(NatsError::during("the outcomes could not be opened"))?;
        let messages = consumer.messages().await.map_err(NatsError::during("the outcomes could not be opened"))?;
        Ok(OutcomeQueue { messages })
    }
}

impl OutcomeQueue {
    pub async fn next(&mut self) -> Result<OutcomeMessage, NatsError> {
        match self.messages.next().await {
            Some(Ok(message)) => Ok(OutcomeMessage { message }),
            Some(Err(error)) => Err(NatsError::during("the outcomes broke off")(error)),
            None => Err(NatsError::TimedOut("the outcomes ended".to_owned())),
        }
    }
}

impl OutcomeMessage {
    pub fn body(&self) -> &Bytes {
        &self.message.message.payload
    }

    pub async fn done(&self) -> Result<(), NatsError> {
        self.message.ack().await.map_err(NatsError::during("an outcome could not be acknowledged"))
    }
}
