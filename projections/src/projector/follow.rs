//! Along the stream.

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
        let mut next_turn = Instant::now();
        loop {
            let arrived = term.run_until_cancelled(async {
                tokio::time::sleep_until(next_turn).await;
                self.tail.next_batch(cursor.position, self.settings.batch, self.settings.patience).await
            });
            let Some(arrived) = arrived.await else { return Ok(()) };
            next_turn = Instant::now() + self.settings.pace;
            let events = arrived?;
            if events.is_empty() {
                self.check_for_silence(cursor).await?;
                continue;
            }
            if let Err(error) = digest(&self.work, cursor, &events, Phase::Live).await {
                if matches!(error, ProjectionError::AheadOfLedger { .. }) {
                    self.tail.begin_anew().await;
                }
                return Err(error);
            }
            backoff.reset();
        }
    }

    /// A silent stream is all right as long as the ledger has nothing new either.
    async fn check_for_silence(&self, cursor: &Cursor) -> Result<(), ProjectionError> {
        let head = pg::head_position(&self.work.pool).await?;
        if head > cursor.position { Err(ProjectionError::StreamBehind) } else { Ok(()) }
    }
}
