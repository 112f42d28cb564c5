//! Updates that are asked for.

use serde_json::json;

use super::*;
use crate::chat::{
    Content,
    reply::{Button, Mark, Press},
};

#[tokio::test]
async fn a_message_is_kept_then_seen_and_a_start_is_only_kept() {
    let bench = Bench::polling().await;
    let start = bench.server.receives_text(CHAT, "/start friend");
    let log = bench.server.receives_text(CHAT, "/log run 45");
    let kept = bench.kept(2).await;
    let ids: Vec<String> = [start, log].iter().map(|id| format!("telegram:4200000001:{id}")).collect();
    assert_eq!(kept.iter().map(|incoming| incoming.id.clone()).collect::<Vec<_>>(), ids);
    assert_eq!(kept[0].content, Content::Text { message: "1".to_owned(), text: "/start friend".to_owned() });
    let reactions = bench.asked("setMessageReaction", 1).await;
    bench.server.receives_text(CHAT, "/today");
    bench.asked("setMessageReaction", 2).await;
    assert_eq!(reactions[0].params["message_id"], 2, "the /start has no reaction");
    assert_eq!(reactions[0].params["reaction"], json!([{ "type": "emoji", "emoji": "👀" }]));
    bench.stop().await;
}

#[tokio::test]
async fn a_press_is_kept_and_every_press_is_acknowledged() {
    let bench = Bench::polling().await;
    bench.server.receives_press(CHAT, "c7.1");
    bench.server.receives_press(CHAT, "made up");
    bench.asked("answerCallbackQuery", 2).await;
    let kept = bench.kept(1).await;
    assert_eq!(kept.len(), 1);
    assert_eq!(kept[0].content, Content::Pressed { press: Press::Choose { question: Mark(7), number: 1 } });
    bench.stop().await;
}

#[tokio::test]
async fn a_press_says_what_was_too_long_to_travel_with_the_button() {
    let bench = Bench::polling().await;
    let long = format!("/skip 1 {}", "very ".repeat(20));
    bench.tell("42", "1", &[says("?").offering(vec![Button::saying("Skip", &long)])]).await;
    let data = bench.asked("sendMessage", 1).await[0].buttons()[0][0].1.clone();
    bench.server.receives_press(CHAT + 1, &data);
    bench.server.receives_press(CHAT, &data);
    bench.asked("answerCallbackQuery", 2).await;
    let kept = bench.kept(2).await;
    let closed = Press::Choose { question: Mark::default(), number: 0 };
    assert_eq!(kept[0].content, Content::Pressed { press: closed }, "a letter to somebody else is not read out");
    assert_eq!(kept[1].content, Content::Pressed { press: Press::Say(long) });
    bench.stop().await;
}

#[tokio::test]
async fn a_second_poller_is_left_alone() {
    let bench = Bench::polling().await;
    bench.asked("getUpdates", 1).await;
    let url = format!("{}/bot{TOKEN}/getUpdates", bench.server.url());
    let client = reqwest::Client::builder().build().unwrap();
    let theirs = client.post(url).json(&json!({ "timeout": 5 })).send().await.unwrap();
    assert_eq!(theirs.status(), 200, "they were not cut off by us");
    assert_eq!(bench.server.asked("getUpdates").len(), 2);
    let paused = "paceledger_chat_pauses_total{because=\"conflict\",gateway=\"telegram\"} 1".to_owned();
    testkit::eventually(SOON, async || match bench.counted("paceledger_chat_pauses_total") {
        counted if counted == [paused.clone()] => Ok(()),
        other => Err(other),
    })
    .await;
    bench.stop().await;
}

#[tokio::test]
async fn who_shuts_us_out_is_sent_nothing_more() {
    let bench = Bench::new().await;
    bench.tell("42", "1", &[says("a")]).await;
    let person = json!({ "id": CHAT, "is_bot": false, "first_name": "Alex" });
    let us = json!({ "id": 4_200_000_001_u64, "is_bot": true, "first_name": "PaceLedger" });
    let change = json!({ "update_id": 1, "my_chat_member": {
        "chat": { "id": CHAT, "type": "private", "first_name": "Alex" }, "from": person, "date": 1_772_434_800,
        "old_chat_member": { "status": "member", "user": us },
        "new_chat_member": { "status": "kicked", "user": us, "until_date": 0 },
    }});
    super::shapes::gate(&bench).take(&change).await.unwrap();
    assert_eq!(bench.ended().await, ["blocked"]);
}
