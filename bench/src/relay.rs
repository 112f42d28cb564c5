//! Events from Postgres onto an empty stream.

use std::time::Duration;

use commands::relay;
use tokio::{
    task::JoinSet,
    time::{Instant, sleep},
};
use tokio_util::sync::CancellationToken;

use crate::{
    Error,
    crowd::Run,
    fill::{Order, Past},
    options::RelayOptions,
    place::Place,
    report::Report,
    workload::Workload,
};

const LOOK_EVERY: Duration = Duration::from_millis(5);
/// A stream that doesn't grow for so long isn't slow.
const PATIENCE: Duration = Duration::from_secs(15);

pub(crate) async fn relay(place: &Place, options: &RelayOptions) -> Result<Report, Error> {
    let workload = Workload::try_new(&options.shape)?;
    let mut past = Past::new(place, &workload, Order::Chance)?;
    past.fill(place, options.events.div_ceil(10)).await?;
    once(place, options.events.div_ceil(10)).await?;
    past.fill(place, options.events).await?;
    let mut runs = Vec::new();
    for number in 1..=options.shape.runs {
        let run = once(place, options.events).await?;
        place.say(&format!("run {number}: {:.0} events a second", run.per_second()));
        runs.push(run);
    }
    Ok(Report::new("relay", place, &options.shape, &runs))
}

async fn once(place: &Place, events: u64) -> Result<Run, Error> {
    place.nats.remove_streams().await?;
    place.nats.ensure_streams(place.settings.replicas).await?;
    let work = async {
        let (stop, mut tasks) = (CancellationToken::new(), JoinSet::new());
        tasks.spawn(relay::run(place.pool.clone(), place.nats.clone(), place.settings.replicas, stop.clone()));
        reached(place, events).await?;
        stop.cancel();
        while tasks.join_next().await.is_some() {}
        Ok(())
    };
    let (run, ()) = Run::of(events, &place.meter, work).await?;
    Ok(run)
}

async fn reached(place: &Place, events: u64) -> Result<(), Error> {
    let (mut last, mut grown) = (0, Instant::now());
    loop {
        let now = place.nats.ledger_state().await?.map_or(0, |state| state.last);
        if now == events {
            return Ok(());
        }
        if now != last {
            (last, grown) = (now, Instant::now());
        } else if grown.elapsed() > PATIENCE {
            return Err(Error::Unexpected(format!("the stream stands still at {now} of {events}")));
        }
        sleep(LOOK_EVERY).await;
    }
}
