//! The HTTP gateway: everything that chat can do, for programs, under `/api/v1`.
//!
//! - `routes`: one file a resource, and the one table that says which role may use which route. A new route is a handler
//!   with its `utoipa` annotation and a row in that table; the router and the OpenAPI document are both made of the rows.
//! - `access`: tokens, callers, whose training is whose.
//! - `asked`: a command on its way in: its body, its key, how long to wait for what becomes of it.
//! - `openapi`: the document, and a page that reads it out.
//! - `viewed`: a query's answer: its parameters, pages, how fresh it is, its tag.
//! - `layers`: what every request passes: limits, traces, counts. `live`: events as they come. `metrics`: for Prometheus.
//! - `server`: connections, and how slow a client may be.
//! - `problem`: what went wrong, as `application/problem+json`.

mod access;
mod asked;
mod at;
mod layers;
mod live;
mod metrics;
mod openapi;
mod problem;
mod router;
mod routes;
mod server;
mod state;
#[cfg(test)]
mod tests;
mod viewed;

use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

pub use layers::{Limits, Rate, TRACES};
pub use problem::Problem;
pub use routes::health::{Part, Readiness};
pub use state::{Http, OpenError};

/// Serves until told to stop; requests under way are answered first. Whoever follows the events is let go at once: their
/// clients come again, here or elsewhere, with the last position that they saw.
pub async fn serve(listener: TcpListener, http: Http, stop: CancellationToken) {
    let (closing, head_within) = (http.closing.clone(), http.limits.head_within);
    let keys = tokio::spawn(asked::forget_keys(http.pool.clone(), http.environment.now));
    let stopped = CancellationToken::new();
    tokio::spawn({
        let stopped = stopped.clone();
        async move {
            stop.cancelled().await;
            closing.cancel();
            stopped.cancel();
        }
    });
    server::serve(listener, router::router(http), head_within, stopped).await;
    keys.abort();
}
