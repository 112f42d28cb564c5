//! No request takes for ever.

use axum::{
    extract::{Request, State},
    http::StatusCode,
    middleware::Next,
    response::{IntoResponse, Response},
};
use tokio::time::timeout;

use super::Guards;
use crate::http::problem::Problem;

pub(super) async fn within(State(guards): State<Guards>, request: Request, next: Next) -> Response {
    match timeout(guards.limits.answer_within, next.run(request)).await {
        Ok(response) => response,
        Err(_) => {
            guards.measures.refused("too-slow");
            let detail = format!(
                "no answer within {} s; a command may be on its way, ask again with the same Idempotency-Key",
                guards.limits.answer_within.as_secs()
            );
            Problem::new(StatusCode::GATEWAY_TIMEOUT, "too-slow", detail).into_response()
        }
    }
}
