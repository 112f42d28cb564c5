//! No request takes for ever, least of all when the process is about to end.

use std::time::Duration;

use axum::{
    extract::{Request, State},
    http::StatusCode,
    middleware::Next,
    response::{IntoResponse, Response},
};
use tokio::time::sleep;

use super::Guards;
use crate::http::Problem;

/// What is under way when the process is told to stop has this long: a command takes some milliseconds.
const LAST_WORDS: Duration = Duration::from_millis(1_500);

pub(super) async fn within(State(guards): State<Guards>, request: Request, next: Next) -> Response {
    let stopping = async {
        guards.closing.cancelled().await;
        sleep(LAST_WORDS).await;
    };
    let (code, why) = tokio::select! {
        response = next.run(request) => return response,
        () = sleep(guards.limits.answer_within) => {
            ("too-slow", format!("no answer within {} s", guards.limits.answer_within.as_secs()))
        }
        () = stopping => ("stopping", "this server is about to stop".to_owned()),
    };
    guards.measures.refused(code);
    let detail = format!("{why}; a command may be on its way, ask again with the same Idempotency-Key");
    Problem::new(StatusCode::SERVICE_UNAVAILABLE, code, detail).retry_after(1).into_response()
}
