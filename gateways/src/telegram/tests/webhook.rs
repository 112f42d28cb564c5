//! Updates that are brought.

use serde_json::{Value, json};

use super::*;

async fn bring(url: &str, secret: Option<&str>, body: String) -> u16 {
    let client = reqwest::Client::builder().build().unwrap();
    let mut request = client.post(url).body(body);
    if let Some(secret) = secret {
        request = request.header("X-Telegram-Bot-Api-Secret-Token", secret);
    }
    request.send().await.unwrap().status().as_u16()
}

fn update(id: i64) -> Value {
    json!({ "update_id": id, "message": {
        "message_id": 5, "date": 1_772_434_800, "text": "/today",
        "from": { "id": CHAT, "is_bot": false, "first_name": "Alex" },
        "chat": { "id": CHAT, "type": "private", "first_name": "Alex" },
    }})
}

#[tokio::test]
async fn telegram_is_told_where_to_bring_updates_and_what_to_show() {
    let mut bench = Bench::new().await;
    let (url, _) = bench.listening().await;
    let told = bench.server.webhook().unwrap();
    assert_eq!((&told["url"], &told["secret_token"]), (&json!(url), &json!("s3cret")));
    bench.stop().await;
}

#[tokio::test]
async fn an_update_that_is_brought_five_times_is_kept_once_and_seen_once() {
    let mut bench = Bench::new().await;
    let (url, counters) = bench.listening().await;
    for _ in 0..5 {
        assert_eq!(bring(&url, Some("s3cret"), update(1).to_string()).await, 200);
    }
    assert_eq!(bench.kept(1).await.len(), 1);
    assert_eq!(counters(), Counted { taken: 1, repeated: 4, ignored: 0 });
    let server = std::mem::replace(&mut bench.server, BotServer::start().await);
    // Every courtesy has ended by then.
    bench.stop().await;
    assert_eq!(server.asked("setMessageReaction").len(), 1);
}

#[tokio::test]
async fn who_does_not_know_the_secret_is_not_listened_to() {
    let mut bench = Bench::new().await;
    let (url, counters) = bench.listening().await;
    for secret in [None, Some(""), Some("s3cre"), Some("s3cret2")] {
        assert_eq!(bring(&url, secret, update(1).to_string()).await, 401);
    }
    assert_eq!(counters(), Counted::default());
    assert_eq!(inbox(&bench.kit.pool).await, []);
    bench.stop().await;
}

#[tokio::test]
async fn what_is_no_message_is_taken_and_counted() {
    let mut bench = Bench::new().await;
    let (url, counters) = bench.listening().await;
    let kinds = ["not json", "17", "{}", r#"{"update_id":1,"brand_new":{}}"#, r#"{"update_id":2,"message":{}}"#];
    for body in kinds {
        assert_eq!(bring(&url, Some("s3cret"), body.to_owned()).await, 200, "{body}");
    }
    assert_eq!(counters(), Counted { taken: 0, repeated: 0, ignored: 5 });
    bench.stop().await;
}

#[tokio::test]
async fn an_update_that_cannot_be_kept_is_not_taken() {
    let mut bench = Bench::new().await;
    let (url, counters) = bench.listening().await;
    bench.kit.pool.close().await;
    assert_eq!(bring(&url, Some("s3cret"), update(1).to_string()).await, 503);
    assert_eq!(counters(), Counted::default());
    bench.kill().await;
}
