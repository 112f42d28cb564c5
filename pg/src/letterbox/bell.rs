//! Rings in every process when something was put into the letterbox.

use std::time::Duration;

use sqlx::{PgPool, postgres::PgListener};
use tokio::time::{sleep, timeout};

pub(super) const INBOX: &str = "chat_inbox";
pub(super) const OUTBOX: &str = "chat_outbox";

/// A ring may get lost with its connection, so whoever waits looks by themselves now and then.
pub struct Bell {
    listener: PgListener,
}

impl Bell {
    /// Rings for new messages.
    pub async fn of_inbox(pool: &PgPool) -> Result<Self, sqlx::Error> {
        Self::of(pool, INBOX).await
    }

    /// Rings for new replies.
    pub async fn of_outbox(pool: &PgPool) -> Result<Self, sqlx::Error> {
        Self::of(pool, OUTBOX).await
    }

    async fn of(pool: &PgPool, channel: &str) -> Result<Self, sqlx::Error> {
        let mut listener = PgListener::connect_with(pool).await?;
        listener.listen(channel).await?;
        Ok(Self { listener })
    }

    /// Waits for the next ring, but no longer than this.
    pub async fn wait(&mut self, at_most: Duration) {
        if let Ok(Err(error)) = timeout(at_most, self.listener.recv()).await {
            tracing::warn!(%error, "the letterbox's bell is out of order; looking now and then instead");
            sleep(at_most).await;
        }
    }
}
