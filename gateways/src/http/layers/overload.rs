//! More than can be served is refused at once: a queue without end serves nobody.

use std::sync::Arc;

use axum::{
    extract::{Request, State},
    http::StatusCode,
    middleware::Next,
    response::{IntoResponse, Response},
};
use tokio::sync::Semaphore;

use super::{Guards, is_health};
use crate::http::Problem;

#[derive(Debug, Clone)]
pub(super) struct Overload(Arc<Semaphore>);

impl Overload {
    pub(super) fn new(at_once: usize) -> Self {
        Self(Arc::new(Semaphore::new(at_once.min(Semaphore::MAX_PERMITS))))
    }
}

pub(super) async fn shed(State(guards): State<Guards>, request: Request, next: Next) -> Response {
    if is_health(request.uri().path()) {
        return next.run(request).await;
    }
    let Ok(_permit) = guards.overload.0.try_acquire() else {
        guards.measures.refused("overload");
        let detail = "more requests are under way than can be served; try again in a second";
        return Problem::new(StatusCode::SERVICE_UNAVAILABLE, "overloaded", detail).retry_after(1).into_response();
    };
    next.run(request).await
}
