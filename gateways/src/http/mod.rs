//! The HTTP gateway. A route is a file of its own and a line in [`router`].

mod health;
pub mod layers;
pub mod live;
mod metrics;
mod problem;

use axum::{Router, routing::get};
use nats::Nats;
use sqlx::PgPool;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

pub use health::{Part, Readiness};

/// What every route may need.
#[derive(Clone)]
pub struct Http {
    pub pool: PgPool,
    pub nats: Nats,
}

fn router(http: Http) -> Router {
    Router::new().route("/healthz", get(health::healthz)).route("/readyz", get(health::readyz)).with_state(http)
}

/// Serves until told to stop; requests under way are answered first.
pub async fn serve(listener: TcpListener, http: Http, stop: CancellationToken) -> std::io::Result<()> {
    axum::serve(listener, router(http)).with_graceful_shutdown(stop.cancelled_owned()).await
}
