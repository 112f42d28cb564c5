//! Reading one's own writes.

use std::time::Duration;

use axum::http::StatusCode;
use projections::NotFresh;

use crate::http::{Http, Problem};

/// Projectors are some milliseconds behind; after this long something is wrong with them.
const FRESH_WITHIN: Duration = Duration::from_secs(5);

impl Http {
    /// Waits until a read model shows everything up to a position, if one is named, and until it shows anything at all:
    /// that of a new ledger has no tables yet. Says how far it has come.
    pub(in crate::http) async fn fresh(&self, read_model: &str, position: Option<u64>) -> Result<u64, Problem> {
        if let Some(position) = position {
            self.has_come_to(position).await?;
        }
        let reached = self.wait_for(read_model, position.unwrap_or_default()).await?;
        if reached > 0 || self.watch.glance().await?.head == 0 {
            return Ok(reached);
        }
        self.wait_for(read_model, 1).await
    }

    /// How far the ledger has come. A position behind its end was never given to anybody: waiting for it is a mistake.
    pub(in crate::http) async fn has_come_to(&self, position: u64) -> Result<u64, Problem> {
        self.watch.look_past(position);
        let head = self.watch.glance().await?.head;
        if position <= head {
            return Ok(head);
        }
        let detail = format!("the ledger ends at position {head}; {position} has not come yet");
        Err(Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "query.beyond-the-end", detail).at("min_position"))
    }

    async fn wait_for(&self, read_model: &str, position: u64) -> Result<u64, Problem> {
        match self.freshness.wait_for(read_model, position, FRESH_WITHIN).await {
            Ok(reached) => Ok(reached),
            Err(NotFresh::Store(error)) => Err(error.into()),
            Err(behind @ NotFresh::Behind { .. }) => {
                let problem = Problem::new(StatusCode::SERVICE_UNAVAILABLE, "query.not-yet-there", behind.to_string());
                Err(problem.at("min_position").retry_after(1))
            }
        }
    }
}
