//! Whether the process lives, and whether it can do its work.

use std::time::Duration;

use axum::{Json, extract::State, http::StatusCode};
use commands::relay;
use nats::Nats;
use serde::{Deserialize, Serialize};
use sqlx::PgPool;
use tokio::time::timeout;
use utoipa::ToSchema;

use crate::http::Http;

/// A part that doesn't answer this long is not ready.
const PATIENCE: Duration = Duration::from_secs(3);

/// Each part that the ledger needs, and whether it takes work right now.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[schema(as = LedgerReadiness)]
pub struct Readiness {
    pub ready: bool,
    pub postgres: Part,
    pub nats: Part,
    /// Both together: whether what the stream holds is what Postgres holds.
    pub ledger: Part,
}

#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct Part {
    pub ready: bool,
    /// Why it is not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub problem: Option<String>,
}

impl Part {
    fn of<E: std::fmt::Display>(answer: Result<Result<(), E>, tokio::time::error::Elapsed>) -> Self {
        let problem = match answer {
            Ok(Ok(())) => None,
            Ok(Err(error)) => Some(error.to_string()),
            Err(_) => Some(format!("no answer within {} s", PATIENCE.as_secs())),
        };
        Self { ready: problem.is_none(), problem }
    }
}

impl Readiness {
    /// Writes to Postgres, publishes to JetStream, and holds the two against each other.
    pub async fn check(pool: &PgPool, nats: &Nats) -> Self {
        let (postgres, nats, ledger) = tokio::join!(
            timeout(PATIENCE, pg::probe(pool)),
            timeout(PATIENCE, nats.probe()),
            timeout(PATIENCE, relay::check(pool, nats)),
        );
        let (postgres, nats, ledger) = (Part::of(postgres), Part::of(nats), Part::of(ledger));
        Self { ready: postgres.ready && nats.ready && ledger.ready, postgres, nats, ledger }
    }
}

/// Whether the process lives
#[utoipa::path(get, path = "/healthz", tag = "health", responses((status = 200, body = String)))]
pub(super) async fn healthz() -> &'static str {
    "alive\n"
}

/// Whether the ledger can do its work
#[utoipa::path(get, path = "/readyz", tag = "health",
    responses((status = 200, body = Readiness), (status = 503, body = Readiness)))]
pub(super) async fn readyz(State(http): State<Http>) -> (StatusCode, Json<Readiness>) {
    let readiness = Readiness::check(&http.pool, &http.nats).await;
    let status = if readiness.ready { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    (status, Json(readiness))
}
