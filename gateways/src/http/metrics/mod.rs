//! What Prometheus is told.
//!
//! - `Measures`: what this process counts while it works.
//! - `standing`: how the ledger stands, looked up when somebody asks.
//!
//! A label's values are few and known beforehand: patterns of routes, never paths; names of read models, never ids.

mod standing;

use std::{sync::Arc, time::Duration};

use axum::http::{Method, StatusCode};
use prometheus::{
    Encoder, HistogramOpts, HistogramVec, IntCounterVec, IntGauge, Opts, Registry, TextEncoder, core::Collector,
};

use standing::Standing;

use crate::chat::Counters;

/// From an answer out of memory to the longest that a command is waited for.
const SECONDS: [f64; 13] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0, 30.0];
const NAMED: &str = "a name of our own, given once";

/// What this process counts. Cheap to clone; one for each process.
#[derive(Clone)]
pub(crate) struct Measures(Arc<Counted>);

struct Counted {
    registry: Registry,
    requests: IntCounterVec,
    seconds: HistogramVec,
    under_way: IntGauge,
    refused: IntCounterVec,
    commands: IntCounterVec,
    followers: IntGauge,
    standing: Standing,
}

/// Counts one for as long as it is held.
pub(crate) struct Held(IntGauge);

impl Drop for Held {
    fn drop(&mut self) {
        self.0.dec();
    }
}

fn held(gauge: &IntGauge) -> Held {
    gauge.inc();
    Held(gauge.clone())
}

impl Measures {
    pub(crate) fn new() -> Self {
        let registry = Registry::new();
        let requests = counter(&registry, "http_requests_total", "Requests answered.", &["method", "route", "status"]);
        let options = HistogramOpts::new("paceledger_http_request_seconds", "Time until the answer's headers.");
        let seconds = HistogramVec::new(options.buckets(SECONDS.to_vec()), &["method", "route"]).expect(NAMED);
        registry.register(Box::new(seconds.clone())).expect(NAMED);
        let refused = counter(&registry, "http_refused_total", "Requests refused before their route.", &["because"]);
        let commands = counter(&registry, "http_commands_total", "Commands handed in by this process.", &["outcome"]);
        let under_way = gauge(&registry, "http_requests_under_way", "Requests without an answer yet.");
        let followers = gauge(&registry, "http_followers", "Readers of the live events.");
        let standing = Standing::new(&registry);
        Self(Arc::new(Counted { registry, requests, seconds, under_way, refused, commands, followers, standing }))
    }

    pub(crate) fn request(&self, method: &Method, route: &str, status: StatusCode, took: Duration) {
        let method = known(method);
        self.0.requests.with_label_values(&[method, route, status.as_str()]).inc();
        self.0.seconds.with_label_values(&[method, route]).observe(took.as_secs_f64());
    }

    pub(crate) fn request_under_way(&self) -> Held {
        held(&self.0.under_way)
    }

    /// `because` is one of few words.
    pub(crate) fn refused(&self, because: &'static str) {
        self.0.refused.with_label_values(&[because]).inc();
    }

    /// `outcome` is one of few words.
    pub(crate) fn command(&self, outcome: &'static str) {
        self.0.commands.with_label_values(&[outcome]).inc();
    }

    /// A place among those who follow the events live; none when there are `at_most` already.
    pub(crate) fn follower(&self, at_most: usize) -> Option<Held> {
        let place = held(&self.0.followers);
        (usize::try_from(self.0.followers.get()).unwrap_or(usize::MAX) <= at_most).then_some(place)
    }

    /// What else this process counts, told with the rest. Once for each process.
    pub(crate) fn tell_of(&self, chats: &Counters) {
        chats.collectors().into_iter().for_each(|counter| self.0.registry.register(counter).expect(NAMED));
    }

    /// Everything, in the text format. What can't be looked up is left out and counted.
    pub(crate) async fn told(&self, of: &standing::Sources<'_>) -> Result<Vec<u8>, prometheus::Error> {
        self.0.standing.look(of).await;
        let mut text = Vec::new();
        TextEncoder::new().encode(&self.0.registry.gather(), &mut text)?;
        Ok(text)
    }
}

pub(crate) use standing::Sources;

/// What the text format is served as.
pub(crate) const CONTENT_TYPE: &str = prometheus::TEXT_FORMAT;

/// Anybody can make up a method; there are only so many series.
fn known(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        Method::PUT => "PUT",
        Method::PATCH => "PATCH",
        Method::DELETE => "DELETE",
        _ => "other",
    }
}

fn options(name: &str, help: &str) -> Opts {
    Opts::new(name, help).namespace("paceledger")
}

fn kept<C: Collector + Clone + 'static>(registry: &Registry, made: prometheus::Result<C>) -> C {
    let made = made.expect(NAMED);
    registry.register(Box::new(made.clone())).expect(NAMED);
    made
}

fn counter(registry: &Registry, name: &str, help: &str, labels: &[&str]) -> IntCounterVec {
    kept(registry, IntCounterVec::new(options(name, help), labels))
}

fn gauge(registry: &Registry, name: &str, help: &str) -> IntGauge {
    kept(registry, IntGauge::with_opts(options(name, help)))
}
