//! Replies on their way out, when something goes wrong.

use testkit::telegram::Fault;

use super::*;

#[tokio::test]
async fn a_429_is_waited_out_and_the_reply_is_not_marked() {
    let bench = Bench::polling().await;
    bench.server.fails_next("sendMessage", Fault::TooMany { retry_after: 2 });
    bench.tell("42", "1", &[says("a"), says("b")]).await;
    bench.sees(CHAT, &["a", "b"]).await;
    let asked = bench.server.asked("sendMessage");
    assert!(asked[1].at - asked[0].at >= Duration::from_secs(2));
    bench.stop().await;
}

#[tokio::test]
async fn who_blocked_us_is_sent_nothing_more_on_any_occasion_until_they_write_again() {
    let bench = Bench::polling().await;
    bench.server.fails_next("sendMessage", Fault::Blocked);
    bench.tell("42", "1", &[says("a"), says("b")]).await;
    assert_eq!(bench.ended().await, ["blocked", "blocked"]);
    bench.tell("42", "a reminder", &[says("c")]).await;
    assert_eq!(bench.ended().await, ["blocked", "blocked", "blocked"]);
    assert_eq!(bench.server.asked("sendMessage").len(), 1);
    bench.server.receives_text(CHAT, "/today");
    bench.kept(1).await;
    bench.tell("42", "2", &[says("d")]).await;
    bench.sees(CHAT, &["d"]).await;
    bench.stop().await;
}

#[tokio::test]
async fn a_reply_whose_answer_got_lost_is_sent_again_and_marked() {
    let bench = Bench::polling().await;
    bench.server.fails_next("sendMessage", Fault::LostAnswer);
    bench.tell("42", "1", &[says("a"), says("b")]).await;
    bench.sees(CHAT, &["a", "🔁 a", "b"]).await;
    bench.stop().await;
}

#[tokio::test]
async fn a_reply_whose_answer_takes_too_long_is_sent_again_and_marked() {
    let bench = Bench::polling().await;
    bench.server.fails_next("sendMessage", Fault::Slow(Duration::from_secs(6)));
    bench.tell("42", "1", &[says("a")]).await;
    bench.sees(CHAT, &["a", "🔁 a"]).await;
    bench.stop().await;
}

#[tokio::test]
async fn of_a_long_reply_only_the_lost_message_is_sent_again() {
    let bench = Bench::polling().await;
    let (first, second) = ("a".repeat(3_000), "b".repeat(3_000));
    bench.server.fails_next("sendMessage", Fault::Slow(Duration::ZERO));
    bench.server.fails_next("sendMessage", Fault::LostAnswer);
    bench.tell("42", "1", &[says(&format!("{first}\n\n{second}"))]).await;
    bench.sees(CHAT, &[&first, &second, &format!("🔁 {second}")]).await;
    bench.stop().await;
}

#[tokio::test]
async fn a_process_killed_while_it_sends_leaves_a_reply_that_the_next_one_sends_marked() {
    let mut bench = Bench::polling().await;
    bench.server.fails_next("sendMessage", Fault::Slow(Duration::from_secs(60)));
    bench.tell("42", "1", &[says("a")]).await;
    bench.asked("sendMessage", 1).await;
    bench.kill().await;
    drop(bench.run(Intake::Polling));
    bench.sees(CHAT, &["a", "🔁 a"]).await;
    assert_eq!(bench.ended().await, ["sent"]);
    bench.stop().await;
}

#[tokio::test]
async fn markup_that_is_refused_is_left_out() {
    let bench = Bench::polling().await;
    bench.server.fails_next("sendMessage", Fault::Refused("Bad Request: can't parse entities: no"));
    bench.tell("42", "1", &[says("5 < 6")]).await;
    bench.sees(CHAT, &["5 < 6"]).await;
    let asked = bench.server.asked("sendMessage");
    assert_eq!((&asked[0].params["parse_mode"], asked[1].params.get("parse_mode")), (&"HTML".into(), None));
    bench.stop().await;
}

#[tokio::test]
async fn a_group_that_moved_gets_its_replies_at_its_new_address() {
    let bench = Bench::polling().await;
    bench.server.fails_next("sendMessage", Fault::MigratedTo(-100_777));
    bench.tell("-7", "1", &[says("a"), says("b")]).await;
    bench.sees(-100_777, &["a", "b"]).await;
    bench.stop().await;
}

#[tokio::test]
async fn a_reply_that_cannot_be_delivered_does_not_hold_up_the_next() {
    let bench = Bench::polling().await;
    bench.server.fails_next("sendMessage", Fault::Refused("Bad Request: chat not found"));
    bench.tell("42", "1", &[says("a"), says("b")]).await;
    assert_eq!(bench.ended().await, ["failed", "sent"]);
    bench.sees(CHAT, &["b"]).await;
    bench.stop().await;
}

#[tokio::test]
async fn a_server_in_trouble_is_tried_again() {
    let bench = Bench::polling().await;
    bench.server.fails_next("sendMessage", Fault::BadGateway);
    bench.server.fails_next("sendMessage", Fault::BadGateway);
    bench.tell("42", "1", &[says("a")]).await;
    bench.sees(CHAT, &["🔁 a"]).await;
    bench.ended().await;
    let again = "paceledger_chat_replies_total{became=\"sent-again\",gateway=\"telegram\"} 1".to_owned();
    assert!(bench.counted("paceledger_chat_replies_total").contains(&again));
    bench.stop().await;
}

#[tokio::test]
async fn neither_errors_nor_settings_show_the_token() {
    let settings = Settings {
        // Nobody listens there.
        api: Url::parse("http://127.0.0.1:9").unwrap(),
        ..Bench::new().await.settings()
    };
    let error = super::super::api::Api::new(&settings).unwrap().me().await.unwrap_err();
    let shown = format!("{error} {error:?} {settings:?}");
    assert!(!shown.contains("a-token-for-tests") && shown.contains("can't be reached"), "{shown}");
}

#[tokio::test]
async fn what_became_of_updates_and_replies_is_counted_without_a_word_on_whose_they_were() {
    let bench = Bench::polling().await;
    bench.server.fails_next("sendMessage", Fault::TooMany { retry_after: 1 });
    bench.tell("42", "1", &[says("a")]).await;
    bench.sees(CHAT, &["a"]).await;
    bench.ended().await;
    bench.server.fails_next("sendMessage", Fault::Refused("Bad Request: chat not found"));
    bench.tell("42", "2", &[says("b")]).await;
    bench.ended().await;
    bench.server.fails_next("sendMessage", Fault::Blocked);
    bench.tell("42", "3", &[says("c")]).await;
    bench.ended().await;
    bench.server.receives_text(CHAT, "/today");
    bench.asked("setMessageReaction", 1).await;
    let replies = |became| format!("paceledger_chat_replies_total{{became=\"{became}\",gateway=\"telegram\"}} 1");
    let expected = ["blocked", "failed", "later", "sent"].map(replies);
    assert_eq!(bench.counted("paceledger_chat_replies_total"), expected);
    assert_eq!(
        bench.counted("paceledger_chat_pauses_total"),
        ["paceledger_chat_pauses_total{because=\"too-many\",gateway=\"telegram\"} 1"]
    );
    assert_eq!(
        bench.counted("paceledger_chat_updates_total"),
        ["paceledger_chat_updates_total{became=\"taken\",gateway=\"telegram\"} 1"]
    );
    bench.stop().await;
}
