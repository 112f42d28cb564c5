//! How fast the ledger is, measured on real engines, beside what else there is.
//!
//! - `options`: what can be asked for. `place`: servers, a database and streams of its own.
//! - `workload`: athletes who log and correct workouts. `crowd`: many callers at once. `fill`: a ledger with a past.
//!   `club`: athletes with years of training behind them.
//! - `append`, `bus`, `rebuild`, `relay`, `queries`, `live`, `http`: the measurements.
//! - `roles`: what runs beside. `cpu`, `numbers`, `report`: what is counted, and how it is shown.
//!
//! A new measurement is a file, a variant of [`Bench`] and a line in [`run`].

mod append;
mod bus;
mod club;
mod cpu;
mod crowd;
mod error;
mod fill;
mod http;
mod live;
mod numbers;
mod options;
mod place;
mod queries;
mod rebuild;
mod relay;
mod report;
mod roles;
mod workload;

use tokio_util::sync::CancellationToken;

pub use append::RIVAL;
pub use error::Error;
pub use options::{
    AppendOptions, Bench, CommandsOptions, HttpOptions, LiveOptions, QueriesOptions, RebuildOptions, RelayOptions,
    Shape,
};
pub use place::Settings;
pub use report::Report;

use place::Place;

/// Measures, and takes everything away again, also when it is stopped or fails.
pub async fn run(bench: &Bench, settings: &Settings, stop: &CancellationToken) -> Result<Report, Error> {
    if let Bench::Http(options) = bench {
        return http::http(options, settings, stop).await;
    }
    let place = Place::open(settings, stop).await?;
    let result = tokio::select! {
        report = measure(bench, &place) => report,
        () = stop.cancelled() => Err(Error::Interrupted),
        death = place.died() => Err(Error::EngineDied(death)),
    };
    place.close().await;
    result
}

async fn measure(bench: &Bench, place: &Place) -> Result<Report, Error> {
    match bench {
        Bench::Append(options) => append::append(place, options).await,
        Bench::Commands(options) => bus::commands(place, options).await,
        Bench::Rebuild(options) => rebuild::rebuild(place, options).await,
        Bench::Relay(options) => relay::relay(place, options).await,
        Bench::Queries(options) => queries::queries(place, options).await,
        Bench::Live(options) => live::live(place, options).await,
        // It has a place of its own, see `run`.
        Bench::Http(options) => http::http(options, &place.settings, &CancellationToken::new()).await,
    }
}
