//! Every request is counted, by the pattern of its route: what people type has no say in how many series there are.

use axum::{
    extract::{MatchedPath, Request, State},
    middleware::Next,
    response::Response,
};
use tokio::time::Instant;

use super::{Guards, UNMATCHED};

pub(super) async fn count(State(guards): State<Guards>, request: Request, next: Next) -> Response {
    let route = request.extensions().get::<MatchedPath>().cloned();
    let method = request.method().clone();
    let started = Instant::now();
    let under_way = guards.measures.request_under_way();
    let response = next.run(request).await;
    drop(under_way);
    let route = route.as_ref().map_or(UNMATCHED, MatchedPath::as_str);
    guards.measures.request(&method, route, response.status(), started.elapsed());
    response
}
