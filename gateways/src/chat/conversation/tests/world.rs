//! A ledger with people who write to it.

use std::{
    collections::HashMap,
    sync::{
        Mutex,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use commands::{Bus, Verdict};
use domain::{
    Command, ids,
    ledger::{Actor, CommandEnvelope},
    member::MemberCommand,
};
use jiff::{SignedDuration, Timestamp, ToSpan};
use nats::Nats;
use pg::letterbox::{self, Letter};
use projections::Freshness;
use sqlx::PgPool;
use tokio::runtime::Runtime;
use tokio_util::sync::{CancellationToken, DropGuard};
use uuid::Uuid;

use crate::{
    chat::{
        Content, Conversation, Desk, Incoming, Place,
        reply::{Button, Part, Press, Reply},
    },
    testing::{REAL, Roles},
};

/// The machine may be busy.
pub(super) const DEADLINE: Duration = Duration::from_secs(90);

pub(super) struct World {
    pub(super) kit: testkit::Ledger,
    pub(super) pool: PgPool,
    pub(super) nats: Nats,
    pub(super) desk: Desk,
    conversation: Conversation,
    /// Everything said is ten seconds after what was said before.
    said: AtomicU64,
    /// By chat, those of its newest answer that had any.
    buttons: Mutex<HashMap<String, Vec<Button>>>,
    _stop: DropGuard,
}

/// A Saturday morning.
pub(super) fn morning() -> Timestamp {
    "2025-05-03T08:00:00Z".parse().unwrap()
}

impl World {
    pub(super) async fn new() -> Self {
        let kit = testkit::Ledger::new().await;
        let pool = pg::connect(&kit.database_url, 20).await.unwrap();
        let nats = Nats::connect(&kit.nats_url, &kit.name).await.unwrap();
        nats.ensure_streams(1).await.unwrap();
        let stop = CancellationToken::new();
        let roles = Roles { pool: &pool, nats: &nats, stop: &stop };
        roles.work(REAL);
        roles.relay();
        let desk = Self::desk(&pool, &nats).await;
        let conversation = Conversation::new(desk.clone());
        let (said, buttons) = (AtomicU64::new(1), Mutex::default());
        Self { kit, pool, nats, desk, conversation, said, buttons, _stop: stop.drop_guard() }
    }

    async fn desk(pool: &PgPool, nats: &Nats) -> Desk {
        let bus = Bus::open(nats.clone()).await.unwrap();
        Desk { pool: pool.clone(), bus, freshness: Freshness::new(pool.clone()) }
    }

    /// Somebody's next message.
    pub(super) fn message(&self, who: &str, content: Content) -> Incoming {
        let number = self.said.fetch_add(1, Ordering::Relaxed);
        Incoming {
            id: format!("terminal:test:{number}"),
            gateway: "terminal".parse().unwrap(),
            sender: who.parse().unwrap(),
            chat: who.to_owned(),
            place: Place::Private,
            sent_at: morning() + (10 * i64::try_from(number).unwrap()).seconds(),
            language: None,
            name: who.parse().ok(),
            content,
        }
    }

    pub(super) fn text(&self, who: &str, text: &str) -> Incoming {
        let mut incoming = self.message(who, Content::Unreadable { message: String::new() });
        incoming.content = Content::Text { message: incoming.id.clone(), text: text.to_owned() };
        incoming
    }

    /// Says it and reads the answer.
    pub(super) async fn says(&self, who: &str, text: &str) -> String {
        self.hears(&self.text(who, text)).await
    }

    /// Presses the button of that number, from 0, under the newest answer that had any.
    pub(super) async fn presses(&self, who: &str, number: usize) -> String {
        let press = self.buttons.lock().unwrap()[who][number].press.clone();
        self.pressed(who, press).await
    }

    pub(super) async fn pressed(&self, who: &str, press: Press) -> String {
        self.hears(&self.message(who, Content::Pressed { press })).await
    }

    /// The same so many hours later.
    pub(super) async fn pressed_after(&self, who: &str, press: Press, hours: i64) -> String {
        let now = self.message(who, Content::Pressed { press });
        self.hears(&Incoming { sent_at: now.sent_at + SignedDuration::from_hours(hours), ..now }).await
    }

    pub(super) async fn says_after(&self, who: &str, text: &str, hours: i64) -> String {
        let now = self.text(who, text);
        self.hears(&Incoming { sent_at: now.sent_at + SignedDuration::from_hours(hours), ..now }).await
    }

    /// The newest button of that name, to be pressed later.
    pub(super) fn button(&self, who: &str, label: &str) -> Press {
        let all = self.buttons.lock().unwrap()[who].clone();
        all.iter().find(|button| button.label == label).unwrap_or_else(|| panic!("no {label} in {all:?}")).press.clone()
    }

    pub(super) async fn hears(&self, incoming: &Incoming) -> String {
        self.hears_from(&self.conversation, incoming).await
    }

    pub(super) async fn hears_from(&self, process: &Conversation, incoming: &Incoming) -> String {
        let replies = process.answer_one(incoming).await.unwrap();
        let buttons: Vec<Button> = replies.iter().flat_map(|reply| reply.buttons.iter().flatten()).cloned().collect();
        if !buttons.is_empty() {
            self.buttons.lock().unwrap().insert(incoming.chat.clone(), buttons);
        }
        read(&replies)
    }

    /// Another process with the same role, on connections of its own.
    pub(super) async fn another_process(&self) -> Conversation {
        let pool = pg::connect(&self.kit.database_url, 5).await.unwrap();
        Conversation::new(Self::desk(&pool, &self.nats).await)
    }

    /// A member who has nothing left to answer.
    pub(super) async fn registered(&self, who: &str) {
        self.says(who, "/start").await;
        self.says(who, "/cancel").await;
    }

    /// Something that is done to a member elsewhere than in the chat.
    pub(super) async fn orders(&self, who: &str, command: MemberCommand) {
        let (id, at) = (format!("elsewhere:{who}"), morning());
        let by = Actor::System("test".to_owned());
        let envelope = CommandEnvelope::new(id, by, "test", self.member(who), at, Command::Member(command));
        let outcome = self.desk.bus.execute(&envelope, DEADLINE).await.unwrap();
        assert!(matches!(outcome.verdict, Verdict::Accepted { .. }), "{outcome:?}");
    }

    pub(super) fn member(&self, who: &str) -> Uuid {
        ids::member_id(&"terminal".parse().unwrap(), &who.parse().unwrap())
    }

    /// The types of a member's events other than those of the conversation.
    pub(super) async fn events(&self, who: &str) -> Vec<String> {
        sqlx::query_scalar(
            "select event_type from events where subject = $1 and aggregate_type <> 'conversation' order by position",
        )
        .bind(self.member(who))
        .fetch_all(&self.pool)
        .await
        .unwrap()
    }

    pub(super) async fn count(&self, event: &str) -> i64 {
        sqlx::query_scalar("select count(*) from events where event_type = $1")
            .bind(event)
            .fetch_one(&self.pool)
            .await
            .unwrap()
    }

    /// As a gateway does it.
    pub(super) async fn delivers(&self, incoming: &Incoming) -> bool {
        let body = serde_json::to_string(incoming).unwrap();
        let letter = Letter { id: &incoming.id, gateway: incoming.gateway.as_str(), chat: &incoming.chat, body: &body };
        letterbox::receive(&self.pool, letter).await.unwrap()
    }

    /// The process, on a runtime of its own that can be killed.
    pub(super) fn answering(&self) -> Process {
        self.running(|desk| Conversation::new(desk).run(CancellationToken::new()))
    }

    pub(super) fn running<F: Future<Output = ()> + Send>(
        &self,
        work: impl FnOnce(Desk) -> F + Send + 'static,
    ) -> Process {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        let (database_url, nats_url, name) =
            (self.kit.database_url.clone(), self.kit.nats_url.clone(), self.kit.name.clone());
        runtime.spawn(async move {
            let pool = pg::connect(&database_url, 10).await.unwrap();
            let nats = Nats::connect(&nats_url, &name).await.unwrap();
            work(Self::desk(&pool, &nats).await).await;
        });
        Process(Some(runtime))
    }

    pub(super) async fn unanswered(&self) -> i64 {
        sqlx::query_scalar("select count(*) from chat_inbox where answered_at is null")
            .fetch_one(&self.pool)
            .await
            .unwrap()
    }

    #[track_caller]
    pub(super) fn all_answered(&self) -> impl Future<Output = ()> {
        testkit::eventually(DEADLINE, async || match self.unanswered().await {
            0 => Ok(()),
            left => Err(left),
        })
    }

    /// What lies ready for a chat, in order.
    pub(super) async fn told(&self, chat: &str) -> Vec<String> {
        let bodies: Vec<String> = sqlx::query_scalar("select body::text from chat_outbox where chat = $1 order by id")
            .bind(chat)
            .fetch_all(&self.pool)
            .await
            .unwrap();
        bodies.iter().map(|body| read(&[serde_json::from_str(body).unwrap()])).collect()
    }
}

/// The same message with other words, changed on the day it was sent.
pub(super) fn edited(message: &str, text: &str) -> Content {
    Content::Edited { message: message.to_owned(), text: text.to_owned(), first_sent_at: None }
}

/// Dropped, it dies in the middle of whatever it does.
pub(super) struct Process(Option<Runtime>);

impl Drop for Process {
    fn drop(&mut self) {
        if let Some(runtime) = self.0.take() {
            runtime.shutdown_background();
        }
    }
}

/// Answers as a person reads them, buttons in brackets.
pub(super) fn read(replies: &[Reply]) -> String {
    let part = |part: &Part| match part {
        Part::Paragraph(text) => text.clone(),
        Part::List(lines) => lines.join("\n"),
        Part::Section { head, items } => format!("{head}\n{}", items.join("\n")),
        other => format!("{other:?}"),
    };
    let button = |button: &Button| format!("[{}]", button.label);
    let reply = |reply: &Reply| {
        let buttons = reply.buttons.iter().flatten().map(button);
        reply.parts.iter().map(part).chain(buttons).collect::<Vec<_>>().join("\n")
    };
    replies.iter().map(reply).collect::<Vec<_>>().join("\n---\n")
}
