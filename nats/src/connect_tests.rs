//! Servers that can't do what the ledger needs, by what they say of themselves when somebody connects.

use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::TcpListener,
};

use crate::{Nats, NatsError};

/// Greets whoever connects with this, as the protocol has it, and answers pings.
async fn server(version: &str, jetstream: bool, max_payload: usize) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let info = format!(
        r#"INFO {{"server_id":"one","version":"{version}","proto":1,"host":"127.0.0.1","port":{port},"headers":true,"jetstream":{jetstream},"max_payload":{max_payload}}}"#
    );
    tokio::spawn(async move {
        while let Ok((connection, _)) = listener.accept().await {
            let (reader, mut writer) = connection.into_split();
            writer.write_all(format!("{info}\r\n").as_bytes()).await.unwrap();
            let mut lines = BufReader::new(reader).lines();
            while let Ok(Some(line)) = lines.next_line().await {
                if line.starts_with("PING") {
                    writer.write_all(b"PONG\r\n").await.unwrap();
                }
            }
        }
    });
    format!("nats://secret@127.0.0.1:{port}")
}

async fn refusal(version: &str, jetstream: bool, max_payload: usize) -> NatsError {
    let Err(error) = Nats::connect(&server(version, jetstream, max_payload).await, "").await else {
        panic!("taken: {version}, {jetstream}, {max_payload}")
    };
    let text = error.to_string();
    assert!(text.contains("127.0.0.1:") && !text.contains("secret"), "{text}");
    error
}

#[tokio::test]
async fn a_server_that_takes_too_little_in_one_message_is_refused_at_once_and_told_what_to_set() {
    let error = refusal("2.14.0", true, 1024 * 1024 - 1).await;
    assert!(matches!(error, NatsError::TooSmall { most: 1_048_575, .. }), "{error}");
    assert!(error.to_string().contains("max_payload of 1MB"), "{error}");
    Nats::connect(&server("2.14.0", true, 1024 * 1024).await, "").await.unwrap();
}

#[tokio::test]
async fn a_server_that_is_too_old_or_keeps_no_streams_is_refused_at_once() {
    let error = refusal("2.11.9", true, 1024 * 1024).await;
    assert!(matches!(error, NatsError::TooOld { .. }), "{error}");
    let error = refusal("2.12.0", false, 1024 * 1024).await;
    assert!(matches!(error, NatsError::NoJetStream { .. }), "{error}");
}
