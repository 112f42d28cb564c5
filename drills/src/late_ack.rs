//! A way to NATS on which an acknowledgement can be made to come too late.

use std::{
    io,
    sync::{Arc, Mutex, PoisonError},
};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{
        TcpListener, TcpStream,
        tcp::{OwnedReadHalf, OwnedWriteHalf},
    },
    task::JoinHandle,
};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mode {
    Flowing,
    /// The next acknowledgement of the ledger's stream goes no further, nor does anything behind it.
    Armed,
    /// It came: the stream has everything up to here, and the publisher doesn't know.
    Holding(u64),
}

/// A proxy in front of NATS for one publisher.
pub(crate) struct LateAck {
    port: u16,
    mode: Arc<Mutex<Mode>>,
    accepting: JoinHandle<()>,
}

impl LateAck {
    /// `target` is `host:port`.
    pub(crate) async fn start(target: String) -> io::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let port = listener.local_addr()?.port();
        let mode = Arc::new(Mutex::new(Mode::Flowing));
        let modes = mode.clone();
        let accepting = tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                if let Ok(server) = TcpStream::connect(&target).await {
                    let (from_client, to_client) = client.into_split();
                    let (from_server, to_server) = server.into_split();
                    tokio::spawn(publish(from_client, to_server));
                    tokio::spawn(answer(from_server, to_client, modes.clone()));
                }
            }
        });
        Ok(Self { port, mode, accepting })
    }

    pub(crate) fn port(&self) -> u16 {
        self.port
    }

    /// From now on the next acknowledgement is held.
    pub(crate) fn arm(&self) {
        self.set(Mode::Armed);
    }

    pub(crate) fn flow(&self) {
        self.set(Mode::Flowing);
    }

    /// The position that the held acknowledgement speaks of.
    pub(crate) fn held(&self) -> Option<u64> {
        match *lock(&self.mode) {
            Mode::Holding(position) => Some(position),
            _ => None,
        }
    }

    fn set(&self, mode: Mode) {
        *lock(&self.mode) = mode;
    }
}

impl Drop for LateAck {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

fn lock(mode: &Mutex<Mode>) -> std::sync::MutexGuard<'_, Mode> {
    mode.lock().unwrap_or_else(PoisonError::into_inner)
}

async fn publish(mut from: OwnedReadHalf, mut to: OwnedWriteHalf) -> io::Result<()> {
    tokio::io::copy(&mut from, &mut to).await?;
    to.shutdown().await
}

async fn answer(mut from: OwnedReadHalf, mut to: OwnedWriteHalf, mode: Arc<Mutex<Mode>>) -> io::Result<()> {
    let mut buffer = vec![0; 64 * 1024];
    loop {
        let length = from.read(&mut buffer).await?;
        if length == 0 {
            return to.shutdown().await;
        }
        if !is_held(&mode, &buffer[..length]) {
            to.write_all(&buffer[..length]).await?;
        }
    }
}

/// What is held is never delivered: the publisher dies before.
fn is_held(mode: &Mutex<Mode>, bytes: &[u8]) -> bool {
    let mut mode = lock(mode);
    if *mode == Mode::Armed
        && let Some(position) = acknowledged(&String::from_utf8_lossy(bytes))
    {
        *mode = Mode::Holding(position);
    }
    matches!(*mode, Mode::Holding(_))
}

/// The sequence in an acknowledgement like `{"stream":"LEDGER","seq":42}`.
fn acknowledged(text: &str) -> Option<u64> {
    let (_, rest) = text.split_once(r#"{"stream":"LEDGER","#)?;
    let (_, rest) = rest.split_once(r#""seq":"#)?;
    let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_acknowledgement_of_the_ledgers_stream_is_one() {
        assert_eq!(acknowledged(r#"MSG _INBOX.x 1 45 {"stream":"LEDGER","seq":42,"batch":"b","count":3}"#), Some(42));
        assert_eq!(acknowledged(r#"{"stream":"LEDGER", "domain":"hub", "seq":7}"#), Some(7));
        assert_eq!(acknowledged(r#"{"stream":"OUTCOMES","seq":42}"#), None);
        assert_eq!(acknowledged(r#"{"config":{"name":"LEDGER"},"state":{"last_seq":3}}"#), None);
    }
}
