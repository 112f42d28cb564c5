//! A way to NATS on which a publish or its acknowledgement can be made to come too late.

use std::{io, sync::Arc};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{
        TcpListener, TcpStream,
        tcp::{OwnedReadHalf, OwnedWriteHalf},
    },
    sync::watch,
    task::JoinHandle,
};

/// What is to be late.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum What {
    /// A batch for the ledger's stream, on its way to the server.
    Publish,
    /// The server's word that it stored one.
    Acknowledgement,
}

impl What {
    /// The position that these bytes speak of, if they are such a thing.
    fn position(self, bytes: &[u8]) -> Option<u64> {
        let text = String::from_utf8_lossy(bytes);
        let number = match self {
            Self::Publish => text.split_once("Nats-Expected-Last-Sequence: ")?.1,
            Self::Acknowledgement => text.split_once(r#"{"stream":"LEDGER","#)?.1.split_once(r#""seq":"#)?.1,
        };
        let digits: String = number.chars().take_while(char::is_ascii_digit).collect();
        digits.parse().ok()
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mode {
    Flowing,
    /// The next one goes no further, nor does anything behind it.
    Armed(What),
    Holding(What, u64),
}

type Modes = Arc<watch::Sender<Mode>>;

/// A proxy in front of NATS for one process.
pub(crate) struct Late {
    address: String,
    modes: Modes,
    accepting: JoinHandle<()>,
}

impl Late {
    /// `address` as programs take it, of a server on this machine.
    pub(crate) async fn start(address: &str) -> io::Result<Self> {
        let (before, port) = address.rsplit_once(':').unwrap_or((address, ""));
        let target = format!("127.0.0.1:{port}");
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = format!("{before}:{}", listener.local_addr()?.port());
        let modes: Modes = Arc::new(watch::Sender::new(Mode::Flowing));
        let shared = modes.clone();
        let accepting = tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                if let Ok(server) = TcpStream::connect(&target).await {
                    let (from_client, to_client) = client.into_split();
                    let (from_server, to_server) = server.into_split();
                    tokio::spawn(pass(What::Publish, from_client, to_server, shared.clone()));
                    tokio::spawn(pass(What::Acknowledgement, from_server, to_client, shared.clone()));
                }
            }
        });
        Ok(Self { address, modes, accepting })
    }

    /// The server's address by way of this proxy.
    pub(crate) fn address(&self) -> &str {
        &self.address
    }

    /// From now on the next one is held.
    pub(crate) fn arm(&self, what: What) {
        self.modes.send_replace(Mode::Armed(what));
    }

    /// Lets everything through, what was held first.
    pub(crate) fn flow(&self) {
        self.modes.send_replace(Mode::Flowing);
    }

    /// The position that what is held speaks of.
    pub(crate) fn held(&self) -> Option<u64> {
        match *self.modes.borrow() {
            Mode::Holding(_, position) => Some(position),
            _ => None,
        }
    }
}

impl Drop for Late {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

async fn pass(direction: What, mut from: OwnedReadHalf, mut to: OwnedWriteHalf, modes: Modes) -> io::Result<()> {
    let mut buffer = vec![0; 64 * 1024];
    let mut listening = modes.subscribe();
    loop {
        let length = from.read(&mut buffer).await?;
        if length == 0 {
            return to.shutdown().await;
        }
        let bytes = &buffer[..length];
        modes.send_if_modified(|mode| match (*mode, direction.position(bytes)) {
            (Mode::Armed(what), Some(position)) if what == direction => {
                *mode = Mode::Holding(what, position);
                true
            }
            _ => false,
        });
        let is_free = |mode: &Mode| !matches!(mode, Mode::Holding(what, _) if *what == direction);
        // An error would mean that the proxy is gone.
        let _ = listening.wait_for(is_free).await;
        to.write_all(bytes).await?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_acknowledgement_of_the_ledgers_stream_is_one() {
        let position = |text: &str| What::Acknowledgement.position(text.as_bytes());
        assert_eq!(position(r#"MSG _INBOX.x 1 45 {"stream":"LEDGER","seq":42,"batch":"b","count":3}"#), Some(42));
        assert_eq!(position(r#"{"stream":"LEDGER", "domain":"hub", "seq":7}"#), Some(7));
        assert_eq!(position(r#"{"stream":"OUTCOMES","seq":42}"#), None);
        assert_eq!(position(r#"{"config":{"name":"LEDGER"},"state":{"last_seq":3}}"#), None);
    }

    #[test]
    fn a_publish_for_the_ledgers_stream_names_the_sequence_it_follows() {
        let position = |text: &str| What::Publish.position(text.as_bytes());
        assert_eq!(position("HPUB ledger.01 1 2\r\nNATS/1.0\r\nNats-Expected-Last-Sequence: 41\r\n\r\n{}"), Some(41));
        assert_eq!(position("PUB probe 2\r\n{}"), None);
    }
}
