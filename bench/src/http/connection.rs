//! One client: a connection that stays, and a token. Nothing but the protocol, so that little of what is measured is ours.

use bytes::Bytes;
use http_body_util::{BodyExt, Full};
use hyper::{
    Method, Request, StatusCode,
    client::conn::http1::{SendRequest, handshake},
    header::{AUTHORIZATION, CONTENT_TYPE, HOST},
};
use hyper_util::rt::TokioIo;
use serde_json::Value;
use tokio::net::TcpStream;

use crate::Error;

pub(super) struct Connection {
    sender: SendRequest<Full<Bytes>>,
    host: String,
    bearer: String,
}

impl Connection {
    pub(super) async fn open(url: &str, token: &str) -> Result<Self, Error> {
        let host = url.trim_end_matches('/').strip_prefix("http://").ok_or_else(|| {
            Error::Option(format!("--url has the form http://127.0.0.1:7373, not {url}; what ends TLS is not measured"))
        })?;
        let failed = |error: &dyn std::fmt::Display| Error::Server(format!("{url} can't be reached: {error}"));
        let stream = TcpStream::connect(host).await.map_err(|error| failed(&error))?;
        stream.set_nodelay(true).map_err(|error| failed(&error))?;
        let (sender, driver) = handshake(TokioIo::new(stream)).await.map_err(|error| failed(&error))?;
        // It ends with the sender.
        tokio::spawn(driver);
        Ok(Self { sender, host: host.to_owned(), bearer: format!("Bearer {token}") })
    }

    pub(super) async fn get(&mut self, path: &str) -> Result<Bytes, Error> {
        self.ask(Method::GET, path, Bytes::new()).await
    }

    pub(super) async fn post(&mut self, path: &str, body: &Value) -> Result<Bytes, Error> {
        self.ask(Method::POST, path, serde_json::to_vec(body)?.into()).await
    }

    /// Anything but 200 ends the measurement: how fast a server refuses is another figure.
    async fn ask(&mut self, method: Method, path: &str, body: Bytes) -> Result<Bytes, Error> {
        let failed = |error: &dyn std::fmt::Display| Error::Server(format!("{path}: {error}"));
        let request = Request::builder()
            .method(method)
            .uri(format!("/api/v1{path}"))
            .header(HOST, &self.host)
            .header(AUTHORIZATION, &self.bearer)
            .header(CONTENT_TYPE, "application/json")
            .body(Full::new(body))
            .map_err(|error| failed(&error))?;
        self.sender.ready().await.map_err(|error| failed(&error))?;
        let response = self.sender.send_request(request).await.map_err(|error| failed(&error))?;
        let status = response.status();
        let body = response.into_body().collect().await.map_err(|error| failed(&error))?.to_bytes();
        if status != StatusCode::OK {
            return Err(Error::Server(format!("{path}: {status} {}", String::from_utf8_lossy(&body))));
        }
        Ok(body)
    }
}
