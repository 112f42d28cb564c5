//! Reading one's own writes.

use std::time::Duration;

use axum::http::StatusCode;
use projections::NotFresh;

use crate::http::{Http, Problem};

/// Projectors are some milliseconds behind; after this long something is wrong with them.
const FRESH_WITHIN: Duration = Duration::from_secs(5);

impl Http {
    /// Waits until a read model shows everything up to a position, if one is named; says how far it has come.
    pub(in crate::http) async fn fresh(&self, read_model: &str, position: Option<u64>) -> Result<u64, Problem> {
        match self.freshness.wait_for(read_model, position.unwrap_or_default(), FRESH_WITHIN).await {
            Ok(reached) => Ok(reached),
            Err(NotFresh::Store(error)) => Err(error.into()),
            Err(behind @ NotFresh::Behind { .. }) => {
                let problem = Problem::new(StatusCode::SERVICE_UNAVAILABLE, "query.not-yet-there", behind.to_string());
                Err(problem.at("min_position").retry_after(1))
            }
        }
    }
}
