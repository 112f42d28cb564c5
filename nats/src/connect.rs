//! One connection, shared by everything in the process.

use std::time::Duration;

use async_nats::{Client, ConnectOptions, ServerAddr, jetstream};

use crate::{Names, NatsError};

/// Atomic batches came with this version; older servers ignore them silently.
const OLDEST_SERVER: (u64, u64) = (2, 12);
/// What a server must take in one message, headers and all: 1 MiB, which is what it takes unless told otherwise.
const MESSAGE: usize = 1024 * 1024;
const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);
const ACK_TIMEOUT: Duration = Duration::from_secs(5);
/// Publishes under way at once; beyond it a publisher waits, so a slow server slows its callers down.
const MAX_ACKS_IN_FLIGHT: usize = 4096;

/// The broker, as one ledger sees it. Cheap to clone.
#[derive(Clone)]
pub struct Nats {
    pub(crate) client: Client,
    pub(crate) jetstream: jetstream::Context,
    pub(crate) names: Names,
}

impl Nats {
    /// Connects to one server or several (comma-separated), and refuses a server that can't do what the ledger needs.
    pub async fn connect(urls: &str, ledger: &str) -> Result<Self, NatsError> {
        // An address in a message or a log must not carry the credentials.
        let address = urls.split(',').map(without_credentials).collect::<Vec<_>>().join(",");
        let unreachable =
            |cause: String| NatsError::Unreachable { address: address.clone(), cause: hide(&cause, urls) };
        let servers = urls
            .split(',')
            .map(|url| url.trim().parse::<ServerAddr>())
            .collect::<Result<Vec<_>, _>>()
            .map_err(|error| unreachable(error.to_string()))?;
        let client = signed_in(urls)
            .name("paceledger")
            .connection_timeout(CONNECT_TIMEOUT)
            .request_timeout(Some(ACK_TIMEOUT))
            .subscription_capacity(65_536)
            .reconnect_delay_callback(|attempt| Duration::from_millis(50 * (1 << attempt.min(5)) as u64))
            .connect(servers)
            .await
            .map_err(|error| unreachable(error.to_string()))?;
        let info = client.server_info();
        if !new_enough(&info.version) {
            return Err(NatsError::TooOld { address, found: info.version });
        }
        if !info.jetstream {
            return Err(NatsError::NoJetStream { address });
        }
        if info.max_payload < MESSAGE {
            return Err(NatsError::TooSmall { address, most: info.max_payload });
        }
        let jetstream = jetstream::context::ContextBuilder::new()
            .ack_timeout(ACK_TIMEOUT)
            .timeout(ACK_TIMEOUT)
            .max_ack_inflight(MAX_ACKS_IN_FLIGHT)
            .backpressure_on_inflight(true)
            .build(client.clone());
        Ok(Self { client, jetstream, names: Names::new(ledger) })
    }

    /// The names of this ledger's streams and subjects.
    pub fn names(&self) -> &Names {
        &self.names
    }

    /// Hands everything that was written to the server before the connection goes away.
    pub async fn close(&self) {
        // A failure means that the connection is gone already.
        let _ = self.client.drain().await;
    }

    pub fn server_version(&self) -> String {
        self.client.server_info().version
    }
}

/// The client library does not read what stands before the `@` of an address: `user:password` or a token.
fn signed_in(urls: &str) -> ConnectOptions {
    let credentials = urls.split(',').find_map(|url| {
        let rest = url.trim().split_once("://").map_or(url.trim(), |(_, rest)| rest);
        rest.rsplit_once('@').map(|(credentials, _)| credentials)
    });
    match credentials.map(|credentials| (credentials, credentials.split_once(':'))) {
        Some((_, Some((user, password)))) => {
            ConnectOptions::new().user_and_password(user.to_owned(), password.to_owned())
        }
        Some((token, None)) => ConnectOptions::new().token(token.to_owned()),
        None => ConnectOptions::new(),
    }
}

fn new_enough(version: &str) -> bool {
    let mut parts = version.split(['.', '-']).map(|part| part.parse::<u64>().unwrap_or_default());
    (parts.next().unwrap_or_default(), parts.next().unwrap_or_default()) >= OLDEST_SERVER
}

fn without_credentials(url: &str) -> String {
    match (url.find("://"), url.rfind('@')) {
        (Some(scheme), Some(at)) if at > scheme => format!("{}{}", &url[..scheme + 3], &url[at + 1..]),
        (None, Some(at)) => url[at + 1..].to_owned(),
        _ => url.to_owned(),
    }
}

/// A message without the credentials of any of these addresses.
fn hide(message: &str, urls: &str) -> String {
    let addresses = urls.split(',').map(str::trim).filter(|url| !url.is_empty());
    addresses.fold(message.to_owned(), |message, url| message.replace(url, &without_credentials(url)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_compare_as_numbers() {
        assert!(new_enough("2.12.0"));
        assert!(new_enough("2.15.1"));
        assert!(new_enough("3.0.0-preview.1"));
        assert!(!new_enough("2.9.25"));
        assert!(!new_enough("1.20.0"));
    }

    #[test]
    fn credentials_stay_out_of_messages() {
        assert_eq!(without_credentials("nats://token@127.0.0.1:4222"), "nats://127.0.0.1:4222");
        assert_eq!(without_credentials("user:pass@host"), "host");
        assert_eq!(without_credentials("nats://host:4222"), "nats://host:4222");
        let message = "nats://us:pass@b:1 is no address";
        assert_eq!(hide(message, "nats://me:secret@a:1, nats://us:pass@b:1"), "nats://b:1 is no address");
    }
}
