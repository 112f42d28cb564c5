//! Nothing is lost, nothing is told twice, and a chat keeps its order.

use std::time::Duration;

use sqlx::PgPool;

use super::*;

const LEASE: Duration = Duration::from_secs(60);

async fn arrives(pool: &PgPool, id: &str, chat: &str) -> bool {
    receive(pool, Letter { id, gateway: "telegram", chat, body: r#"{"said":"hello \u0000"}"# }).await.unwrap()
}

async fn claimed(pool: &PgPool) -> Claimed {
    claim(pool).await.unwrap().expect("a message to answer")
}

async fn outgoing(pool: &PgPool) -> Option<Outgoing> {
    next_outgoing(pool, "telegram", LEASE).await.unwrap()
}

fn told_text(text: &str) -> String {
    format!("{{\"text\":\"{text}\"}}")
}

#[tokio::test]
async fn a_message_that_is_delivered_five_times_is_received_once() {
    let kit = testkit::Ledger::new().await;
    let mut new = Vec::new();
    for _ in 0..5 {
        new.push(arrives(&kit.pool, "telegram:7:1", "42").await);
    }
    assert_eq!(new, [true, false, false, false, false]);
    let claimed = claimed(&kit.pool).await;
    assert_eq!((claimed.id.as_str(), claimed.body.as_str()), ("telegram:7:1", r#"{"said":"hello \u0000"}"#));
    claimed.answer(&[told_text("yes")]).await.unwrap();
    assert!(!arrives(&kit.pool, "telegram:7:1", "42").await);
    assert!(claim(&kit.pool).await.unwrap().is_none());
}

#[tokio::test]
async fn a_chat_is_answered_in_order_and_chats_side_by_side() {
    let kit = testkit::Ledger::new().await;
    for (id, chat) in [("1", "42"), ("2", "42"), ("3", "43")] {
        arrives(&kit.pool, id, chat).await;
    }
    let (first, other) = (claimed(&kit.pool).await, claimed(&kit.pool).await);
    assert_eq!((first.id.as_str(), other.id.as_str()), ("1", "3"));
    assert!(claim(&kit.pool).await.unwrap().is_none(), "the second message waits for the first");
    first.answer(&[]).await.unwrap();
    assert_eq!(claimed(&kit.pool).await.id, "2");
}

#[tokio::test]
async fn a_message_dropped_in_the_middle_of_an_answer_is_handed_out_again() {
    let kit = testkit::Ledger::new().await;
    arrives(&kit.pool, "1", "42").await;
    drop(claimed(&kit.pool).await);
    let again = testkit::eventually(Duration::from_secs(30), async || claim(&kit.pool).await.unwrap().ok_or(())).await;
    assert_eq!((again.id.as_str(), again.attempts), ("1", 0));
    again.later(&kit.pool, Duration::from_secs(3600), "no luck").await.unwrap();
    assert!(claim(&kit.pool).await.unwrap().is_none());
    sqlx::query("update chat_inbox set not_before = now()").execute(&kit.pool).await.unwrap();
    assert_eq!(claimed(&kit.pool).await.attempts, 1);
}

#[tokio::test]
async fn replies_go_out_in_order_one_after_the_other() {
    let kit = testkit::Ledger::new().await;
    arrives(&kit.pool, "1", "42").await;
    claimed(&kit.pool).await.answer(&[told_text("a"), told_text("b")]).await.unwrap();
    post(&kit.pool, "reminder:9", "telegram", "43", &[told_text("c")]).await.unwrap();
    post(&kit.pool, "reminder:9", "telegram", "43", &[told_text("c")]).await.unwrap();
    let first = outgoing(&kit.pool).await.unwrap();
    let other = outgoing(&kit.pool).await.unwrap();
    assert_eq!((first.body.as_str(), other.body.as_str()), (told_text("a").as_str(), told_text("c").as_str()));
    assert_eq!(outgoing(&kit.pool).await, None, "the second part waits for the first");
    assert_eq!(next_outgoing(&kit.pool, "terminal", LEASE).await.unwrap(), None);
    sent(&kit.pool, first.id, Some("77")).await.unwrap();
    sent(&kit.pool, other.id, None).await.unwrap();
    assert_eq!(outgoing(&kit.pool).await.unwrap().body, told_text("b"));
}

#[tokio::test]
async fn a_reply_whose_sender_died_is_handed_out_again_and_says_so() {
    let kit = testkit::Ledger::new().await;
    post(&kit.pool, "1", "telegram", "42", &[told_text("a")]).await.unwrap();
    assert!(!next_outgoing(&kit.pool, "telegram", Duration::ZERO).await.unwrap().unwrap().perhaps_sent);
    let again = outgoing(&kit.pool).await.unwrap();
    assert_eq!((again.perhaps_sent, again.attempts), (true, 2));
}

#[tokio::test]
async fn what_has_arrived_of_a_reply_is_known_to_whoever_takes_over() {
    let kit = testkit::Ledger::new().await;
    post(&kit.pool, "1", "telegram", "42", &[told_text("a")]).await.unwrap();
    let first = outgoing(&kit.pool).await.unwrap();
    assert_eq!(first.external_id, None);
    partly_sent(&kit.pool, first.id, "70,71", LEASE).await.unwrap();
    assert_eq!(outgoing(&kit.pool).await, None, "it is in hand");
    take_over(&kit.pool, "telegram").await.unwrap();
    let again = outgoing(&kit.pool).await.unwrap();
    assert_eq!((again.id, again.external_id.as_deref()), (first.id, Some("70,71")));
}

#[tokio::test]
async fn what_was_told_is_shown_to_its_own_chat_alone() {
    let kit = testkit::Ledger::new().await;
    post(&kit.pool, "1", "telegram", "42", &[told_text("a")]).await.unwrap();
    let id = outgoing(&kit.pool).await.unwrap().id;
    assert_eq!(told(&kit.pool, "telegram", "42", id).await.unwrap(), Some(told_text("a")));
    assert_eq!(told(&kit.pool, "telegram", "43", id).await.unwrap(), None);
}

#[tokio::test]
async fn a_refused_reply_is_not_taken_for_perhaps_sent() {
    let kit = testkit::Ledger::new().await;
    post(&kit.pool, "1", "telegram", "42", &[told_text("a"), told_text("b")]).await.unwrap();
    for (arrival, perhaps_sent) in [(Arrival::Refused, false), (Arrival::Unknown, false), (Arrival::Refused, true)] {
        let reply = outgoing(&kit.pool).await.unwrap();
        assert_eq!((reply.body.as_str(), reply.perhaps_sent), (told_text("a").as_str(), perhaps_sent));
        retry(&kit.pool, reply.id, Duration::ZERO, arrival, "too many").await.unwrap();
    }
    failed(&kit.pool, outgoing(&kit.pool).await.unwrap().id, "it is too long").await.unwrap();
    assert_eq!(outgoing(&kit.pool).await.unwrap().body, told_text("b"));
}

async fn state_of(pool: &PgPool, cause: &str) -> (String, String) {
    sqlx::query_as("select state, body::text from chat_outbox where inbox_id = $1")
        .bind(cause)
        .fetch_one(pool)
        .await
        .unwrap()
}

#[tokio::test]
async fn who_shut_us_out_gets_nothing_on_any_occasion_until_they_write_again() {
    let kit = testkit::Ledger::new().await;
    arrives(&kit.pool, "1", "42").await;
    claimed(&kit.pool).await.answer(&[told_text("a"), told_text("b")]).await.unwrap();
    blocked(&kit.pool, "telegram", "42", "403").await.unwrap();
    assert_eq!(outgoing(&kit.pool).await, None);
    post(&kit.pool, "reminder", "telegram", "42", &[told_text("c")]).await.unwrap();
    assert_eq!(outgoing(&kit.pool).await, None, "a later occasion");
    assert_eq!(state_of(&kit.pool, "reminder").await, ("blocked".to_owned(), "{}".to_owned()));
    assert!(!arrives(&kit.pool, "1", "42").await);
    post(&kit.pool, "insight", "telegram", "42", &[told_text("d")]).await.unwrap();
    assert_eq!(outgoing(&kit.pool).await, None, "what they wrote before, delivered again, is nothing new");
    arrives(&kit.pool, "2", "42").await;
    claimed(&kit.pool).await.answer(&[told_text("e")]).await.unwrap();
    assert_eq!(outgoing(&kit.pool).await.unwrap().body, told_text("e"));
}

#[tokio::test]
async fn a_refusal_that_is_noted_late_does_not_silence_who_has_just_written() {
    let kit = testkit::Ledger::new().await;
    post(&kit.pool, "reminder", "telegram", "42", &[told_text("a")]).await.unwrap();
    let refused = outgoing(&kit.pool).await.unwrap();
    arrives(&kit.pool, "1", "42").await;
    blocked(&kit.pool, "telegram", &refused.chat, "403").await.unwrap();
    claimed(&kit.pool).await.answer(&[told_text("b")]).await.unwrap();
    assert_eq!(outgoing(&kit.pool).await.unwrap().body, told_text("b"));
}

#[tokio::test]
async fn a_chat_that_moves_takes_along_what_was_refused_for_it_and_leaves_what_is_being_sent_in_its_hands() {
    let kit = testkit::Ledger::new().await;
    post(&kit.pool, "1", "telegram", "-7", &[told_text("a"), told_text("b")]).await.unwrap();
    let refused = outgoing(&kit.pool).await.unwrap();
    moved(&kit.pool, "telegram", "-7", "-100", Some(refused.id)).await.unwrap();
    let again = outgoing(&kit.pool).await.unwrap();
    assert_eq!((again.id, again.chat.as_str(), again.perhaps_sent), (refused.id, "-100", false));
    moved(&kit.pool, "telegram", "-100", "-200", None).await.unwrap();
    assert_eq!(outgoing(&kit.pool).await, None, "it is being sent");
    sent(&kit.pool, again.id, None).await.unwrap();
    let next = outgoing(&kit.pool).await.unwrap();
    assert_eq!((next.chat.as_str(), next.body), ("-200", told_text("b")));
}

#[tokio::test]
async fn the_bell_rings_for_what_is_new() {
    let kit = testkit::Ledger::new().await;
    let (mut inbox, mut outbox) = (Bell::of_inbox(&kit.pool).await.unwrap(), Bell::of_outbox(&kit.pool).await.unwrap());
    arrives(&kit.pool, "1", "42").await;
    let long = Duration::from_secs(60);
    let started = std::time::Instant::now();
    inbox.wait(long).await;
    claimed(&kit.pool).await.answer(&[told_text("a")]).await.unwrap();
    outbox.wait(long).await;
    assert!(started.elapsed() < long);
}

#[tokio::test]
async fn an_answered_message_has_no_words_any_more_and_is_still_known() {
    let kit = testkit::Ledger::new().await;
    arrives(&kit.pool, "1", "42").await;
    arrives(&kit.pool, "2", "42").await;
    claimed(&kit.pool).await.answer(&[]).await.unwrap();
    let bodies: Vec<String> =
        sqlx::query_scalar("select body::text from chat_inbox order by number").fetch_all(&kit.pool).await.unwrap();
    assert_eq!(bodies, ["{}", r#"{"said":"hello \u0000"}"#]);
    assert!(!arrives(&kit.pool, "1", "42").await);
}

#[tokio::test]
async fn of_the_erased_no_word_stays_not_even_of_what_was_on_its_way() {
    let kit = testkit::Ledger::new().await;
    for (id, chat) in [("1", "42"), ("2", "43")] {
        arrives(&kit.pool, id, chat).await;
        claimed(&kit.pool).await.answer(&[told_text(id)]).await.unwrap();
        let reply = outgoing(&kit.pool).await.unwrap();
        sent(&kit.pool, reply.id, None).await.unwrap();
    }
    post(&kit.pool, "reminder", "telegram", "42", &[told_text("c"), told_text("d")]).await.unwrap();
    let under_way = outgoing(&kit.pool).await.unwrap();
    pace(&kit.pool, uuid::Uuid::from_u128(1), "messages").await.unwrap().keep(r#"["1"]"#).await.unwrap();
    let member = uuid::Uuid::from_u128(1);
    begun(&kit.pool, member).await;
    assert!(erase(&kit.pool, member, &[("telegram", "42")], None).await.unwrap());
    assert_eq!(state_of(&kit.pool, "2").await.1, told_text("2"), "another chat's stays");
    assert_eq!(under_way.body, told_text("c"), "it arrives all the same");
    sent(&kit.pool, under_way.id, None).await.unwrap();
    failed(&kit.pool, outgoing(&kit.pool).await.unwrap().id, "no").await.unwrap();
    let left: Vec<String> = sqlx::query_scalar(
        "select body::text from chat_inbox where chat = '42' union all
         select body::text from chat_outbox where chat = '42' union all select asked::text from chat_paces",
    )
    .fetch_all(&kit.pool)
    .await
    .unwrap();
    assert_eq!(left, ["{}"; 3]);
    assert!(!arrives(&kit.pool, "1", "42").await, "told again, it is known");
}

/// As the ledger notes it when somebody is erased.
async fn begun(pool: &PgPool, member: uuid::Uuid) {
    sqlx::query("insert into erasures (member_id) values ($1)").bind(member).execute(pool).await.unwrap();
}

#[tokio::test]
async fn an_answer_that_is_being_written_is_waited_for_and_a_chat_that_is_clear_is_left_alone() {
    let (kit, member, chats) = (testkit::Ledger::new().await, uuid::Uuid::from_u128(1), [("telegram", "42")]);
    begun(&kit.pool, member).await;
    arrives(&kit.pool, "1", "42").await;
    let answering = claimed(&kit.pool).await;
    let erased = async |asked_in| erase(&kit.pool, member, &chats, asked_in).await.unwrap();
    assert!(!erased(None).await);
    answering.answer(&[told_text("their own words")]).await.unwrap();
    arrives(&kit.pool, "2", "42").await;
    assert!(erased(Some(chats[0])).await, "what asks for it needn't wait for itself");
    sent(&kit.pool, outgoing(&kit.pool).await.unwrap().id, None).await.unwrap();
    let told: String = sqlx::query_scalar("select body::text from chat_outbox").fetch_one(&kit.pool).await.unwrap();
    assert_eq!(told, "{}", "once it has arrived");
    claimed(&kit.pool).await.answer(&[told_text("somebody else's")]).await.unwrap();
    assert!(erased(None).await);
    assert_eq!(outgoing(&kit.pool).await.map(|reply| reply.body), Some(told_text("somebody else's")));
    let lasts: bool = sqlx::query_scalar("select not fleeting from chat_outbox where inbox_id = '2'")
        .fetch_one(&kit.pool)
        .await
        .unwrap();
    assert!(lasts, "whoever has the chat now is not erased");
}

#[tokio::test]
async fn what_is_done_with_is_swept_away_after_thirty_days_in_small_bites_and_nothing_else_is() {
    let kit = testkit::Ledger::new().await;
    for number in 0..7 {
        arrives(&kit.pool, &number.to_string(), "42").await;
        claimed(&kit.pool).await.answer(&[told_text("a")]).await.unwrap();
        sent(&kit.pool, outgoing(&kit.pool).await.unwrap().id, None).await.unwrap();
    }
    let age = async |ids: &[&str], days: f64| {
        for statement in [
            "update chat_inbox set answered_at = now() - $2 * interval '1 day' where id = any($1)",
            "update chat_outbox set made_at = now() - $2 * interval '1 day' where inbox_id = any($1)",
        ] {
            sqlx::query(statement).bind(ids).bind(days).execute(&kit.pool).await.unwrap();
        }
    };
    age(&["0", "1", "2", "3", "4"], 30.1).await;
    age(&["5"], 29.9).await;
    // Never answered, never delivered: however old, it is not done with.
    arrives(&kit.pool, "open", "43").await;
    post(&kit.pool, "undelivered", "telegram", "44", &[told_text("b")]).await.unwrap();
    sqlx::query("update chat_inbox set received_at = now() - interval '1 year' where id = 'open'")
        .execute(&kit.pool)
        .await
        .unwrap();
    age(&["undelivered"], 365.0).await;
    let mut bites = Vec::new();
    for _ in 0..4 {
        bites.push(sweep(&kit.pool, 2).await.unwrap());
    }
    assert_eq!(bites, [4, 4, 2, 0]);
    let left: Vec<String> =
        sqlx::query_scalar("select id from chat_inbox union select inbox_id from chat_outbox order by 1")
            .fetch_all(&kit.pool)
            .await
            .unwrap();
    assert_eq!(left, ["5", "6", "open", "undelivered"]);
    assert!(!arrives(&kit.pool, "5", "42").await, "within thirty days it is not taken for new");
}
