//! Many events out of the table: the next ones are read while these are folded and the ones before are written.

use domain::ledger::RecordedEvent;
use pg::EventFilter;
use sqlx::PgPool;
use tokio::sync::mpsc;
use tokio_util::{sync::CancellationToken, task::AbortOnDropHandle};

use super::{CommitError, Fold, Folded, Work, commit, digest};
use crate::{Phase, Projection, ProjectionError, cursor::Cursor};

/// How much at once.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Bulk {
    /// Events read in one query.
    pub(crate) chunk: usize,
    /// Events written in one transaction.
    pub(crate) batch: usize,
    pub(crate) phase: Phase,
}

impl Bulk {
    /// For a read model that is being asked meanwhile: transactions stay short.
    pub(crate) const LIVE: Self = Self { chunk: 5_000, batch: 20_000, phase: Phase::Live };
    /// For one that nobody reads yet.
    pub(crate) const FILLING: Self = Self { chunk: 5_000, batch: 100_000, phase: Phase::Filling };
}

/// Brings the read model up to `target`, which the ledger must have reached.
pub(crate) async fn catch_up<P: Projection>(
    work: &Work<P>,
    cursor: &mut Cursor,
    target: u64,
    bulk: Bulk,
    stop: &CancellationToken,
    progress: impl Fn(u64),
) -> Result<(), ProjectionError> {
    while cursor.position < target {
        if let Some(refused) = side_by_side(work, cursor, target, bulk, stop, &progress).await? {
            // What was folded ahead didn't know whom this will park: begin anew behind it.
            slowly(work, cursor, refused, bulk).await?;
        }
    }
    Ok(())
}

/// Reads, folds and writes at the same time. Gives back the end of a batch that the database refused, if one was.
async fn side_by_side<P: Projection>(
    work: &Work<P>,
    cursor: &mut Cursor,
    target: u64,
    bulk: Bulk,
    stop: &CancellationToken,
    progress: &impl Fn(u64),
) -> Result<Option<u64>, ProjectionError> {
    let (chunks, to_fold) = mpsc::channel(1);
    let (batches, mut to_write) = mpsc::channel(1);
    let reader = spawn(read(work.pool.clone(), cursor.position, target, bulk.chunk, chunks));
    let folder = spawn(fold(work.clone(), Fold::<P>::after(cursor), bulk.batch, to_fold, batches));
    while let Some(folded) = to_write.recv().await {
        if stop.is_cancelled() {
            return Err(ProjectionError::Stopped);
        }
        let last = folded.last;
        match commit(work, cursor, folded, bulk.phase).await {
            Ok(()) => progress(cursor.position),
            Err(CommitError::Other(error)) => return Err(error),
            Err(CommitError::Refused(error)) => {
                tracing::warn!(
                    projection = P::NAME, from = cursor.position + 1, to = last, %error,
                    "a batch was refused; looking for the event in it"
                );
                return Ok(Some(last));
            }
        }
    }
    reader.await.map_err(|_| ProjectionError::Stopped)??;
    folder.await.map_err(|_| ProjectionError::Stopped)??;
    Ok(None)
}

/// The same piece by piece, with the events in hand to find the culprit.
async fn slowly<P: Projection>(
    work: &Work<P>,
    cursor: &mut Cursor,
    last: u64,
    bulk: Bulk,
) -> Result<(), ProjectionError> {
    let filter = EventFilter { up_to: Some(last), ..EventFilter::default() };
    while cursor.position < last {
        let events = pg::events_after(&work.pool, cursor.position, bulk.chunk, &filter).await?;
        digest(work, cursor, &events, bulk.phase).await?;
    }
    Ok(())
}

fn spawn<T: Send + 'static>(task: impl Future<Output = T> + Send + 'static) -> AbortOnDropHandle<T> {
    AbortOnDropHandle::new(tokio::spawn(task))
}

async fn read(
    pool: PgPool,
    mut position: u64,
    target: u64,
    chunk: usize,
    chunks: mpsc::Sender<Vec<RecordedEvent>>,
) -> Result<(), ProjectionError> {
    let filter = EventFilter { up_to: Some(target), ..EventFilter::default() };
    while position < target {
        let events = pg::events_after(&pool, position, chunk, &filter).await?;
        let Some(last) = events.last() else {
            return Err(ProjectionError::AheadOfLedger { position: target, head: position });
        };
        position = last.position;
        if chunks.send(events).await.is_err() {
            break;
        }
    }
    Ok(())
}

async fn fold<P: Projection>(
    work: Work<P>,
    mut fold: Fold<P>,
    batch: usize,
    mut chunks: mpsc::Receiver<Vec<RecordedEvent>>,
    batches: mpsc::Sender<Folded<P::Batch>>,
) -> Result<(), ProjectionError> {
    while let Some(events) = chunks.recv().await {
        for event in &events {
            fold.take(&*work.projection, event)?;
        }
        if fold.events() >= batch && batches.send(fold.hand_out()).await.is_err() {
            return Ok(());
        }
    }
    if fold.events() > 0 {
        // Nobody takes it any more: somebody else's error is on its way already.
        let _ = batches.send(fold.hand_out()).await;
    }
    Ok(())
}
