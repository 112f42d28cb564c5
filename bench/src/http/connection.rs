//! One client: a connection that stays, and a token. Nothing but the protocol, read by hand, so that little of what is
//! measured is ours.

use bytes::{Bytes, BytesMut};
use httparse::{EMPTY_HEADER, Status};
use serde::de::IgnoredAny;
use serde_json::Value;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

use crate::Error;

/// Headers that an answer may have.
const HEADERS: usize = 32;
const OK: u16 = 200;

pub(super) struct Connection {
    stream: TcpStream,
    /// What came and wasn't taken yet.
    read: BytesMut,
    /// `Host` and `Authorization`, as every request has them.
    headers: String,
}

/// The beginning of an answer.
struct Head {
    status: u16,
    /// Where the body begins and ends.
    body: std::ops::Range<usize>,
}

impl Connection {
    pub(super) async fn open(url: &str, token: &str) -> Result<Self, Error> {
        let host = url.trim_end_matches('/').strip_prefix("http://").ok_or_else(|| {
            Error::Option(format!("--url has the form http://127.0.0.1:7373, not {url}; what ends TLS is not measured"))
        })?;
        let failed = |error| Error::Server(format!("{url} can't be reached: {error}"));
        let stream = TcpStream::connect(host).await.map_err(failed)?;
        stream.set_nodelay(true).map_err(failed)?;
        let headers = format!("host: {host}\r\nauthorization: Bearer {token}\r\n");
        Ok(Self { stream, read: BytesMut::new(), headers })
    }

    /// What is asked for; it has to be JSON.
    pub(super) async fn get(&mut self, path: &str) -> Result<Bytes, Error> {
        let request = format!("GET /api/v1{path} HTTP/1.1\r\n{}\r\n", self.headers);
        let answer = self.ask(path, request.as_bytes()).await?;
        serde_json::from_slice::<IgnoredAny>(&answer)?;
        Ok(answer)
    }

    pub(super) async fn post(&mut self, path: &str, body: &Value) -> Result<Bytes, Error> {
        let body = serde_json::to_string(body)?;
        let length = body.len();
        let request = format!(
            "POST /api/v1{path} HTTP/1.1\r\n{}content-type: application/json\r\ncontent-length: {length}\r\n\r\n{body}",
            self.headers
        );
        self.ask(path, request.as_bytes()).await
    }

    /// Anything but 200 ends the measurement: how fast a server refuses is another figure.
    async fn ask(&mut self, path: &str, request: &[u8]) -> Result<Bytes, Error> {
        let failed = |error: &dyn std::fmt::Display| Error::Server(format!("{path}: {error}"));
        self.stream.write_all(request).await.map_err(|error| failed(&error))?;
        let head = loop {
            if let Some(head) = head(&self.read).map_err(|why| failed(&why))?
                && self.read.len() >= head.body.end
            {
                break head;
            }
            if self.stream.read_buf(&mut self.read).await.map_err(|error| failed(&error))? == 0 {
                return Err(failed(&"the server closed the connection"));
            }
        };
        let body = self.read.split_to(head.body.end).split_off(head.body.start).freeze();
        if head.status != OK {
            return Err(Error::Server(format!("{path}: {} {}", head.status, String::from_utf8_lossy(&body))));
        }
        Ok(body)
    }
}

/// `None` while it isn't all there.
fn head(read: &[u8]) -> Result<Option<Head>, String> {
    let mut headers = [EMPTY_HEADER; HEADERS];
    let mut response = httparse::Response::new(&mut headers);
    let Status::Complete(begin) = response.parse(read).map_err(|error| error.to_string())? else { return Ok(None) };
    let mut all = response.headers.iter();
    let length = all.find(|header| header.name.eq_ignore_ascii_case("content-length"));
    let length = length.and_then(|header| std::str::from_utf8(header.value).ok()?.parse::<usize>().ok());
    let length = length.ok_or_else(|| "an answer doesn't say how long it is".to_owned())?;
    Ok(Some(Head { status: response.code.unwrap_or_default(), body: begin..begin + length }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_read_when_it_is_whole() {
        let answer = b"HTTP/1.1 200 OK\r\netag: \"a\"\r\nContent-Length: 2\r\n\r\n{}HTTP/1.1";
        let all = head(answer).unwrap().unwrap();
        assert_eq!((all.status, &answer[all.body]), (OK, &b"{}"[..]));
        assert!(head(&answer[..20]).unwrap().is_none());
        assert!(head(b"HTTP/1.1 200 OK\r\n\r\n").is_err(), "no length");
        assert!(head(b"SSH-2.0").is_err());
    }
}
