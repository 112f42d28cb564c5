//! The ledger's streams, as data. On start each is made, or brought to what is written here.

use std::time::Duration;

use async_nats::jetstream::{
    ErrorCode,
    context::{CreateStreamErrorKind, GetStreamErrorKind},
    stream::{Config, DiscardPolicy, Info, RetentionPolicy, StorageType},
};
use tokio::time::Instant;

use crate::{Names, Nats, NatsError};

/// How long a server may take to make a stream.
const PATIENCE: Duration = Duration::from_secs(30);
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

fn declared(names: &Names, replicas: usize) -> Vec<Config> {
    let durable =
        Config { storage: StorageType::File, discard: DiscardPolicy::New, num_replicas: replicas, ..Config::default() };
    let mut streams = vec![
        // The ledger: position N is sequence N. Nothing in it is ever deleted.
        Config {
            name: names.ledger_stream(),
            subjects: vec![names.any_event()],
            retention: RetentionPolicy::Limits,
            deny_delete: true,
            deny_purge: true,
            allow_atomic_publish: true,
            allow_direct: true,
            ..durable.clone()
        },
        // Outcomes for callers who don't wait, long enough to outlive a gateway's holiday.
        Config {
            name: names.outcomes_stream(),
            subjects: vec![names.any_outcome()],
            retention: RetentionPolicy::Limits,
            max_age: 14 * DAY,
            ..durable.clone()
        },
        // One message, written over and over by the readiness check.
        Config {
            name: names.probe_stream(),
            subjects: vec![names.probe()],
            retention: RetentionPolicy::Limits,
            discard: DiscardPolicy::Old,
            max_messages: 1,
            ..durable.clone()
        },
    ];
    // Commands until they are carried out. No deduplication: a repeat must be answered, not swallowed. Not a work queue
    // in the server's sense, which forces each removal to the disk: see `trim`.
    streams.extend(names.commands_streams().map(|(name, subjects)| Config {
        name,
        subjects: vec![subjects],
        retention: RetentionPolicy::Limits,
        ..durable.clone()
    }));
    streams
}

fn is_empty_work_queue(stream: &Info) -> bool {
    stream.config.retention == RetentionPolicy::WorkQueue && stream.state.messages == 0
}

/// A property that matters, as text, to compare and to name in an error.
type Property = (&'static str, fn(&Config) -> String);

const PROPERTIES: [Property; 13] = [
    ("subjects", |config| config.subjects.join(", ")),
    ("retention", |config| format!("{:?}", config.retention)),
    ("storage", |config| format!("{:?}", config.storage)),
    ("discard", |config| format!("{:?}", config.discard)),
    ("num_replicas", |config| config.num_replicas.to_string()),
    ("max_age", |config| format!("{:?}", config.max_age)),
    ("max_msgs", |config| limit(config.max_messages)),
    ("max_bytes", |config| limit(config.max_bytes)),
    ("max_msg_size", |config| limit(config.max_message_size.into())),
    ("deny_delete", |config| config.deny_delete.to_string()),
    ("deny_purge", |config| config.deny_purge.to_string()),
    ("allow_atomic", |config| config.allow_atomic_publish.to_string()),
    ("allow_direct", |config| config.allow_direct.to_string()),
];

/// The server writes "no limit" as -1, a declaration as 0.
fn limit(number: i64) -> String {
    if number > 0 { number.to_string() } else { "unlimited".to_owned() }
}

impl Nats {
    /// Makes the ledger's streams, or changes them to what they should be.
    pub async fn ensure_streams(&self, replicas: usize) -> Result<(), NatsError> {
        for wanted in declared(&self.names, replicas) {
            self.ensure_stream(wanted).await?;
        }
        Ok(())
    }

    /// Makes the ledger's own stream again after somebody took it away; the relay fills it.
    pub async fn ensure_ledger_stream(&self, replicas: usize) -> Result<(), NatsError> {
        let wanted = declared(&self.names, replicas).remove(0);
        self.ensure_stream(wanted).await
    }

    /// Takes all of this ledger's streams away, with everything in them. For ledgers that nobody wants back.
    pub async fn remove_streams(&self) -> Result<(), NatsError> {
        for stream in declared(&self.names, 1) {
            match self.jetstream.delete_stream(&stream.name).await {
                Ok(_) => {}
                Err(error) => match error.kind() {
                    GetStreamErrorKind::JetStream(cause) if cause.error_code() == ErrorCode::STREAM_NOT_FOUND => {}
                    _ => return Err(NatsError::during("a stream could not be removed")(error)),
                },
            }
        }
        Ok(())
    }

    async fn ensure_stream(&self, wanted: Config) -> Result<(), NatsError> {
        let begun = Instant::now();
        let existing = loop {
            match self.jetstream.get_or_create_stream(&wanted).await {
                // A queue of an earlier version, which the server can't change; nothing is lost with an empty one.
                Ok(stream) if is_empty_work_queue(stream.cached_info()) => {
                    self.jetstream
                        .delete_stream(&wanted.name)
                        .await
                        .map_err(NatsError::during("a stream could not be replaced"))?;
                }
                Ok(stream) => break stream.cached_info().config.clone(),
                // A server that has much to do answers late; asking again finds what it made meanwhile.
                Err(error) if error.kind() == CreateStreamErrorKind::TimedOut && begun.elapsed() < PATIENCE => {
                    tracing::warn!(stream = %wanted.name, "NATS didn't answer in time and is asked again");
                }
                Err(error) => return Err(NatsError::during("a stream could not be made")(error)),
            }
        };
        let different: Vec<_> = PROPERTIES.iter().filter(|(_, text)| text(&existing) != text(&wanted)).collect();
        if different.is_empty() {
            return Ok(());
        }
        let described = |config: &Config| {
            let parts: Vec<_> = different.iter().map(|(field, text)| format!("{field} = {}", text(config))).collect();
            parts.join(", ")
        };
        self.jetstream.update_stream(&wanted).await.map(drop).map_err(|error| NatsError::Irreconcilable {
            stream: wanted.name.clone(),
            found: described(&existing),
            wanted: described(&wanted),
            cause: error.to_string(),
        })?;
        tracing::info!(stream = %wanted.name, now = described(&wanted), "changed a stream to what the ledger needs");
        Ok(())
    }

    /// Proves that JetStream takes a publish right now; a server whose disk was full refuses until it is restarted.
    pub async fn probe(&self) -> Result<(), NatsError> {
        self.jetstream
            .publish(self.names.probe(), "ready?".into())
            .await
            .map_err(NatsError::during("the readiness probe was refused"))?
            .await
            .map_err(NatsError::during("the readiness probe was not stored"))?;
        Ok(())
    }
}
