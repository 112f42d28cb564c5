//! Clears a ledger's streams away.

use async_nats::jetstream;
use futures::TryStreamExt;

use crate::lease::Addresses;

pub(crate) async fn connect(addresses: &Addresses) -> Result<async_nats::Client, async_nats::ConnectError> {
    let mut options = async_nats::ConnectOptions::new();
    if let Some(token) = &addresses.nats_token {
        // The client takes no token out of an address.
        options = options.token(token.clone());
    }
    options.connect(&addresses.nats_url).await
}

/// Deletes every stream whose name begins so.
pub(crate) async fn delete(addresses: &Addresses, prefix: &str) -> Result<(), async_nats::Error> {
    let context = jetstream::new(connect(addresses).await?);
    let names: Vec<String> = context.stream_names().try_collect().await?;
    for name in names.iter().filter(|name| name.starts_with(prefix)) {
        context.delete_stream(name).await?;
    }
    Ok(())
}
