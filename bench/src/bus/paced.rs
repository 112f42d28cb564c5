//! Commands at a steady rate, whether their outcomes are there or not.

use std::time::Duration;

use commands::Bus;
use projections::Freshness;
use tokio::{
    task::JoinSet,
    time::{Instant, sleep_until},
};

use super::{PATIENCE, READ_MODEL, ask};
use crate::{Error, crowd::Run, place::Place, workload::Share};

/// From when a command was due, not from when there was time for it: whoever comes late because of the ones before
/// waits all the same.
struct Times {
    answered: Duration,
    visible: Duration,
}

/// The run, and how long each command took to be visible in the read model.
pub(super) async fn run(
    place: &Place,
    bus: &Bus,
    share: &mut Share,
    rate: u64,
    events: u64,
) -> Result<(Run, Vec<Duration>), Error> {
    let freshness = Freshness::new(place.pool.clone());
    let environment = place.settings.environment;
    let work = async {
        let started = Instant::now();
        let mut under_way = JoinSet::new();
        for number in 0..events {
            let due = started + Duration::from_secs_f64(number as f64 / rate as f64);
            sleep_until(due).await;
            // In turn: two commands about one workout are never under way together, so none overtakes another.
            let envelope = share.next_in_turn().envelope((environment.new_id)(), (environment.now)());
            let (bus, freshness) = (bus.clone(), freshness.clone());
            under_way.spawn(async move {
                let position = ask(&bus, &envelope).await?;
                let answered = due.elapsed();
                freshness.wait_for(READ_MODEL, position, PATIENCE).await?;
                Ok::<_, Error>(Times { answered, visible: due.elapsed() })
            });
        }
        let mut times = Vec::new();
        while let Some(ended) = under_way.join_next().await {
            times.push(ended??);
        }
        Ok(times)
    };
    let (run, times) = Run::of(events, &place.meter, work).await?;
    let latencies = times.iter().map(|times| times.answered).collect();
    Ok((Run { latencies, ..run }, times.iter().map(|times| times.visible).collect()))
}
