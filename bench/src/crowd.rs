//! Many callers at the same time, each with one thing in hand, and what that took.

use std::time::{Duration, Instant};

use tokio::task::JoinSet;

use crate::{
    Error,
    cpu::{Cpu, Meter},
};

/// Does one thing after the other.
pub(crate) trait Caller: Send + 'static {
    fn call(&mut self) -> impl Future<Output = Result<(), Error>> + Send;
}

/// One run.
#[derive(Debug, Clone, Default)]
pub(crate) struct Run {
    pub(crate) events: u64,
    pub(crate) elapsed: Duration,
    pub(crate) latencies: Vec<Duration>,
    pub(crate) cpu: Cpu,
}

impl Run {
    pub(crate) fn per_second(&self) -> f64 {
        self.events as f64 / self.elapsed.as_secs_f64().max(f64::EPSILON)
    }

    /// Measures one thing that makes so many events.
    pub(crate) async fn of<T>(
        events: u64,
        meter: &Meter,
        work: impl Future<Output = Result<T, Error>>,
    ) -> Result<(Self, T), Error> {
        let (cpu, started) = (meter.read(), Instant::now());
        let done = work.await?;
        let elapsed = started.elapsed();
        Ok((Self { events, elapsed, latencies: Vec::new(), cpu: meter.read() - cpu }, done))
    }
}

/// Lets all callers work until they have made so many events between them, and gives them back.
/// Nobody works on when this is dropped.
pub(crate) async fn crowd<C: Caller>(callers: Vec<C>, events: u64, meter: &Meter) -> Result<(Run, Vec<C>), Error> {
    let share = |caller: u64, all: u64| events / all + u64::from(caller < events % all);
    let all = callers.len() as u64;
    let work = async {
        let mut tasks = JoinSet::new();
        for (caller, number) in callers.into_iter().zip(0..) {
            tasks.spawn(one(caller, share(number, all)));
        }
        let (mut back, mut latencies) = (Vec::new(), Vec::new());
        while let Some(ended) = tasks.join_next().await {
            let (caller, took) = ended??;
            back.push(caller);
            latencies.extend(took);
        }
        Ok((back, latencies))
    };
    let (run, (back, latencies)) = Run::of(events, meter, work).await?;
    Ok((Run { latencies, ..run }, back))
}

async fn one<C: Caller>(mut caller: C, events: u64) -> Result<(C, Vec<Duration>), Error> {
    let mut latencies = Vec::with_capacity(usize::try_from(events).unwrap_or_default());
    for _ in 0..events {
        let started = Instant::now();
        caller.call().await?;
        latencies.push(started.elapsed());
    }
    Ok((caller, latencies))
}
