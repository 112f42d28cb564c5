//! For Prometheus.

use axum::{
    extract::State,
    http::header,
    response::{IntoResponse, Response},
};

use crate::http::{
    Http, Problem,
    metrics::{CONTENT_TYPE, Sources},
};

/// Figures of this process and of the ledger, in the text format of Prometheus
#[utoipa::path(get, path = "/metrics", tag = "health", responses((status = 200, body = String, content_type = "text/plain")))]
pub(in crate::http) async fn scrape(State(http): State<Http>) -> Result<Response, Problem> {
    let of = Sources { pool: &http.pool, nats: &http.nats, now: (http.environment.now)() };
    let text = http.measures.told(&of).await.map_err(|error| Problem::unavailable(&error))?;
    Ok(([(header::CONTENT_TYPE, CONTENT_TYPE)], text).into_response())
}
