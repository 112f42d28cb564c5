//! A connection that can be broken on purpose: a proxy in front of a TCP server.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// What happens to bytes on their way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mode {
    Flowing,
    /// Connections stay open and nothing gets through, as behind a dead router.
    Paused,
    /// Connections are closed and new ones are closed at once.
    Cut,
}

/// Listens on a loopback port of its own and passes everything on, until told otherwise.
pub struct ChaosProxy {
    address: SocketAddr,
    mode: Arc<watch::Sender<Mode>>,
    accepting: JoinHandle<()>,
}

impl ChaosProxy {
    /// `target` is `host:port`.
    pub async fn start(target: impl Into<String>) -> io::Result<Self> {
        let target = target.into();
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?;
        let mode = Arc::new(watch::Sender::new(Mode::Flowing));
        let modes = Arc::clone(&mode);
        let accepting = tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                if *modes.borrow() != Mode::Cut {
                    tokio::spawn(connect(client, target.clone(), modes.subscribe()));
                }
            }
        });
        Ok(Self { address, mode, accepting })
    }

    pub fn address(&self) -> SocketAddr {
        self.address
    }

    pub fn port(&self) -> u16 {
        self.address.port()
    }

    /// Closes all connections and lets no new one live.
    pub fn cut(&self) {
        self.mode.send_replace(Mode::Cut);
    }

    /// Keeps connections open and holds everything back.
    pub fn pause(&self) {
        self.mode.send_replace(Mode::Paused);
    }

    /// Lets everything through again, what was held back first.
    pub fn resume(&self) {
        self.mode.send_replace(Mode::Flowing);
    }
}

impl Drop for ChaosProxy {
    fn drop(&mut self) {
        self.accepting.abort();
        self.cut();
    }
}

async fn connect(client: TcpStream, target: String, modes: watch::Receiver<Mode>) -> io::Result<()> {
    let server = TcpStream::connect(target).await?;
    let (from_client, to_client) = client.into_split();
    let (from_server, to_server) = server.into_split();
    // Either side's end is the end of both.
    tokio::select! {
        done = pass(from_client, to_server, modes.clone()) => done,
        done = pass(from_server, to_client, modes) => done,
    }
}

async fn pass(
    mut from: impl AsyncReadExt + Unpin,
    mut to: impl AsyncWriteExt + Unpin,
    mut modes: watch::Receiver<Mode>,
) -> io::Result<()> {
    let mut buffer = vec![0; 16 * 1024];
    loop {
        let length = tokio::select! {
            length = from.read(&mut buffer) => length?,
            _ = cut(modes.clone()) => return Ok(()),
        };
        if length == 0 {
            return Ok(());
        }
        let flowing = modes.wait_for(|mode| *mode != Mode::Paused).await.is_ok_and(|mode| *mode == Mode::Flowing);
        if !flowing {
            return Ok(());
        }
        to.write_all(&buffer[..length]).await?;
    }
}

async fn cut(mut modes: watch::Receiver<Mode>) {
    // An error means that the proxy itself is gone: as good as cut.
    modes.wait_for(|mode| *mode == Mode::Cut).await.ok();
}
