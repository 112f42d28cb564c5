//! All projectors at work in one process, as in `up`, while events come at a steady rate: how far behind they are, and
//! how much they take.

mod paced;

use std::time::Duration;

use crate::{
    Error,
    crowd::Run,
    fill::{Order, Past},
    numbers::{Latencies, rounded},
    options::{LiveOptions, Shape},
    place::Place,
    report::{Lag, Report},
    roles::Roles,
    workload::{Share, Workload},
};

/// So far behind at the 99th percentile is still keeping up: nobody waits a second for what was just told.
const KEEPS_UP_MS: f64 = 1_000.0;
/// The search for the highest rate: so much more with each step, for so long, up to so much.
const STEP: f64 = 1.5;
const STEP_TIME: Duration = Duration::from_secs(6);
const FASTEST: u64 = 50_000;
/// Before anything is measured.
const WARMING_UP: Duration = Duration::from_secs(2);
/// Every workout has been logged; what is measured counts on from there, so that no correction says what is known.
const MEASURED: u64 = 1;

pub(crate) async fn live(place: &Place, options: &LiveOptions) -> Result<Report, Error> {
    if options.rate == 0 || options.seconds == 0 {
        return Err(Error::Option("--rate and --seconds must be at least 1".to_owned()));
    }
    let shape = Shape { size: options.size, aggregates: options.aggregates, runs: 1 };
    let workload = Workload::try_new(&shape)?;
    Past::new(place, &workload, Order::InTurn)?.fill(place, workload.aggregates()).await?;
    let mut share = Share::all(&workload, 1, MEASURED)?.remove(0);
    let roles = Roles::readers(place);
    paced::caught_up(place).await?;
    paced::run(place, &mut share, options.rate, WARMING_UP).await?;
    let (run, lags) = paced::run(place, &mut share, options.rate, Duration::from_secs(options.seconds)).await?;
    let lag = Lag::of(&Latencies::new(lags));
    place.say(&format!("at {} events a second 99 % are visible in {} ms", options.rate, lag.lag_p99_ms));
    let sustained = if options.limit { Some(highest(place, &mut share, options, &lag).await?) } else { None };
    roles.stop().await?;
    Ok(Report {
        rate: Some(options.rate),
        lag: Some(lag),
        sustained_per_s: sustained.map(|rate| rounded(rate, 0)),
        ..Report::new("live", place, &shape, &[Run { latencies: Vec::new(), ..run }])
    })
}

/// The highest rate found at which the projectors don't fall behind; 0 when they do at the rate that was asked for.
async fn highest(place: &Place, share: &mut Share, options: &LiveOptions, lag: &Lag) -> Result<f64, Error> {
    let (mut sustained, mut next) = (0.0, options.rate as f64);
    let time = STEP_TIME.min(Duration::from_secs(options.seconds));
    let mut lag_ms = lag.lag_p99_ms;
    while lag_ms < KEEPS_UP_MS {
        sustained = next;
        next *= STEP;
        if next > FASTEST as f64 {
            break;
        }
        let (run, lags) = paced::run(place, share, next as u64, time).await?;
        lag_ms = Latencies::new(lags).percentile_ms(99);
        // What is handed in late is late in the lags too; a rate that was never reached is none.
        let reached = run.per_second();
        place.say(&format!("at {next:.0} events a second ({reached:.0} reached) 99 % are visible in {lag_ms:.0} ms"));
        if reached < next * 0.9 {
            break;
        }
    }
    Ok(sustained)
}
