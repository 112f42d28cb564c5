//! Every request is counted, by the pattern of its route: what people type has no say in how many series there are.

use axum::{
    extract::{MatchedPath, Request, State},
    middleware::Next,
    response::Response,
};
use tokio::time::Instant;

use super::Guards;

pub(super) async fn count(State(guards): State<Guards>, request: Request, next: Next) -> Response {
    let route = request.extensions().get::<MatchedPath>().map_or("unmatched", MatchedPath::as_str).to_owned();
    tracing::Span::current().record("route", route.as_str());
    let method = request.method().clone();
    let started = Instant::now();
    let under_way = guards.measures.request_under_way();
    let response = next.run(request).await;
    drop(under_way);
    guards.measures.request(&method, &route, response.status(), started.elapsed());
    response
}
