//! What every request passes before its route, from the outside in.
//!
//! - `context`: its id and its place in a trace. `measure`: it is counted. `security`: headers of every answer.
//! - `conditional`: what the client has already isn't sent again.
//! - `rate`: how many requests an address and a token may make. `overload`: how many are under way at once.
//! - `patience`: how long one may take.

mod conditional;
mod context;
mod limits;
mod measure;
mod overload;
mod patience;
mod rate;
mod security;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use axum::middleware::from_fn;
use axum::{Router, extract::DefaultBodyLimit, middleware::from_fn_with_state};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

pub use context::TRACES;
pub use limits::{Limits, Rate};

use super::metrics::Measures;

/// The route of what no route is for.
const UNMATCHED: &str = "unmatched";

/// What the layers share, whichever request passes them. Each layer's clone is cloned with every request.
#[derive(Clone)]
pub(super) struct Guards(Arc<Shared>);

pub(super) struct Shared {
    limits: Limits,
    new_id: fn() -> Uuid,
    measures: Measures,
    closing: CancellationToken,
    overload: overload::Overload,
    addresses: rate::Buckets,
    tokens: rate::Buckets,
}

impl std::ops::Deref for Guards {
    type Target = Shared;
    fn deref(&self) -> &Shared {
        &self.0
    }
}

impl Guards {
    pub(super) fn new(limits: Limits, new_id: fn() -> Uuid, measures: Measures, closing: CancellationToken) -> Self {
        Self(Arc::new(Shared {
            overload: overload::Overload::new(limits.at_once),
            addresses: rate::Buckets::new(limits.per_address),
            tokens: rate::Buckets::new(limits.per_token),
            limits,
            new_id,
            measures,
            closing,
        }))
    }

    /// Puts the layers around routes; the last one here is the outermost.
    pub(super) fn around<S: Clone + Send + Sync + 'static>(self, routes: Router<S>) -> Router<S> {
        routes
            .layer(DefaultBodyLimit::max(self.limits.body_bytes))
            .layer(from_fn_with_state(self.clone(), patience::within))
            .layer(from_fn_with_state(self.clone(), rate::by_token))
            .layer(from_fn_with_state(self.clone(), overload::shed))
            .layer(from_fn_with_state(self.clone(), rate::by_address))
            .layer(from_fn(conditional::unless_known))
            .layer(from_fn(security::headers))
            .layer(from_fn_with_state(self.clone(), measure::count))
            .layer(from_fn_with_state(self, context::enter))
    }
}

/// Whether somebody who looks after the process asks how it is; that is answered however busy it is.
fn is_health(path: &str) -> bool {
    matches!(path, "/healthz" | "/readyz")
}
