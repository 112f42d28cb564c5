//! A private PostgreSQL: made once, on a unix socket only, trusted only there.

mod config;
mod init;
mod server;
mod wire;

pub(crate) use init::made_by;
pub(crate) use server::{Plan, Postgres};

/// The role that owns everything, and its database.
pub(crate) const ROLE: &str = "paceledger";
pub(crate) const DATABASE: &str = "paceledger";

/// Everything but letters and digits is percent-encoded.
pub(crate) fn url(socket: &std::path::Path) -> String {
    let mut host = String::new();
    for byte in socket.as_os_str().as_encoded_bytes() {
        if byte.is_ascii_alphanumeric() {
            host.push(char::from(*byte));
        } else {
            host.push_str(&format!("%{byte:02X}"));
        }
    }
    format!("postgres:///{DATABASE}?host={host}&user={ROLE}")
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_url_carries_any_path() {
        assert_eq!(super::url("/a b/run".as_ref()), "postgres:///paceledger?host=%2Fa%20b%2Frun&user=paceledger");
    }
}
