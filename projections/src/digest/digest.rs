//! A run of events, come what may.

use std::{borrow::Borrow, time::Duration};

use domain::ledger::RecordedEvent;

use super::{CommitError, Fold, Folded, Work, commit};
use crate::{Phase, Projection, ProjectionError, cursor::Cursor};

/// How often the database may refuse one event before its subject is parked.
const ATTEMPTS: u32 = 3;
const BREATH: Duration = Duration::from_millis(20);

/// Brings the read model behind these events. What is found undigestible is parked; what isn't the events' fault
/// comes back as an error, and the cursor stands where the read model stands.
pub(crate) async fn digest<P: Projection>(
    work: &Work<P>,
    cursor: &mut Cursor,
    events: &[impl Borrow<RecordedEvent>],
    phase: Phase,
) -> Result<(), ProjectionError> {
    // The next piece is on top.
    let mut pieces = vec![events];
    while let Some(piece) = pieces.pop() {
        let folded = fold(work, cursor, piece)?;
        match commit(work, cursor, folded, phase).await {
            Ok(()) => {}
            Err(CommitError::Refused(error)) => match piece {
                [culprit] => settle_culprit(work, cursor, culprit.borrow(), phase, error).await?,
                _ => {
                    let (first, second) = piece.split_at(piece.len() / 2);
                    pieces.extend([second, first]);
                }
            },
            Err(CommitError::Other(error)) => return Err(error),
        }
    }
    Ok(())
}

fn fold<P: Projection>(
    work: &Work<P>,
    cursor: &Cursor,
    events: &[impl Borrow<RecordedEvent>],
) -> Result<Folded<P::Batch>, ProjectionError> {
    let mut fold = Fold::<P>::after(cursor);
    for event in events {
        fold.take(&*work.projection, event.borrow())?;
    }
    Ok(fold.hand_out())
}

/// Tries the one event that the database refused a few times more, then parks its subject.
async fn settle_culprit<P: Projection>(
    work: &Work<P>,
    cursor: &mut Cursor,
    culprit: &RecordedEvent,
    phase: Phase,
    mut refusal: sqlx::Error,
) -> Result<(), ProjectionError> {
    for attempt in 1..ATTEMPTS {
        tokio::time::sleep(BREATH * attempt).await;
        match commit(work, cursor, fold(work, cursor, std::slice::from_ref(culprit))?, phase).await {
            Ok(()) => return Ok(()),
            Err(CommitError::Refused(error)) => refusal = error,
            Err(CommitError::Other(error)) => return Err(error),
        }
    }
    let mut parking = Fold::<P>::after(cursor);
    parking.park(culprit, refusal.to_string());
    let folded = Folded { last: culprit.position, events: 1, ..parking.hand_out() };
    match commit(work, cursor, folded, phase).await {
        Ok(()) => Ok(()),
        Err(CommitError::Refused(error)) => Err(error.into()),
        Err(CommitError::Other(error)) => Err(error),
    }
}
