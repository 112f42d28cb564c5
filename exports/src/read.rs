//! Events from Postgres, read one batch ahead of whoever writes them: two batches of memory, and both sides busy.

use std::sync::Arc;

use domain::ledger::RecordedEvent;
use pg::EventFilter;
use sqlx::PgPool;
use tokio::task::JoinHandle;
use uuid::Uuid;

use crate::ExportError;

/// A season's plan is one event of some sixty kilobytes, so a batch of nothing but plans stays below 64 MB.
const BATCH: usize = 1_000;

type Read = JoinHandle<Result<Vec<RecordedEvent>, sqlx::Error>>;

/// In which order events are wanted.
#[derive(Debug, Clone, Copy)]
enum Order {
    Position,
    Subject,
}

pub(crate) struct Events {
    pool: PgPool,
    filter: Arc<EventFilter>,
    order: Order,
    ahead: Option<Read>,
}

impl Events {
    /// In the order of the ledger, after a position.
    pub(crate) fn after(pool: &PgPool, position: u64, filter: EventFilter) -> Self {
        Self::new(pool, filter, Order::Position, (Uuid::nil(), position))
    }

    /// Subject by subject, each in the order of the ledger.
    pub(crate) fn by_subject(pool: &PgPool, filter: EventFilter) -> Self {
        Self::new(pool, filter, Order::Subject, (Uuid::nil(), 0))
    }

    fn new(pool: &PgPool, filter: EventFilter, order: Order, place: (Uuid, u64)) -> Self {
        let mut events = Self { pool: pool.clone(), filter: Arc::new(filter), order, ahead: None };
        events.ahead = Some(events.read(place));
        events
    }

    fn read(&self, (subject, position): (Uuid, u64)) -> Read {
        let (pool, filter, order) = (self.pool.clone(), Arc::clone(&self.filter), self.order);
        tokio::spawn(async move {
            match order {
                Order::Position => pg::events_after(&pool, position, BATCH, &filter).await,
                Order::Subject => pg::histories_after(&pool, (subject, position), BATCH, &filter).await,
            }
        })
    }

    /// The next events; `None` after the last.
    pub(crate) async fn next(&mut self) -> Result<Option<Vec<RecordedEvent>>, ExportError> {
        let Some(ahead) = &mut self.ahead else { return Ok(None) };
        let events = ahead.await??;
        // A batch that is not full was the last: nothing at or before `up_to` is ever added.
        self.ahead = match events.last() {
            Some(last) if events.len() == BATCH => Some(self.read((last.subject, last.position))),
            _ => None,
        };
        Ok(if events.is_empty() { None } else { Some(events) })
    }

    /// Whoever has had enough lets the question that is under way be answered: broken off in the middle of its answer, its
    /// connection would be in trouble when everything is closed a moment later.
    pub(crate) async fn end(mut self) {
        if let Some(ahead) = self.ahead.take() {
            // Nobody wants the answer.
            let _ = ahead.await;
        }
    }
}

impl Drop for Events {
    fn drop(&mut self) {
        if let Some(ahead) = &self.ahead {
            ahead.abort();
        }
    }
}
