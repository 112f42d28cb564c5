//! No request takes for ever.

use axum::{
    extract::{Request, State},
    http::StatusCode,
    middleware::Next,
    response::{IntoResponse, Response},
};
use tokio::time::timeout;

use super::Guards;
use crate::http::Problem;

pub(super) async fn within(State(guards): State<Guards>, request: Request, next: Next) -> Response {
    match timeout(guards.limits.answer_within, next.run(request)).await {
        Ok(response) => response,
        Err(_) => {
            guards.measures.refused("too-slow");
            let detail = format!(
                "no answer within {} s; a command may be on its way, ask again with the same Idempotency-Key",
                guards.limits.answer_within.as_secs()
            );
            Problem::new(StatusCode::SERVICE_UNAVAILABLE, "too-slow", detail).retry_after(1).into_response()
        }
    }
}
