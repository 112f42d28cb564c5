//! The HTTP gateway: everything that chat can do, for programs, under `/api/v1`.
//!
//! - `routes`: one file a resource, and the one table that says which role may use which route. A new route is a handler
//!   with its `utoipa` annotation and a row in that table; the router and the OpenAPI document are both made of the rows.
//! - `access`: tokens, callers, whose training is whose.
//! - `asked`: a command on its way in: its body, its key, how long to wait for what becomes of it.
//! - `openapi`: the document, and a page that reads it out.
//! - `problem`: what went wrong, as `application/problem+json`.

mod access;
mod asked;
mod at;
mod openapi;
mod problem;
mod router;
mod routes;
mod state;
#[cfg(test)]
mod tests;

use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

pub use problem::Problem;
pub use routes::health::{Part, Readiness};
pub use state::{Http, OpenError};

/// Serves until told to stop; requests under way are answered first.
pub async fn serve(listener: TcpListener, http: Http, stop: CancellationToken) -> std::io::Result<()> {
    axum::serve(listener, router::router(http)).with_graceful_shutdown(stop.cancelled_owned()).await
}
