//! Replies on their way out, when all goes well.

use super::*;
use crate::chat::reply::{Button, Part};

#[tokio::test]
async fn replies_arrive_in_order_and_at_telegrams_pace() {
    let bench = Bench::polling().await;
    bench.tell("42", "1", &[says("a"), says("b & b"), says("c")]).await;
    for chat in 100..140 {
        bench.tell(&chat.to_string(), &format!("other:{chat}"), &[says("x")]).await;
    }
    bench.sees(CHAT, &["a", "b &amp; b", "c"]).await;
    assert_eq!(bench.ended().await, ["sent"; 43]);
    assert_eq!(bench.server.violations(), []);
    bench.stop().await;
}

#[tokio::test]
async fn of_two_processes_one_delivers_and_asks_until_it_goes() {
    let mut bench = Bench::polling().await;
    bench.asked("getUpdates", 1).await;
    let (first, stop) = (bench.running.take().unwrap(), bench.stop.clone());
    drop(bench.run(Intake::Polling));
    bench.asked("getMe", 2).await;
    bench.tell("42", "1", &[says("a"), says("b"), says("c"), says("d")]).await;
    bench.sees(CHAT, &["a", "b", "c", "d"]).await;
    assert_eq!(bench.server.violations(), [], "two would each have a pace of their own");
    assert_eq!(bench.server.asked("getUpdates").len(), 1, "nobody cut off a poller of ours");
    stop.cancel();
    first.await.unwrap();
    bench.tell("42", "2", &[says("e")]).await;
    bench.sees(CHAT, &["a", "b", "c", "d", "e"]).await;
    bench.asked("getUpdates", 2).await;
    bench.stop().await;
}

#[tokio::test]
async fn pictures_files_and_buttons_arrive_as_such() {
    let bench = Bench::polling().await;
    let form = Part::Picture { png: vec![1, 2, 3], caption: "Form < 5".to_owned() };
    let export = Part::Document {
        name: "export.jsonl".to_owned(),
        media_type: "application/jsonl".to_owned(),
        bytes: b"{}".to_vec(),
    };
    let reply = says("Here").and(form).and(export).offering(vec![Button::saying("Plan", "/plan week")]);
    bench.tell("42", "1", &[reply]).await;
    bench.sees(CHAT, &["Here", "[picture.png] Form &lt; 5", "[export.jsonl]"]).await;
    let document = bench.asked("sendDocument", 1).await.remove(0);
    assert_eq!((&*document.uploads[0].field, &*document.uploads[0].bytes), ("document", &b"{}"[..]));
    assert_eq!(document.buttons(), [[("Plan".to_owned(), "s/plan week".to_owned())]]);
    bench.stop().await;
}

#[tokio::test]
async fn a_topic_of_a_group_gets_its_answers_in_the_topic() {
    let bench = Bench::polling().await;
    bench.tell("-100123/45", "1", &[says("a")]).await;
    let asked = bench.asked("sendMessage", 1).await.remove(0);
    assert_eq!((asked.chat(), &asked.params["message_thread_id"]), ("-100123".to_owned(), &serde_json::json!(45)));
    bench.stop().await;
}

#[tokio::test]
async fn of_two_processes_one_delivers_and_the_other_takes_over() {
    let mut bench = Bench::polling().await;
    bench.tell("42", "1", &[says("a")]).await;
    bench.sees(CHAT, &["a"]).await;
    // Killed before it is noted, it would rightly be sent again.
    assert_eq!(bench.ended().await, ["sent"]);
    let stop = CancellationToken::new();
    let other =
        tokio::spawn(Telegram::new(bench.kit.pool.clone(), bench.settings(), now).run(Intake::Polling, stop.clone()));
    bench.asked("getMe", 2).await;
    bench.kill().await;
    bench.tell("42", "2", &[says("b")]).await;
    bench.sees(CHAT, &["a", "b"]).await;
    stop.cancel();
    other.await.unwrap();
}
