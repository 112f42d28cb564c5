//! Clients that take their time.

use std::time::{Duration, Instant};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    time::timeout,
};

use super::{api::PATIENCE, live::served};
use crate::http::Limits;

/// Sends a letter at a time, as long as somebody listens; what came back, and after how long the line was cut.
async fn dribble(address: &str) -> (String, Duration) {
    // Before the server's own clock starts, so that what is measured is never shorter than its limit.
    let begun = Instant::now();
    let mut stream = TcpStream::connect(address).await.unwrap();
    let head = format!("GET /healthz HTTP/1.1\r\nHost: here\r\nX-Slow: {}", "a".repeat(10_000));
    let (mut reading, mut writing) = stream.split();
    let write = async {
        for letter in head.as_bytes() {
            if writing.write_all(&[*letter]).await.is_err() {
                break;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    };
    let mut came = Vec::new();
    let read = async { reading.read_to_end(&mut came).await };
    tokio::select! {
        () = write => {}
        _ = read => {}
    }
    (String::from_utf8_lossy(&came).into_owned(), begun.elapsed())
}

#[tokio::test]
async fn a_client_that_dribbles_its_request_is_let_go_and_the_others_are_served() {
    let limits = Limits { head_within: Duration::from_millis(700), ..Limits::without_rates() };
    let (_api, served) = served(limits).await;
    let address = served.url.replace("http://", "").replace("/api/v1", "");
    let slow = timeout(PATIENCE, dribble(&address));
    let quick = served.client.get(served.url.replace("/api/v1", "/healthz")).send();
    let (slow, quick) = tokio::join!(slow, quick);
    assert_eq!(quick.unwrap().status(), 200);
    let (came, after) = slow.expect("the line was never cut");
    assert!(!came.contains("200 OK"), "{came}");
    assert!(after >= Duration::from_millis(600), "cut after {after:?}: too early to be the limit");
}
