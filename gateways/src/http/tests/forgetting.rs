//! Who is erased through the API is erased in the chats too.

use pg::letterbox::{self, Letter};
use projections::Freshness;
use serde_json::json;
use tokio_util::sync::CancellationToken;

use super::api::{Api, PATIENCE, now, run};
use crate::chat::{Content, Conversation, Desk, Incoming, Place, Scheduler};

async fn says(api: &Api, who: &str, number: u32, text: &str) {
    let incoming = Incoming {
        id: format!("terminal:{who}:{number}"),
        gateway: "terminal".parse().unwrap(),
        sender: who.parse().unwrap(),
        chat: who.to_owned(),
        place: Place::Private,
        sent_at: now(),
        language: None,
        name: None,
        content: Content::Text { message: number.to_string(), text: text.to_owned() },
    };
    let body = serde_json::to_string(&incoming).unwrap();
    let letter = Letter { id: &incoming.id, gateway: "terminal", chat: who, body: &body };
    letterbox::receive(&api.pool, letter).await.unwrap();
    testkit::eventually(PATIENCE, async || match letterbox::standing(&api.pool).await.unwrap().unanswered {
        0 => Ok(()),
        left => Err(left),
    })
    .await;
}

#[tokio::test]
async fn an_erasure_through_the_api_frees_the_accounts_and_clears_the_letterbox() {
    let api = Api::new().await;
    let bus = commands::Bus::open(api.nats.clone()).await.unwrap();
    let desk = Desk { pool: api.pool.clone(), bus, freshness: Freshness::new(api.pool.clone()) };
    let stop = CancellationToken::new();
    tokio::spawn(Conversation::new(desk.clone()).run(stop.clone()));
    for who in ["jana", "bo"] {
        for (number, text) in ["/start", "/cancel", "ran 11 km in 52:30"].into_iter().enumerate() {
            says(&api, who, u32::try_from(number).unwrap(), text).await;
        }
    }
    let id = |who: &str| domain::ids::member_id(&"terminal".parse().unwrap(), &who.parse().unwrap());
    let token = api.token(Some(id("jana")), domain::vocabulary::Role::ALL).await;
    api.post("/members/me/workouts").with(&token).json(run(45)).send().await.done();
    api.post("/members/me/forget").with(&token).json(json!({})).send().await.done();
    tokio::spawn(Scheduler::new(desk, now).run(stop.clone()));
    testkit::eventually(PATIENCE, async || match pg::erasures::unfinished(&api.pool).await.unwrap() {
        left if left.is_empty() => Ok(()),
        left => Err(left),
    })
    .await;
    let accounts = async |who: &str| pg::erasures::accounts(&api.pool, id(who)).await.unwrap().len();
    assert_eq!((accounts("jana").await, accounts("bo").await), (0, 1));
    let words = async |who: &str| -> i64 {
        let held = "select count(*) from chat_outbox where chat = $1 and body::text like '%11 km%' and not fleeting";
        sqlx::query_scalar(held).bind(who).fetch_one(&api.pool).await.unwrap()
    };
    assert_eq!((words("jana").await, words("bo").await), (0, 1));
    says(&api, "jana", 10, "/start").await;
    let after = pg::member_now(&api.pool, domain::ids::member_id_after(id("jana"))).await.unwrap();
    assert_eq!(after.map(|member| member.status()), Some(domain::member::Status::Active));
    assert_eq!(api.get("/me").with(&token).send().await.status, 403, "the old token opens nothing");
    stop.cancel();
}
