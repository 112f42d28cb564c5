//! What a NATS server says of itself: `INFO {…}` first on each connection, and whether
//! it is well on its monitoring port.

use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use serde::Deserialize;

#[derive(Debug, Deserialize)]
pub(super) struct Hello {
    #[serde(default)]
    pub(super) jetstream: bool,
}

pub(super) fn hello(port: u16) -> Option<Hello> {
    serde_json::from_str(first_line(connect(port)?)?.strip_prefix("INFO ")?).ok()
}

/// In a cluster: does it know its place among the others?
pub(super) fn is_well(monitoring_port: u16) -> bool {
    let answer = connect(monitoring_port).and_then(|mut stream| {
        stream.write_all(b"GET /healthz HTTP/1.0\r\n\r\n").ok()?;
        first_line(stream)
    });
    answer.is_some_and(|line| line.contains(" 200 "))
}

fn connect(port: u16) -> Option<TcpStream> {
    let patience = Duration::from_secs(2);
    let stream = TcpStream::connect_timeout(&SocketAddr::from(([127, 0, 0, 1], port)), patience).ok()?;
    stream.set_read_timeout(Some(patience)).ok()?;
    Some(stream)
}

fn first_line(stream: TcpStream) -> Option<String> {
    let mut line = String::new();
    BufReader::new(stream).read_line(&mut line).ok()?;
    Some(line)
}
