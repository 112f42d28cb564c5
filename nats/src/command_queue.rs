//! Commands on their way. Each bucket hands out one command at a time, so what concerns one subject stays in
//! order even when a worker dies with a command in its hands.

use std::{collections::HashMap, time::Duration};

use async_nats::{
    HeaderMap,
    jetstream::{
        AckKind, Message,
        consumer::{self, AckPolicy, pull},
    },
};
use bytes::Bytes;
use futures::{StreamExt, TryStreamExt, future::try_join_all};

use crate::{Nats, NatsError};

/// A command that is neither carried out nor reported on for this long is handed out again.
const ACK_WAIT: Duration = Duration::from_secs(5);
/// A server that came back without a bucket's consumer says nothing any more; twice this long, and the bucket is taken anew.
const SIGN_OF_LIFE: Duration = Duration::from_secs(2);
const REPLY_HEADER: &str = "Paceledger-Reply";

/// One bucket's commands, in order.
pub struct BucketQueue {
    messages: pull::Stream,
}

/// A command in a worker's hands.
pub struct QueuedCommand {
    message: Message,
}

impl Nats {
    /// Puts a command on the queue; when this returns, JetStream has it. `reply` names an inbox that waits for the outcome.
    pub async fn enqueue_command(&self, bucket: u8, body: Bytes, reply: Option<&str>) -> Result<(), NatsError> {
        let mut headers = HeaderMap::new();
        if let Some(reply) = reply {
            headers.insert(REPLY_HEADER, reply);
        }
        self.jetstream
            .publish_with_headers(self.names.command(bucket), headers, body)
            .await
            .map_err(NatsError::during("the command could not be queued"))?
            .await
            .map_err(NatsError::during("the command could not be queued"))?;
        Ok(())
    }

    /// Begins to take commands from a bucket. What another worker left unfinished comes first.
    pub async fn take_bucket(&self, bucket: u8) -> Result<BucketQueue, NatsError> {
        let stream = self
            .jetstream
            .get_stream_no_info(self.names.commands_stream(bucket))
            .await
            .map_err(NatsError::during("the command queue could not be opened"))?;
        let config = pull::Config {
            durable_name: Some(format!("worker-{bucket:02}")),
            filter_subject: self.names.command(bucket),
            ack_policy: AckPolicy::Explicit,
            ack_wait: ACK_WAIT,
            max_ack_pending: 1,
            // A file for each acknowledgement would halve the throughput. After a server's restart the bucket is made anew
            // and hands out what is still there, the last second's commands among it; their receipts answer.
            memory_storage: true,
            ..Default::default()
        };
        let consumer =
            stream.create_consumer(config).await.map_err(NatsError::during("a bucket could not be taken"))?;
        self.give_back(consumer.cached_info()).await?;
        let messages = consumer
            .stream()
            .max_messages_per_batch(100)
            .heartbeat(SIGN_OF_LIFE)
            .messages()
            .await
            .map_err(NatsError::during("a bucket could not be taken"))?;
        Ok(BucketQueue { messages })
    }

    /// Whoever held the bucket before is gone: what was in its hands is handed out again now, not when its time
    /// has run out. Refused in its name rather than by resetting the consumer, which would forget how often a
    /// command was handed out, and one that ends every worker would never be set aside.
    async fn give_back(&self, bucket: &consumer::Info) -> Result<(), NatsError> {
        if bucket.num_ack_pending == 0 {
            return Ok(());
        }
        // One command at a time is in anybody's hands, so it is the last that was handed out.
        let (last, stream, name) = (bucket.delivered, &bucket.stream_name, &bucket.name);
        let subject = format!("$JS.ACK.{stream}.{name}.1.{}.{}.0.0", last.stream_sequence, last.consumer_sequence);
        self.client
            .publish(subject, "-NAK".into())
            .await
            .map_err(NatsError::during("an unfinished command could not be given back"))
    }

    /// Commands that are waiting or in a worker's hands.
    ///
    /// What was carried out stays on the stream for a while, and the bucket's consumer knows. So where a bucket has a
    /// consumer, that decides.
    pub async fn queue_depth(&self) -> Result<u64, NatsError> {
        let parts = self.names.commands_streams().map(|(stream, buckets)| self.depth_of(stream, buckets));
        Ok(try_join_all(parts).await?.iter().sum())
    }

    async fn depth_of(&self, stream: String, buckets: String) -> Result<u64, NatsError> {
        let what = "the command queue could not be looked at";
        let stream = self.jetstream.get_stream(stream).await.map_err(NatsError::during(what))?;
        if stream.cached_info().state.messages == 0 {
            return Ok(0);
        }
        let on_stream = stream.info_with_subjects(buckets).await.map_err(NatsError::during(what))?;
        let mut depths: HashMap<String, u64> = on_stream
            .map_ok(|(subject, count)| (subject, count as u64))
            .try_collect()
            .await
            .map_err(NatsError::during(what))?;
        let mut buckets = stream.consumers();
        while let Some(bucket) = buckets.try_next().await.map_err(NatsError::during(what))? {
            depths.insert(bucket.config.filter_subject, bucket.num_pending + bucket.num_ack_pending as u64);
        }
        Ok(depths.values().sum())
    }
}

impl BucketQueue {
    /// Waits for the bucket's next command. After an error, take the bucket anew.
    pub async fn next(&mut self) -> Result<QueuedCommand, NatsError> {
        match self.messages.next().await {
            Some(Ok(message)) => Ok(QueuedCommand { message }),
            Some(Err(error)) => Err(NatsError::during("a bucket broke off")(error)),
            None => Err(NatsError::TimedOut("a bucket ended".to_owned())),
        }
    }
}

impl QueuedCommand {
    pub fn body(&self) -> &Bytes {
        &self.message.message.payload
    }

    /// The inbox that waits for the outcome, if any.
    pub fn reply(&self) -> Option<&str> {
        self.message.headers.as_ref()?.get(REPLY_HEADER).map(async_nats::HeaderValue::as_str)
    }

    /// How often it was handed out, this time included.
    pub fn deliveries(&self) -> i64 {
        self.message.info().map_or(1, |info| info.delivered)
    }

    /// Carried out, and soon off the queue. A lost acknowledgement means a repeat, which its receipt answers.
    pub async fn done(&self) -> Result<(), NatsError> {
        self.message.ack().await.map_err(NatsError::during("a command could not be acknowledged"))
    }

    /// Still at it: don't hand it to anybody else.
    pub async fn still_working(&self) -> Result<(), NatsError> {
        self.message
            .ack_with(AckKind::Progress)
            .await
            .map_err(NatsError::during("progress on a command could not be reported"))
    }
}
