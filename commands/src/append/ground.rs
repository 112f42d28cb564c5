//! What every append stands on: which Postgres this is, and how far the stream reaches.

use nats::Nats;
use sqlx::PgPool;

use super::AppendError;

/// Appends say it to the database, which refuses them when it is not so.
#[derive(Debug, Clone)]
pub(super) struct Ground {
    /// Another one once Postgres was restarted, restored or failed over.
    pub(super) incarnation: String,
    /// The stream's last position. A Postgres that ends before it lost events, and its positions are taken.
    pub(super) floor: u64,
}

impl Ground {
    /// Postgres is asked first: whatever a Postgres before this one had relayed is on the stream by then.
    pub(super) async fn look(pool: &PgPool, nats: &Nats) -> Result<Self, AppendError> {
        let incarnation = sqlx::query_scalar("select ledger_incarnation()")
            .fetch_one(pool)
            .await
            .map_err(|error| AppendError::Unavailable(error.to_string()))?;
        Ok(Self { incarnation, floor: floor(nats).await? })
    }

    /// The stream may have been taken away, or have got further, since.
    pub(super) async fn look_again(&mut self, nats: &Nats) -> Result<(), AppendError> {
        self.floor = floor(nats).await?;
        Ok(())
    }
}

async fn floor(nats: &Nats) -> Result<u64, AppendError> {
    let state = nats.ledger_state().await.map_err(|error| AppendError::Unavailable(error.to_string()))?;
    Ok(state.map_or(0, |state| state.last))
}
