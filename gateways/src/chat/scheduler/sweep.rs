//! The letterbox, cleared of what is done with.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use pg::letterbox;

use super::Scheduler;
use crate::chat::ChatError;

const SWEEP_EVERY: SignedDuration = SignedDuration::from_hours(1);
/// Rows of a kind at once: gone in milliseconds, so that no message waits for it.
const BITE: u32 = 500;
const BETWEEN_BITES: Duration = Duration::from_millis(50);

impl Scheduler {
    /// Once an hour; says how many rows went.
    pub(super) async fn sweep(&mut self, now: Timestamp) -> Result<u64, ChatError> {
        if self.sweep_due > now {
            return Ok(0);
        }
        let mut swept = 0;
        loop {
            let bite = letterbox::sweep(&self.desk.pool, BITE).await?;
            swept += bite;
            if bite == 0 {
                break;
            }
            tokio::time::sleep(BETWEEN_BITES).await;
        }
        self.sweep_due = now.saturating_add(SWEEP_EVERY).unwrap_or(Timestamp::MAX);
        Ok(swept)
    }
}
