//! How to reach a NATS server.

use std::fmt;

/// Where NATS is, and the token it wants.
///
/// Clients take the two apart: `async_nats` ignores what stands before the `@` of an
/// address, so the token goes into its connect options.
#[derive(Clone, PartialEq, Eq)]
pub struct NatsAddress {
    /// Without credentials if the engine is ours; as the caller named it otherwise.
    pub url: String,
    pub token: Option<String>,
}

impl NatsAddress {
    /// One address with the token in it, as the `nats` command line takes it.
    pub fn with_token(&self) -> String {
        match (&self.token, self.url.strip_prefix("nats://")) {
            (Some(token), Some(rest)) => format!("nats://{token}@{rest}"),
            _ => self.url.clone(),
        }
    }
}

impl fmt::Debug for NatsAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The address of somebody else's server may hold a password as well.
        let url = self.url.rsplit_once('@').map_or(self.url.as_str(), |(_, host)| host);
        f.debug_struct("NatsAddress").field("url", &url).finish_non_exhaustive()
    }
}
