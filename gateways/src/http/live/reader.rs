//! One reader's place in the ledger.

use std::collections::VecDeque;

use domain::ledger::RecordedEvent;
use pg::EventFilter;
use sqlx::PgPool;
use tokio::sync::watch;
use tokio_util::sync::CancellationToken;

use super::Head;

/// Events in memory for one reader; whoever reads slowly holds no more than this.
const BATCH: usize = 256;

/// Why a reader gets no further. Its client comes again with the last position that it saw.
#[derive(Debug, thiserror::Error)]
#[error("the ledger can't be read: {0}")]
pub(crate) struct Trouble(#[from] sqlx::Error);

/// Hands out the events behind a position, in order, for as long as somebody asks.
pub(crate) struct Reader {
    pool: PgPool,
    filter: EventFilter,
    /// Everything up to here was read; what was not asked for is left out.
    read: u64,
    ready: VecDeque<RecordedEvent>,
    head: watch::Receiver<u64>,
    stop: CancellationToken,
}

impl Reader {
    pub(crate) fn after(
        position: u64,
        filter: EventFilter,
        pool: PgPool,
        head: &Head,
        stop: CancellationToken,
    ) -> Self {
        Self { pool, filter, read: position, ready: VecDeque::new(), head: head.watch(), stop }
    }

    /// Waits for the next event; `None` when the process is about to end.
    pub(crate) async fn next(&mut self) -> Option<Result<RecordedEvent, Trouble>> {
        loop {
            if self.stop.is_cancelled() {
                return None;
            }
            if let Some(event) = self.ready.pop_front() {
                return Some(Ok(event));
            }
            let end = *self.head.borrow_and_update();
            if end > self.read {
                if let Err(error) = self.read_up_to(end).await {
                    return Some(Err(error.into()));
                }
                continue;
            }
            tokio::select! {
                changed = self.head.changed() => if changed.is_err() { return None },
                () = self.stop.cancelled() => return None,
            }
        }
    }

    /// Positions are dense and in order of commit: once the ledger has reached `end`, nothing new appears before it.
    async fn read_up_to(&mut self, end: u64) -> Result<(), sqlx::Error> {
        self.filter.up_to = Some(end);
        let events = pg::events_after(&self.pool, self.read, BATCH, &self.filter).await?;
        self.read = match events.last() {
            Some(last) if events.len() == BATCH => last.position,
            _ => end,
        };
        self.ready.extend(events);
        Ok(())
    }
}
