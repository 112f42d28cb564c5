//! Every question that the read models answer, asked by many at once about athletes with years behind them.

mod alone;
mod asked;
mod athlete;
mod ledger;
mod paced;

use std::{
    collections::BTreeMap,
    sync::Arc,
    time::{Duration, Instant},
};

use projections::registry;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use crate::{
    Error,
    club::{self, Size},
    crowd::Run,
    options::{QueriesOptions, Shape},
    place::Place,
    report::{Cost, Paced, Report, Timed},
};
use asked::{Asked, Subjects};

/// Of the time that all ask together, the part for which each question is then asked alone.
const SHARE_ALONE: u32 = 50;

/// A question by name, and whether it came to an answer.
type Question = (&'static str, for<'a> fn(&'a Asked) -> futures::future::BoxFuture<'a, Result<(), Error>>);
/// What an answer to each costs while nobody else asks.
pub(crate) type Costs = BTreeMap<&'static str, Cost>;
/// What each question took.
pub(crate) type Times = BTreeMap<&'static str, Vec<Duration>>;

fn questions() -> Vec<Question> {
    [athlete::QUESTIONS, ledger::QUESTIONS].concat()
}

pub(crate) async fn queries(place: &Place, options: &QueriesOptions) -> Result<Report, Error> {
    let size = Size::try_new(options.athletes, options.years)?;
    if options.clients == 0 || options.seconds == 0 || options.rate == Some(0) {
        return Err(Error::Option("--clients, --seconds and --rate must be at least 1".to_owned()));
    }
    let events = club::fill(place, size).await?;
    rebuild_all(place).await?;
    let subjects = Arc::new(Subjects::gather(place, size).await?);
    place.say(&format!("{events} events; {} clients ask {} questions", options.clients, questions().len()));
    // Once round for everybody, so that connections have their statements and Postgres its pages.
    ask_all(&subjects, options.clients, Duration::ZERO).await?;
    let time = Duration::from_secs(options.seconds);
    let asking = async { ask_all(&subjects, options.clients, time).await };
    let (run, times) = Run::of(0, &place.meter, asking).await?;
    let count = times.values().map(Vec::len).sum::<usize>() as u64;
    let latencies = times.values().flatten().copied().collect();
    let runs = [Run { events: count, latencies, ..run }];
    let paced = match options.rate {
        Some(rate) => {
            place.say(&format!("{rate} questions a second"));
            Some((rate, paced::ask_all(&subjects, options.clients, rate, time).await?))
        }
        None => None,
    };
    place.say("each question alone");
    let alone = alone::alone(&subjects, &place.meter, time / SHARE_ALONE).await?;
    let timed = Timed::of(times, &alone);
    for (name, figures) in timed.slowest_first().into_iter().take(5) {
        let cpu_us = figures.cpu_us + figures.postgres_cpu_us.unwrap_or_default();
        place.say(&format!("{name}: p50 {} ms, p99 {} ms, {cpu_us:.0} us alone", figures.p50_ms, figures.p99_ms));
    }
    Ok(Report {
        tasks: Some(options.clients),
        athletes: Some(size.athletes),
        years: Some(size.years),
        ledger_events: Some(events),
        queries: Some(timed),
        paced: paced.map(|(rate, times)| Paced::of(rate, times, &alone)),
        folds: Some(ledger::FOLDS.iter().filter_map(|(name, _)| Some((*name, *alone.get(name)?))).collect()),
        ..Report::new("queries", place, &Shape { size: 0, aggregates: 0, runs: 1 }, &runs)
    })
}

pub(crate) async fn rebuild_all(place: &Place) -> Result<(), Error> {
    for model in registry::all() {
        let started = Instant::now();
        let rebuilt = model.rebuild(&place.pool, &CancellationToken::new(), Arc::new(|_| ())).await?;
        if rebuilt.parked != 0 {
            return Err(Error::Unexpected(format!("{} parked {} subjects", model.name(), rebuilt.parked)));
        }
        model.drop_old(&place.pool).await?;
        let per_second = rebuilt.position as f64 / started.elapsed().as_secs_f64();
        place.say(&format!("rebuilt {}: {per_second:.0} events a second", model.name()));
    }
    Ok(())
}

/// Everybody asks every question at least once, and goes on until the time is over.
async fn ask_all(subjects: &Arc<Subjects>, clients: usize, time: Duration) -> Result<Times, Error> {
    let mut asking = JoinSet::new();
    for client in 0..clients as u64 {
        asking.spawn(one(subjects.clone(), client, Instant::now() + time));
    }
    together(asking).await
}

async fn together(mut asking: JoinSet<Result<Times, Error>>) -> Result<Times, Error> {
    let mut all = Times::new();
    while let Some(ended) = asking.join_next().await {
        for (name, times) in ended?? {
            all.entry(name).or_default().extend(times);
        }
    }
    Ok(all)
}

async fn one(subjects: Arc<Subjects>, client: u64, until: Instant) -> Result<Times, Error> {
    let (questions, mut times, mut drawn) = (questions(), Times::new(), client << 32);
    loop {
        for n in 0..questions.len() as u64 {
            // Everybody begins elsewhere, so that not all ask the same at the same time.
            let (name, question) = questions[((n + client * 7) % questions.len() as u64) as usize];
            drawn += 1;
            let asked = subjects.pick(drawn);
            let started = Instant::now();
            question(&asked).await?;
            times.entry(name).or_default().push(started.elapsed());
        }
        if Instant::now() >= until {
            return Ok(times);
        }
    }
}
