//! What is printed: a table for people, one line of JSON for programs.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::{
    crowd::Run,
    numbers::{Latencies, median, rounded},
    options::Shape,
    place::Place,
    queries::{Costs, Times},
};

/// One measurement. Rates are events a second, the median of all runs; what was not measured is left out.
#[derive(Debug, Clone, Serialize)]
pub struct Report {
    pub bench: &'static str,
    /// `private`: this program's own, with durable settings. `named`: whatever the addresses lead to.
    pub engines: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tasks: Option<usize>,
    /// Commands handed in a second.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rate: Option<u64>,
    /// Of one run.
    pub events: u64,
    #[serde(skip_serializing_if = "is_zero")]
    pub size: usize,
    #[serde(skip_serializing_if = "is_zero")]
    pub aggregates: usize,
    pub runs: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub athletes: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub years: Option<u32>,
    /// Events in the ledger that was asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ledger_events: Option<u64>,
    #[serde(flatten)]
    pub ours: Ours,
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    pub rival: Option<Rival>,
    /// What Postgres takes of the same rows in bare batches.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit_per_s: Option<f64>,
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    pub lag: Option<Lag>,
    /// The highest rate found at which the projectors keep up.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sustained_per_s: Option<f64>,
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    pub queries: Option<Timed>,
    /// The same at a rate.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub paced: Option<Paced>,
    /// Those that are asked alone only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub folds: Option<BTreeMap<&'static str, Cost>>,
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    pub reads: Option<Reads>,
    /// The same, each asked of Postgres.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reads_anew: Option<Reads>,
}

/// Queries over HTTP.
#[derive(Debug, Clone, Serialize)]
pub struct Reads {
    pub reads: u64,
    pub reads_per_s: f64,
    pub reads_p50_ms: f64,
    pub reads_p99_ms: f64,
    /// Of this process, which asks.
    pub cpu_us_per_read: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub server_cpu_us_per_read: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub postgres_cpu_us_per_read: Option<f64>,
}

impl Reads {
    pub(crate) fn of(run: &Run) -> Self {
        let latencies = Latencies::new(run.latencies.clone());
        let runs = std::slice::from_ref(run);
        Self {
            reads: run.events,
            reads_per_s: run.per_second().round(),
            reads_p50_ms: rounded(latencies.percentile_ms(50), 2),
            reads_p99_ms: rounded(latencies.percentile_ms(99), 2),
            cpu_us_per_read: own_cpu(runs),
            server_cpu_us_per_read: cpu(runs, |run| run.cpu.server),
            postgres_cpu_us_per_read: cpu(runs, |run| run.cpu.postgres),
        }
    }
}

#[derive(Debug, Clone, Serialize)]
pub struct Ours {
    pub ours_per_s: f64,
    pub ours_runs: Vec<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub p50_ms: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub p99_ms: Option<f64>,
    /// Of this process, which makes the load as well.
    pub cpu_us_per_event: f64,
    /// Of the server that was asked, where it is another process of ours.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub server_cpu_us_per_event: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub postgres_cpu_us_per_event: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nats_cpu_us_per_event: Option<f64>,
}

#[derive(Debug, Clone, Serialize)]
pub struct Rival {
    pub rival: &'static str,
    pub rival_per_s: f64,
    pub rival_runs: Vec<f64>,
    /// Ours by the rival's.
    pub ratio: f64,
    pub rival_p50_ms: f64,
    pub rival_p99_ms: f64,
    pub rival_cpu_us_per_event: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rival_postgres_cpu_us_per_event: Option<f64>,
}

/// From when a command was due until the read model `analytics` shows its events; of `live`, until all read models do.
#[derive(Debug, Clone, Serialize)]
pub struct Lag {
    pub lag_p50_ms: f64,
    pub lag_p99_ms: f64,
}

/// How long each question took.
#[derive(Debug, Clone, Serialize)]
pub struct Timed {
    pub slowest: String,
    pub slowest_p99_ms: f64,
    pub queries: BTreeMap<&'static str, QueryTimes>,
}

#[derive(Debug, Clone, Copy, Serialize)]
pub struct QueryTimes {
    pub asked: usize,
    pub p50_ms: f64,
    pub p99_ms: f64,
    /// Of one answer while nobody else asks.
    pub cpu_us: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub postgres_cpu_us: Option<f64>,
}

/// Processor time of one answer.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Cost {
    pub cpu_us: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub postgres_cpu_us: Option<f64>,
}

/// Questions by the clock; the time of each counts from when it was due.
#[derive(Debug, Clone, Serialize)]
pub struct Paced {
    pub rate: u64,
    pub p50_ms: f64,
    pub p99_ms: f64,
    #[serde(flatten)]
    pub each: Timed,
}

impl Paced {
    pub(crate) fn of(rate: u64, times: Times, alone: &Costs) -> Self {
        let all = Latencies::new(times.values().flatten().copied().collect());
        let percentile = |percent| rounded(all.percentile_ms(percent), 2);
        Self { rate, p50_ms: percentile(50), p99_ms: percentile(99), each: Timed::of(times, alone) }
    }
}

impl Timed {
    pub(crate) fn of(times: Times, alone: &Costs) -> Self {
        let each = times.into_iter().map(|(name, times)| {
            let (asked, latencies) = (times.len(), Latencies::new(times));
            let percentile = |percent| rounded(latencies.percentile_ms(percent), 2);
            let alone = alone.get(name);
            let times = QueryTimes {
                asked,
                p50_ms: percentile(50),
                p99_ms: percentile(99),
                cpu_us: alone.map_or(0.0, |alone| alone.cpu_us),
                postgres_cpu_us: alone.and_then(|alone| alone.postgres_cpu_us),
            };
            (name, times)
        });
        let timed = Self { slowest: String::new(), slowest_p99_ms: 0.0, queries: each.collect() };
        let slowest = timed.slowest_first().first().map(|(name, times)| ((*name).to_owned(), times.p99_ms));
        let (slowest, slowest_p99_ms) = slowest.unwrap_or_default();
        Self { slowest, slowest_p99_ms, ..timed }
    }

    pub(crate) fn slowest_first(&self) -> Vec<(&'static str, QueryTimes)> {
        let mut all: Vec<_> = self.queries.iter().map(|(name, times)| (*name, *times)).collect();
        all.sort_by(|one, other| other.1.p99_ms.total_cmp(&one.1.p99_ms));
        all
    }
}

impl Report {
    pub(crate) fn new(bench: &'static str, place: &Place, shape: &Shape, runs: &[Run]) -> Self {
        Self::on(bench, if place.is_private() { "private" } else { "named" }, shape, runs)
    }

    pub(crate) fn on(bench: &'static str, engines: &'static str, shape: &Shape, runs: &[Run]) -> Self {
        Self {
            bench,
            engines,
            tasks: None,
            rate: None,
            events: runs.first().map_or(0, |run| run.events),
            size: shape.size,
            aggregates: shape.aggregates,
            runs: runs.len(),
            athletes: None,
            years: None,
            ledger_events: None,
            ours: Ours::of(runs),
            rival: None,
            limit_per_s: None,
            lag: None,
            sustained_per_s: None,
            queries: None,
            paced: None,
            folds: None,
            reads: None,
            reads_anew: None,
        }
    }

    /// One line.
    pub fn to_json(&self) -> serde_json::Result<String> {
        serde_json::to_string(self)
    }

    /// A line a figure.
    pub fn table(&self) -> String {
        let Ok(serde_json::Value::Object(figures)) = serde_json::to_value(self) else { return String::new() };
        figures.iter().map(|(name, value)| format!("{name:32} {}\n", shown(value))).collect()
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the form that serde asks for")]
const fn is_zero(value: &usize) -> bool {
    *value == 0
}

fn shown(value: &serde_json::Value) -> String {
    match value {
        serde_json::Value::String(text) => text.clone(),
        serde_json::Value::Object(all) => {
            all.iter().map(|(name, value)| format!("\n  {name:30} {}", shown(value))).collect()
        }
        serde_json::Value::Array(all) => all.iter().map(shown).collect::<Vec<_>>().join("  "),
        other => other.to_string(),
    }
}

impl Ours {
    fn of(runs: &[Run]) -> Self {
        let latencies = all_latencies(runs);
        let percentile = |percent| {
            let is_measured = runs.iter().any(|run| !run.latencies.is_empty());
            is_measured.then(|| rounded(latencies.percentile_ms(percent), 2))
        };
        Self {
            ours_per_s: median_rate(runs),
            ours_runs: rates(runs),
            p50_ms: percentile(50),
            p99_ms: percentile(99),
            cpu_us_per_event: own_cpu(runs),
            server_cpu_us_per_event: cpu(runs, |run| run.cpu.server),
            postgres_cpu_us_per_event: cpu(runs, |run| run.cpu.postgres),
            nats_cpu_us_per_event: cpu(runs, |run| run.cpu.nats),
        }
    }
}

impl Rival {
    pub(crate) fn of(name: &'static str, runs: &[Run], ours: &Ours) -> Self {
        let latencies = all_latencies(runs);
        let rival_per_s = median_rate(runs);
        Self {
            rival: name,
            rival_per_s,
            rival_runs: rates(runs),
            ratio: rounded(ours.ours_per_s / rival_per_s.max(f64::EPSILON), 2),
            rival_p50_ms: rounded(latencies.percentile_ms(50), 2),
            rival_p99_ms: rounded(latencies.percentile_ms(99), 2),
            rival_cpu_us_per_event: own_cpu(runs),
            rival_postgres_cpu_us_per_event: cpu(runs, |run| run.cpu.postgres),
        }
    }
}

impl Lag {
    pub(crate) fn of(latencies: &Latencies) -> Self {
        Self {
            lag_p50_ms: rounded(latencies.percentile_ms(50), 1),
            lag_p99_ms: rounded(latencies.percentile_ms(99), 1),
        }
    }
}

pub(crate) fn median_rate(runs: &[Run]) -> f64 {
    median(&runs.iter().map(Run::per_second).collect::<Vec<_>>()).round()
}

fn rates(runs: &[Run]) -> Vec<f64> {
    runs.iter().map(|run| run.per_second().round()).collect()
}

fn all_latencies(runs: &[Run]) -> Latencies {
    Latencies::new(runs.iter().flat_map(|run| run.latencies.iter().copied()).collect())
}

fn own_cpu(runs: &[Run]) -> f64 {
    cpu(runs, |run| Some(run.cpu.own)).unwrap_or_default()
}

/// Microseconds an event; nothing when any run doesn't know.
fn cpu(runs: &[Run], part: impl Fn(&Run) -> Option<std::time::Duration>) -> Option<f64> {
    let each = |run: &Run| part(run).map(|spent| spent.as_secs_f64() * 1e6 / run.events.max(1) as f64);
    let all: Option<Vec<f64>> = runs.iter().map(each).collect();
    all.map(|all| rounded(median(&all), 1))
}
