//! What is left of those who were erased, through whatever gateway.

use jiff::Timestamp;
use pg::erasures;

use super::Scheduler;
use crate::chat::{ChatError, erasing};

impl Scheduler {
    /// Says of how many nothing is left any more.
    pub(in crate::chat) async fn finish_erasures(&self, now: Timestamp) -> Result<usize, ChatError> {
        let mut finished = 0;
        for member in erasures::unfinished(&self.desk.pool).await? {
            match erasing::finish(&self.desk, member, now, None).await {
                Ok(is_done) => finished += usize::from(is_done),
                // The others' turn comes all the same.
                Err(error) => tracing::warn!(%error, %member, "an erasure is finished later"),
            }
        }
        Ok(finished)
    }
}
