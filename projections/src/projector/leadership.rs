//! Being the one of several.

use std::time::Duration;

use pg::{HEARTBEAT, Lease, LeaseKey};
use sqlx::PgPool;
use tokio_util::{sync::CancellationToken, task::AbortOnDropHandle};

/// How often who stands by asks whether it is their turn.
const ASK: Duration = Duration::from_millis(500);
const ONLY_SLOT: i32 = 0;

/// Held by the one who leads, for as long as the database hears their heartbeat.
pub(crate) struct Leadership {
    term: CancellationToken,
    resigned: CancellationToken,
    heart: AbortOnDropHandle<()>,
}

impl Leadership {
    /// Stands by until the lead is free. `None`: it was told to stop before.
    pub(crate) async fn wait_for(
        pool: &PgPool,
        key: LeaseKey,
        what: &'static str,
        stop: &CancellationToken,
    ) -> Option<Self> {
        stop.run_until_cancelled(async {
            let mut said = false;
            loop {
                match Self::try_take(pool, key, stop).await {
                    Ok(Some(leadership)) => return leadership,
                    Ok(None) if said => {}
                    Ok(None) => tracing::info!(projection = what, "another projector leads; standing by"),
                    Err(error) => tracing::warn!(projection = what, %error, "can't stand for the lead; trying again"),
                }
                said = true;
                tokio::time::sleep(ASK).await;
            }
        })
        .await
    }

    /// Takes the lead if nobody has it.
    pub(crate) async fn try_take(
        pool: &PgPool,
        key: LeaseKey,
        stop: &CancellationToken,
    ) -> Result<Option<Self>, sqlx::Error> {
        let mut lease = Lease::open(pool, key).await?;
        if !lease.try_take(ONLY_SLOT).await? {
            lease.close().await;
            return Ok(None);
        }
        let (term, resigned) = (stop.child_token(), CancellationToken::new());
        let heart = AbortOnDropHandle::new(tokio::spawn(beat(lease, term.clone(), resigned.clone())));
        Ok(Some(Self { term, resigned, heart }))
    }

    /// Cancelled when the lead is lost or the process is told to stop.
    pub(crate) fn term(&self) -> &CancellationToken {
        &self.term
    }

    /// Hands the lead on.
    pub(crate) async fn resign(self) {
        self.resigned.cancel();
        // An error means that the heart has stopped already.
        let _ = self.heart.await;
    }
}

async fn beat(mut lease: Lease, term: CancellationToken, resigned: CancellationToken) {
    while resigned.run_until_cancelled(tokio::time::sleep(HEARTBEAT)).await.is_some() {
        if let Err(error) = lease.heartbeat().await {
            tracing::warn!(%error, "lost the lead");
            term.cancel();
            return;
        }
    }
    // The server lets go of a closed session's locks only after a while; whoever comes next needn't wait for that.
    let _ = lease.release(ONLY_SLOT).await;
    lease.close().await;
}
