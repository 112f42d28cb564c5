//! Shows the run's token to NATS for a client that has none: `Nats::connect` takes no token out of an address.

use std::io;

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt, copy_bidirectional},
    net::{TcpListener, TcpStream},
};

const CONNECT: &[u8] = b"CONNECT {";

/// The address to use in place of `nats://token@host:port`. Lives as long as the runtime.
pub(super) async fn admit(url: &str) -> String {
    let Some((token, server)) = url.strip_prefix("nats://").and_then(|rest| rest.split_once('@')) else {
        return url.to_owned();
    };
    let (token, server) = (token.to_owned(), server.to_owned());
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("nats://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        while let Ok((client, _)) = listener.accept().await {
            let (token, server) = (token.clone(), server.clone());
            // A connection that breaks off is the client's to mend.
            tokio::spawn(async move { pass(client, &server, &token).await.ok() });
        }
    });
    address
}

async fn pass(mut client: TcpStream, server: &str, token: &str) -> io::Result<()> {
    let mut server = TcpStream::connect(server).await?;
    client.set_nodelay(true)?;
    server.set_nodelay(true)?;
    // The server speaks first, in one line.
    let greeting = line(&mut server).await?;
    client.write_all(&greeting).await?;
    let mut words = vec![0; CONNECT.len()];
    client.read_exact(&mut words).await?;
    if words != CONNECT {
        return Err(io::Error::other("the client didn't begin with CONNECT"));
    }
    server.write_all(&words).await?;
    server.write_all(format!("\"auth_token\":\"{token}\",").as_bytes()).await?;
    copy_bidirectional(&mut client, &mut server).await.map(drop)
}

async fn line(from: &mut TcpStream) -> io::Result<Vec<u8>> {
    let mut line = Vec::new();
    while line.last() != Some(&b'\n') {
        line.push(from.read_u8().await?);
    }
    Ok(line)
}
