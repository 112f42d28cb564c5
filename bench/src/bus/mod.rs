//! The whole way of a command: queue, worker, Postgres, outcome; with the relay and the projectors at work beside it.

mod closed;
mod paced;

use std::{sync::Arc, time::Duration};

use commands::{Bus, Verdict};
use domain::{Command, ledger::CommandEnvelope};

use crate::{
    Error,
    crowd::crowd,
    fill::{Order, Past},
    numbers::Latencies,
    options::CommandsOptions,
    place::Place,
    report::{Lag, Report},
    roles::Roles,
    workload::{Share, Workload},
};
use closed::Waiting;

/// Whoever waits longer than this has found something worse than slowness.
const PATIENCE: Duration = Duration::from_secs(30);
/// So many callers hand in so many commands before anything is measured.
const WARMING_UP: usize = 64;
const WARM: u64 = 1_000;
/// What is measured counts from here: far enough from the warming up that no correction says what is known already.
const MEASURED: u64 = 4_000;
/// The read model whose lag is measured.
const READ_MODEL: &str = "analytics";

pub(crate) async fn commands(place: &Place, options: &CommandsOptions) -> Result<Report, Error> {
    let workload = Workload::try_new(&options.shape)?;
    let bus = Bus::open(place.nats.clone()).await?;
    let roles = Roles::start(place);
    warm_up(place, &bus, &workload).await?;
    let report = match options.rate {
        Some(rate) => at_a_rate(place, options, rate, &bus, &workload).await?,
        None => as_fast_as_it_goes(place, options, &bus, &workload).await?,
    };
    roles.stop().await?;
    Ok(report)
}

/// Every aggregate has a history that a command must be decided on; the read models know it; and everything has worked.
async fn warm_up(place: &Place, bus: &Bus, workload: &Arc<Workload>) -> Result<(), Error> {
    let aggregates = workload.aggregates();
    Past::new(place, workload, Order::InTurn)?.fill(place, aggregates).await?;
    let callers = WARMING_UP.min(usize::try_from(aggregates).unwrap_or(WARMING_UP));
    let waiting = |share| Waiting { bus: bus.clone(), environment: place.settings.environment, share };
    let callers = Share::all(workload, callers, 1)?.into_iter().map(waiting).collect();
    crowd(callers, WARM, &place.meter).await?;
    let head = pg::head_position(&place.pool).await?;
    projections::Freshness::new(place.pool.clone()).wait_for(READ_MODEL, head, PATIENCE).await?;
    Ok(())
}

async fn as_fast_as_it_goes(
    place: &Place,
    options: &CommandsOptions,
    bus: &Bus,
    workload: &Arc<Workload>,
) -> Result<Report, Error> {
    let events = options.events.unwrap_or((options.tasks as u64 * 120).clamp(500, 8_000));
    let waiting = |share| Waiting { bus: bus.clone(), environment: place.settings.environment, share };
    let mut callers = Share::all(workload, options.tasks, MEASURED)?.into_iter().map(waiting).collect();
    let mut runs = Vec::new();
    for number in 1..=options.shape.runs {
        let run;
        (run, callers) = crowd(callers, events, &place.meter).await?;
        place.say(&format!("run {number}: {:.0} commands a second", run.per_second()));
        runs.push(run);
    }
    Ok(Report { tasks: Some(options.tasks), ..Report::new("commands", place, &options.shape, &runs) })
}

async fn at_a_rate(
    place: &Place,
    options: &CommandsOptions,
    rate: u64,
    bus: &Bus,
    workload: &Arc<Workload>,
) -> Result<Report, Error> {
    if rate == 0 {
        return Err(Error::Option("--rate must be at least 1".to_owned()));
    }
    let events = options.events.unwrap_or(rate * 5);
    let mut share = Share::all(workload, 1, MEASURED)?.remove(0);
    let (mut runs, mut lags) = (Vec::new(), Vec::new());
    for number in 1..=options.shape.runs {
        let (run, lag) = paced::run(place, bus, &mut share, rate, events).await?;
        let shown = Lag::of(&Latencies::new(lag.clone()));
        let per_second = run.per_second();
        place.say(&format!("run {number}: {per_second:.0} commands a second, 99 % visible in {} ms", shown.lag_p99_ms));
        runs.push(run);
        lags.extend(lag);
    }
    let lag = Some(Lag::of(&Latencies::new(lags)));
    Ok(Report { rate: Some(rate), lag, ..Report::new("commands", place, &options.shape, &runs) })
}

/// Hands a command in and waits; the position of its event.
async fn ask(bus: &Bus, envelope: &CommandEnvelope<Command>) -> Result<u64, Error> {
    let outcome = bus.execute(envelope, PATIENCE).await?;
    match outcome.verdict {
        Verdict::Accepted { last_position: Some(position), .. } => Ok(position),
        other => Err(Error::Unexpected(format!("a command led to no event: {other:?}"))),
    }
}
