//! Commands that were carried out leave the queue together, now and then: each by itself would be forced to the disk
//! once more, which costs as much as handing it in.

use std::collections::HashMap;

use async_nats::jetstream::{
    consumer,
    stream::{LastRawMessageErrorKind, Stream},
};
use futures::{TryStreamExt, future::try_join_all};

use crate::{Nats, NatsError};

const WHAT: &str = "the command queue could not be trimmed";

impl Nats {
    /// Takes commands off the queue, of each part those before the first that isn't carried out. Until then they are
    /// handed out again when the server forgets its consumers; their receipts answer.
    pub async fn trim_queue(&self) -> Result<(), NatsError> {
        let parts = self.names.commands_streams().map(|(stream, buckets)| self.trim_part(stream, buckets));
        try_join_all(parts).await.map(drop)
    }

    async fn trim_part(&self, stream: String, buckets: String) -> Result<(), NatsError> {
        let stream = self.jetstream.get_stream(stream).await.map_err(NatsError::during(WHAT))?;
        let state = &stream.cached_info().state;
        if state.messages == 0 {
            return Ok(());
        }
        let on_stream = stream.info_with_subjects(buckets).await.map_err(NatsError::during(WHAT))?;
        let buckets: Vec<(String, usize)> = on_stream.try_collect().await.map_err(NatsError::during(WHAT))?;
        let done: HashMap<String, u64> = stream
            .consumers()
            .map_ok(|bucket| (bucket.config.filter_subject.clone(), carried_out(&bucket)))
            .try_collect()
            .await
            .map_err(NatsError::during(WHAT))?;
        let mut through = state.last_sequence;
        for (bucket, _) in buckets {
            // How far a bucket without a consumer is, nobody knows.
            let Some(&done) = done.get(&bucket) else { return Ok(()) };
            // Asked after the consumer was, and of the stream: a consumer hears of a command only after the stream has it.
            if done < through && last_of(&stream, &bucket).await? > done {
                through = done;
            }
        }
        if through >= state.first_sequence {
            stream.purge().sequence(through + 1).await.map_err(NatsError::during(WHAT))?;
        }
        Ok(())
    }
}

/// Up to where a bucket's commands are carried out: one at a time is in anybody's hands, the last that was handed out.
fn carried_out(bucket: &consumer::Info) -> u64 {
    bucket.delivered.stream_sequence.saturating_sub(bucket.num_ack_pending as u64)
}

/// The place of a bucket's last command; 0 when it has none.
async fn last_of(stream: &Stream, bucket: &str) -> Result<u64, NatsError> {
    match stream.get_last_raw_message_by_subject(bucket).await {
        Ok(message) => Ok(message.sequence),
        Err(error) if matches!(error.kind(), LastRawMessageErrorKind::NoMessageFound) => Ok(0),
        Err(error) => Err(NatsError::during(WHAT)(error)),
    }
}
