//! A nudge from whoever appended to whoever relays. It may get lost: everyone who waits for it also looks regularly.

use futures::StreamExt;

use crate::{Nats, NatsError};

/// Nudges as they come.
pub struct Nudges(async_nats::Subscriber);

impl Nudges {
    /// Waits for the next nudge; for ever when the connection is gone.
    pub async fn next(&mut self) {
        if self.0.next().await.is_none() {
            std::future::pending::<()>().await;
        }
    }
}

impl Nats {
    /// Says that something was committed. Not worth an error when it can't be said.
    pub async fn nudge(&self) {
        let _ = self.client.publish(self.names.committed(), bytes::Bytes::new()).await;
    }

    pub async fn nudges(&self) -> Result<Nudges, NatsError> {
        self.client
            .subscribe(self.names.committed())
            .await
            .map(Nudges)
            .map_err(NatsError::during("could not listen for commits"))
    }
}
