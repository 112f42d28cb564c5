//! People write while the program is killed.

use std::{path::Path, time::Duration};

use gateways::chat::{Content, Incoming, Place};
use pg::letterbox::{self, Letter};
use rustix::process::Signal;
use sqlx::PgPool;

use crate::{
    athlete::Athlete,
    running::{Running, paceledger, text},
};

const PATIENCE: Duration = Duration::from_secs(90);
const PEOPLE: u32 = 3;
const ROUNDS: u32 = 3;
const EACH_SAYS: u32 = 6;

/// One's first message makes one a member, all others tell of a run.
async fn delivers(pool: &PgPool, who: u32, number: u32) {
    let said = if number == 0 { "/start".to_owned() } else { format!("run {} min", 20 + number) };
    let incoming = Incoming {
        id: format!("terminal:{who}:{number}"),
        gateway: "terminal".parse().unwrap(),
        sender: format!("athlete-{who}").parse().unwrap(),
        chat: who.to_string(),
        place: Place::Private,
        sent_at: format!("2026-05-03T10:{:02}:00Z", number + 1).parse().unwrap(),
        language: None,
        name: None,
        content: Content::Text { message: number.to_string(), text: said },
    };
    let body = serde_json::to_string(&incoming).unwrap();
    let letter = Letter { id: &incoming.id, gateway: "terminal", chat: &incoming.chat, body: &body };
    letterbox::receive(pool, letter).await.unwrap();
}

async fn answered(pool: &PgPool) -> i64 {
    let count = "select count(*) from chat_inbox where answered_at is not null";
    sqlx::query_scalar(count).fetch_one(pool).await.unwrap()
}

/// Waits until so many messages are answered.
async fn until_answered(pool: &PgPool, wanted: u32) {
    testkit::eventually(PATIENCE, async || match answered(pool).await {
        reached if reached >= i64::from(wanted) => Ok(()),
        reached => Err(reached),
    })
    .await;
}

async fn letterbox_of(data: &Path) -> PgPool {
    Athlete::at(data).await.pool
}

#[tokio::test]
async fn killed_in_the_middle_of_answers_it_loses_nothing_and_does_nothing_twice() {
    let data = tempfile::tempdir().unwrap();
    for round in 0..ROUNDS {
        let mut running = Running::up(data.path());
        let pool = letterbox_of(data.path()).await;
        for number in round * EACH_SAYS..(round + 1) * EACH_SAYS {
            for who in 0..PEOPLE {
                delivers(&pool, who, number).await;
                // A gateway that heard nothing back delivers again.
                delivers(&pool, who, number).await;
            }
        }
        until_answered(&pool, round * EACH_SAYS * PEOPLE + 2 * (round + 1)).await;
        running.signal(Signal::KILL);
        assert_eq!(running.wait(), None);
    }
    let _running = Running::up(data.path());
    let pool = letterbox_of(data.path()).await;
    until_answered(&pool, ROUNDS * EACH_SAYS * PEOPLE).await;

    let runs = usize::try_from(PEOPLE * (ROUNDS * EACH_SAYS - 1)).unwrap();
    let logged = paceledger(data.path()).args(["replay", "--type", "WorkoutLogged"]).output().unwrap();
    assert_eq!(logged.stdout.iter().filter(|byte| **byte == b'\n').count(), runs, "{}", text(&logged));
    let twice: Vec<String> = sqlx::query_scalar(
        "select inbox_id from chat_outbox where inbox_id not like '%:0' group by inbox_id having count(*) > 1",
    )
    .fetch_all(&pool)
    .await
    .unwrap();
    assert_eq!(twice, Vec::<String>::new(), "a run is confirmed once");
    let without: i64 = sqlx::query_scalar(
        "select count(*) from chat_inbox i where not exists (select from chat_outbox o where o.inbox_id = i.id)",
    )
    .fetch_one(&pool)
    .await
    .unwrap();
    assert_eq!(without, 0, "every message has its answer");
    let verified = paceledger(data.path()).arg("verify").output().unwrap();
    assert!(verified.status.success(), "{}", text(&verified));
}
