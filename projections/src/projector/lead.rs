//! A term of office.

use tokio_util::sync::CancellationToken;

use super::{Backoff, Projector};
use crate::{
    Projection, ProjectionError,
    cursor::Cursor,
    digest::{Bulk, catch_up},
    generation::{Live, load_live},
    rebuild::build_beside,
};

impl<P: Projection> Projector<P> {
    /// Keeps the read model up to date until the term ends.
    pub(crate) async fn lead(&self, term: &CancellationToken) {
        let mut backoff = Backoff::new();
        let mut told_of_newer = false;
        while !term.is_cancelled() {
            let Err(error) = self.keep_up(term, &mut backoff).await else { continue };
            if term.is_cancelled() {
                return;
            }
            // A rebuild or a retry came between, or the stream is slow: nothing is wrong, go on at once.
            if matches!(error, ProjectionError::Moved(_) | ProjectionError::StreamBehind) {
                tracing::debug!(projection = P::NAME, reason = %error, "beginning anew");
                continue;
            }
            let wait = backoff.next();
            // That lasts until the newer program goes, and need not be told each time.
            if matches!(error, ProjectionError::Newer { .. }) && std::mem::replace(&mut told_of_newer, true) {
                tracing::debug!(projection = P::NAME, %error, "still standing by");
                term.run_until_cancelled(tokio::time::sleep(wait)).await;
                continue;
            }
            let wait_ms = u64::try_from(wait.as_millis()).unwrap_or(u64::MAX);
            tracing::warn!(projection = P::NAME, %error, wait_ms, "the read model can't move on; trying again");
            term.run_until_cancelled(tokio::time::sleep(wait)).await;
        }
    }

    /// From the checkpoint to the head, then along the stream, until something comes between.
    async fn keep_up(&self, term: &CancellationToken, backoff: &mut Backoff) -> Result<(), ProjectionError> {
        let mut cursor = self.my_generation(term).await?;
        let head = pg::head_position(&self.work.pool).await?;
        if head > cursor.position {
            let missing = head - cursor.position;
            tracing::debug!(projection = P::NAME, from = cursor.position, missing, "catching up out of the table");
            catch_up(&self.work, &mut cursor, head, Bulk::LIVE, term, |_| {}).await?;
        }
        self.follow(&mut cursor, term, backoff).await
    }

    /// The live generation of this version, built beside an older version's if there is one.
    async fn my_generation(&self, term: &CancellationToken) -> Result<Cursor, ProjectionError> {
        loop {
            match load_live::<P>(&self.work.pool).await? {
                Live::Mine(cursor) => return Ok(cursor),
                Live::Newer { live } => {
                    return Err(ProjectionError::Newer { name: P::NAME, live, known: P::VERSION });
                }
                Live::Older => {
                    tracing::info!(projection = P::NAME, version = P::VERSION, "an older version is live; building");
                    build_beside(&self.work, term, |_| {}).await?;
                }
            }
        }
    }
}
