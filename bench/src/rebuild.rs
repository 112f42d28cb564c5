//! The read model `analytics` from zero.

use std::sync::Arc;

use projections::registry;
use tokio_util::sync::CancellationToken;

use crate::{
    Error,
    crowd::Run,
    fill::{Order, Past},
    options::RebuildOptions,
    place::Place,
    report::Report,
    workload::Workload,
};

pub(crate) async fn rebuild(place: &Place, options: &RebuildOptions) -> Result<Report, Error> {
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
    Ok(Report::new("rebuild", place, &options.shape, &runs))
}

async fn once(place: &Place, events: u64) -> Result<Run, Error> {
    let model = registry::by_name("analytics")?;
    let work = async { Ok(model.rebuild(&place.pool, &CancellationToken::new(), Arc::new(|_| ())).await?) };
    let (run, rebuilt) = Run::of(events, &place.meter, work).await?;
    if (rebuilt.position, rebuilt.parked) != (events, 0) {
        return Err(Error::Unexpected(format!("of {events} events the rebuild took {rebuilt:?}")));
    }
    model.drop_old(&place.pool).await?;
    Ok(run)
}
