//! Along the stream.

use domain::ledger::RecordedEvent;
use nats::StreamEvent;
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

use super::{Backoff, Projector};
use crate::{Phase, Projection, ProjectionError, cursor::Cursor, digest::digest};

impl<P: Projection> Projector<P> {
    /// Applies what the stream brings, until the term ends or something comes between.
    pub(super) async fn follow(
        &self,
        cursor: &mut Cursor,
        term: &CancellationToken,
        backoff: &mut Backoff,
    ) -> Result<(), ProjectionError> {
        let mut follower = self.nats.follow_ledger(cursor.position + 1).await?;
        let mut next_turn = Instant::now();
        loop {
            let arrived = term.run_until_cancelled(async {
                tokio::time::sleep_until(next_turn).await;
                follower.next_batch(self.settings.batch, self.settings.patience).await
            });
            let Some(arrived) = arrived.await else { return Ok(()) };
            next_turn = Instant::now() + self.settings.pace;
            let events = arrived?.iter().map(read).collect::<Result<Vec<_>, _>>()?;
            if events.is_empty() {
                self.check_for_silence(cursor).await?;
                continue;
            }
            digest(&self.work, cursor, &events, Phase::Live).await?;
            backoff.reset();
        }
    }

    /// A silent stream is all right as long as the ledger has nothing new either.
    async fn check_for_silence(&self, cursor: &Cursor) -> Result<(), ProjectionError> {
        let head = pg::head_position(&self.work.pool).await?;
        if head > cursor.position { Err(ProjectionError::StreamBehind) } else { Ok(()) }
    }
}

/// The event at a place of the stream, which must be that place's.
fn read(event: &StreamEvent) -> Result<RecordedEvent, ProjectionError> {
    let record: RecordedEvent = serde_json::from_slice(&event.body)?;
    if record.position == event.position {
        Ok(record)
    } else {
        Err(ProjectionError::OutOfOrder { expected: event.position, found: record.position })
    }
}
