//! Events appended at a rate, and when all read models show each of them.

use std::{collections::VecDeque, time::Duration};

use commands::append::{Appended, Committer};
use projections::{Freshness, registry};
use tokio::{
    sync::mpsc,
    time::{Instant, sleep, sleep_until},
};

use crate::{Error, crowd::Run, fill::append, place::Place, workload::Share};

/// How often it is looked how far the read models are.
const LOOK_EVERY: Duration = Duration::from_millis(4);
/// Who is further behind than this has found something worse than slowness.
const PATIENCE: Duration = Duration::from_secs(60);

/// An event's place, and when it was due.
type Placed = (u64, Instant);

/// Hands in so many events a second for a while. Gives back, for each, how long after it was due all read models had it.
pub(super) async fn run(
    place: &Place,
    share: &mut Share,
    rate: u64,
    time: Duration,
) -> Result<(Run, Vec<Duration>), Error> {
    let events = (time.as_secs_f64() * rate as f64) as u64;
    let committer = Committer::start(place.pool.clone(), place.nats.clone());
    let (appended, placed) = mpsc::unbounded_channel();
    let work = async {
        let writing = write(place, share, rate, events, &committer, appended);
        let ((), lags) = tokio::try_join!(writing, watch(place, placed))?;
        Ok(lags)
    };
    Run::of(events, &place.meter, work).await
}

async fn write(
    place: &Place,
    share: &mut Share,
    rate: u64,
    events: u64,
    committer: &Committer,
    appended: mpsc::UnboundedSender<Placed>,
) -> Result<(), Error> {
    let (started, mut tasks) = (Instant::now(), tokio::task::JoinSet::<Result<(), Error>>::new());
    for number in 0..events {
        let due = started + Duration::from_secs_f64(number as f64 / rate as f64);
        sleep_until(due).await;
        // In turn: two events of one workout are never under way together, so none overtakes another.
        let (append, committer, appended) = (append(share.next_in_turn(), place)?, committer.clone(), appended.clone());
        tasks.spawn(async move {
            match committer.append(append).await? {
                Appended::Stored(receipt) => {
                    // Nobody listens any more: somebody else's error is on its way.
                    let _ = appended.send((receipt.last_position.unwrap_or_default(), due));
                    Ok(())
                }
                other => Err(Error::Unexpected(format!("an event was not stored: {other:?}"))),
            }
        });
        while let Some(ended) = tasks.try_join_next() {
            ended??;
        }
    }
    while let Some(ended) = tasks.join_next().await {
        ended??;
    }
    Ok(())
}

/// Until everything that was appended is visible everywhere.
async fn watch(place: &Place, mut placed: mpsc::UnboundedReceiver<Placed>) -> Result<Vec<Duration>, Error> {
    let freshness = Freshness::new(place.pool.clone());
    let (mut waiting, mut lags, mut is_over) = (VecDeque::<Placed>::new(), Vec::new(), false);
    while !is_over || !waiting.is_empty() {
        loop {
            match placed.try_recv() {
                Ok(one) => waiting.push_back(one),
                Err(mpsc::error::TryRecvError::Empty) => break,
                Err(mpsc::error::TryRecvError::Disconnected) => {
                    is_over = true;
                    break;
                }
            }
        }
        let (shown, now) = (shown_everywhere(&freshness).await?, Instant::now());
        waiting.retain(|(position, due)| {
            let is_shown = *position <= shown;
            if is_shown {
                lags.push(now.saturating_duration_since(*due));
            }
            !is_shown
        });
        if waiting.front().is_some_and(|(_, due)| due.elapsed() > PATIENCE) {
            return Err(Error::Unexpected("a read model stands still".to_owned()));
        }
        sleep(LOOK_EVERY).await;
    }
    Ok(lags)
}

/// The position that even the last of the read models has come to.
async fn shown_everywhere(freshness: &Freshness) -> Result<u64, Error> {
    let mut shown = u64::MAX;
    for model in registry::all() {
        shown = shown.min(freshness.wait_for(model.name(), 0, PATIENCE).await?);
    }
    Ok(shown)
}

/// Waits until all read models show the whole ledger.
pub(super) async fn caught_up(place: &Place) -> Result<(), Error> {
    let (head, freshness) = (pg::head_position(&place.pool).await?, Freshness::new(place.pool.clone()));
    for model in registry::all() {
        freshness.wait_for(model.name(), head, PATIENCE).await?;
    }
    Ok(())
}
