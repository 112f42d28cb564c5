//! Waiting, and connections that break on purpose.

use std::time::Duration;

use testkit::{ChaosProxy, eventually};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// Sends back whatever it gets.
async fn echo() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap().to_string();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            tokio::spawn(async move {
                let (mut from, mut to) = stream.split();
                tokio::io::copy(&mut from, &mut to).await
            });
        }
    });
    address
}

/// For what comes, and for what doesn't.
const PATIENCE: Duration = Duration::from_secs(60);
const A_WHILE: Duration = Duration::from_millis(200);

async fn says_back(stream: &mut TcpStream, byte: u8, within: Duration) -> bool {
    let exchange = async {
        stream.write_u8(byte).await?;
        stream.read_u8().await
    };
    matches!(tokio::time::timeout(within, exchange).await, Ok(Ok(answer)) if answer == byte)
}

#[tokio::test]
async fn a_paused_connection_holds_back_and_delivers_later() {
    let proxy = ChaosProxy::start(echo().await).await.unwrap();
    let mut stream = TcpStream::connect(proxy.address()).await.unwrap();
    assert!(says_back(&mut stream, 1, PATIENCE).await);
    proxy.pause();
    assert!(!says_back(&mut stream, 2, A_WHILE).await);
    proxy.resume();
    assert_eq!(stream.read_u8().await.unwrap(), 2);
}

#[tokio::test]
async fn a_cut_connection_is_closed_and_new_ones_work_after_resuming() {
    let proxy = ChaosProxy::start(echo().await).await.unwrap();
    let mut stream = TcpStream::connect(proxy.address()).await.unwrap();
    assert!(says_back(&mut stream, 1, PATIENCE).await);
    proxy.cut();
    assert!(stream.read_u8().await.is_err());
    let mut refused = TcpStream::connect(proxy.address()).await.unwrap();
    assert!(!says_back(&mut refused, 2, A_WHILE).await);
    proxy.resume();
    let mut stream = TcpStream::connect(proxy.address()).await.unwrap();
    assert!(says_back(&mut stream, 3, PATIENCE).await);
}

#[tokio::test]
async fn a_condition_is_asked_until_it_holds() {
    let mut asked = 0;
    let answer = eventually(Duration::from_secs(5), async || {
        asked += 1;
        if asked == 3 { Ok(asked) } else { Err("not yet") }
    })
    .await;
    assert_eq!(answer, 3);
}

#[tokio::test]
#[should_panic(expected = "still not so after 50ms")]
async fn a_condition_that_never_holds_says_what_was_wrong() {
    eventually(Duration::from_millis(50), async || Err::<(), _>("two events are missing")).await;
}
