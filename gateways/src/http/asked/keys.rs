//! Clients' keys are not kept for ever.

use std::time::Duration;

use jiff::{Timestamp, ToSpan};
use sqlx::PgPool;
use tokio::time::sleep;

/// Whoever comes again after a month with the same key has forgotten that it was used. The command still counts once, as
/// its receipt stays; only a different request under the key isn't told apart any more.
const KEPT_DAYS: i64 = 30;
const LOOKS_EVERY: Duration = Duration::from_secs(3_600);

/// Clears keys away for as long as it is let.
pub(in crate::http) async fn forget_keys(pool: PgPool, now: fn() -> Timestamp) {
    loop {
        if let Ok(end) = now().checked_sub((KEPT_DAYS * 24).hours()) {
            match commands::keys::forget(&pool, end).await {
                Ok(0) => {}
                Ok(forgotten) => tracing::info!(forgotten, "cleared old keys of commands away"),
                Err(error) => tracing::warn!(%error, "old keys of commands can't be cleared away; trying again later"),
            }
        }
        sleep(LOOKS_EVERY).await;
    }
}
