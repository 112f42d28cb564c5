//! Updates asked for, where Telegram can't bring them. One process of ours asks; the others stand by.

use std::time::Duration;

use serde_json::Value;
use sqlx::PgPool;
use tokio::time::sleep;
use tokio_util::sync::CancellationToken;

use super::{
    PAUSE_AFTER_TROUBLE,
    api::{Api, ApiError},
    gate::Gate,
    lead::{self, Part},
};

/// Somebody else's turn is left to them for this long.
const CONFLICT_PAUSE: Duration = Duration::from_secs(30);

pub(super) async fn run(pool: &PgPool, api: &Api, gate: &Gate, stop: &CancellationToken) {
    lead::alone(pool, Part::Polling, stop, || async move {
        let turn = async {
            if let Err(error) = poll(api, gate).await {
                sleep(pause_after(gate, &error)).await;
            }
        };
        tokio::select! { () = turn => (), () = stop.cancelled() => () }
    })
    .await;
}

async fn poll(api: &Api, gate: &Gate) -> Result<(), ApiError> {
    api.delete_webhook().await?;
    tracing::info!("asking Telegram for updates");
    let mut offset = 0;
    loop {
        for update in api.updates(offset).await? {
            while let Err(error) = gate.take(&update).await {
                tracing::error!(%error, "an update could not be kept; trying again");
                sleep(PAUSE_AFTER_TROUBLE).await;
            }
            offset = after(&update).unwrap_or(offset);
        }
    }
}

/// Asking from there on tells Telegram that this one is kept. Ids start anew at random after a quiet week, so the
/// last one counts, not the highest.
fn after(update: &Value) -> Option<i64> {
    update["update_id"].as_i64()?.checked_add(1)
}

fn pause_after(gate: &Gate, error: &ApiError) -> Duration {
    match error {
        ApiError::Refused { code: 409, .. } => {
            gate.pauses("conflict");
            tracing::error!(
                "another program asks for this bot's updates; stop it, or give one of them a bot of its own. \
                 Leaving it alone for {} s",
                CONFLICT_PAUSE.as_secs()
            );
            CONFLICT_PAUSE
        }
        ApiError::TooMany { wait } => {
            gate.pauses("too-many");
            *wait
        }
        error => {
            tracing::warn!(%error, "no updates from Telegram; asking again");
            PAUSE_AFTER_TROUBLE
        }
    }
}
