//! `paceledger restore --from stream`: Postgres from JetStream.

use super::progress;
use crate::{access::Access, told::tell_line};

pub(crate) async fn restore(access: &Access) -> anyhow::Result<()> {
    let restored = commands::restore::from_stream(&access.pool, &access.nats, |done, total| {
        progress::show("events restored", done, total);
    })
    .await?;
    tell_line!("{} events restored; the ledger is at position {}", restored.after - restored.before, restored.after);
    Ok(())
}
