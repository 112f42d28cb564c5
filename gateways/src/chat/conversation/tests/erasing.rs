//! Who asked to be erased leaves no word in the letterbox.

use std::time::Duration;

use pg::letterbox::{self, Letter};
use sqlx::PgPool;
use tokio_util::sync::CancellationToken;

use super::world::DEADLINE;
use crate::chat::{
    Conversation, Incoming,
    answer::tests::world::{World, read},
};
use domain::vocabulary::Language;

const LEASE: Duration = Duration::from_secs(60);

/// So many replies arrive.
async fn deliver(pool: &PgPool, at_most: usize) {
    for _ in 0..at_most {
        let Some(letter) = letterbox::next_outgoing(pool, "terminal", LEASE).await.unwrap() else { return };
        letterbox::sent(pool, letter.id, None).await.unwrap();
    }
}

/// As a gateway brings it; returns once it is answered.
async fn says(world: &World, who: &str, text: &str) {
    let pool = &world.desk.pool;
    let incoming = Incoming { sender: who.parse().unwrap(), chat: who.to_owned(), ..world.message(text) };
    let body = serde_json::to_string(&incoming).unwrap();
    let letter = Letter { id: &incoming.id, gateway: "terminal", chat: who, body: &body };
    letterbox::receive(pool, letter).await.unwrap();
    testkit::eventually(DEADLINE, async || match letterbox::standing(pool).await.unwrap().unanswered {
        0 => Ok(()),
        left => Err(left),
    })
    .await;
}

/// What the chats' tables hold of somebody, as text.
async fn held(pool: &PgPool, who: &str) -> Vec<String> {
    sqlx::query_scalar(
        "select body::text from chat_inbox where chat = $1 union all select body::text from chat_outbox where chat = $1",
    )
    .bind(who)
    .fetch_all(pool)
    .await
    .unwrap()
}

fn tells(held: &[String]) -> bool {
    held.iter().any(|body| body.contains("hamstring") || body.contains("11 km"))
}

#[tokio::test(flavor = "multi_thread")]
async fn no_word_of_the_erased_is_left_nor_of_what_they_say_afterwards() {
    let world = World::new(Language::English).await;
    let (pool, stop) = (&world.desk.pool, CancellationToken::new());
    tokio::spawn(Conversation::new(world.desk.clone()).run(stop.clone()));
    for who in ["jana", "bo"] {
        for text in ["/start", "/cancel", "ran 11 km in 52:30, sore hamstring", "/link"] {
            says(&world, who, text).await;
        }
    }
    // Some answers have arrived; the rest is on its way while she is erased.
    deliver(pool, 5).await;
    assert!(tells(&held(pool, "jana").await), "the answers repeat it until then");
    says(&world, "jana", "/forget yes").await;
    says(&world, "jana", "my hamstring is well again").await;
    deliver(pool, 100).await;
    let left = held(pool, "jana").await;
    assert!(!tells(&left), "{left:?}");
    assert!(tells(&held(pool, "bo").await), "nobody else's");
    let codes: i64 = sqlx::query_scalar("select count(*) from chat_link_codes where member_id = $1")
        .bind(world.member_id())
        .fetch_one(pool)
        .await
        .unwrap();
    assert_eq!(codes, 0);
    stop.cancel();
}

#[tokio::test(flavor = "multi_thread")]
async fn the_erased_may_come_again_and_again_each_time_as_somebody_new() {
    let world = World::new(Language::English).await;
    let mut member = world.member_id();
    for _ in 0..3 {
        assert!(world.reads("/start").await.starts_with("Welcome"));
        assert!(pg::member_now(&world.desk.pool, member).await.unwrap().is_some());
        let message = world.message("/forget yes");
        let told = read(&world.hears(&message).await);
        assert!(told.starts_with("You are erased."), "{told}");
        assert_eq!(read(&world.hears(&message).await), told, "told again after a crash");
        member = domain::ids::member_id_after(member);
    }
    assert!(pg::erasures::unfinished(&world.desk.pool).await.unwrap().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_asks_from_a_joined_account_hears_the_same_when_the_message_is_answered_anew() {
    let world = World::new(Language::English).await;
    world.says("/start").await;
    let answer = world.reads("/link").await;
    let (_, code) = answer.split_once("/link ").unwrap();
    let at_home =
        |text: &str| Incoming { sender: "home".parse().unwrap(), chat: "home".to_owned(), ..world.message(text) };
    world.hears(&at_home(&format!("/link {code}"))).await;
    let message = at_home("/forget yes");
    let told = read(&world.hears(&message).await);
    assert!(told.starts_with("You are erased."), "{told}");
    assert_eq!(read(&world.hears(&message).await), told);
}
