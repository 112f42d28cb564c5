//! A conversation on a ledger that works: worker, relay and read models run, and somebody talks.

use std::sync::atomic::{AtomicU32, Ordering::Relaxed};

use commands::Bus;
use domain::{ids, vocabulary::Language};
use jiff::{Timestamp, ToSpan};
use nats::Nats;
use projections::Freshness;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use crate::{
    chat::{
        Content, Desk, Incoming, Place,
        conversation::Conversation,
        reply::{Part, Press, Reply},
    },
    testing::{REAL, Roles},
};

pub(crate) struct World {
    /// Cleared away when the world ends.
    _kit: testkit::Ledger,
    pub(crate) desk: Desk,
    conversation: Conversation,
    stop: CancellationToken,
    said: AtomicU32,
    language: Language,
}

impl World {
    pub(crate) async fn new(language: Language) -> Self {
        let kit = testkit::Ledger::new().await;
        let nats = Nats::connect(&kit.nats_url, &kit.name).await.unwrap();
        nats.ensure_streams(1).await.unwrap();
        let (pool, stop) = (kit.pool.clone(), CancellationToken::new());
        let roles = Roles { pool: &pool, nats: &nats, stop: &stop };
        roles.work(REAL);
        roles.relay();
        roles.project();
        let bus = Bus::open(nats).await.unwrap();
        let desk = Desk { freshness: Freshness::new(pool.clone()), pool, bus };
        let conversation = Conversation::new(desk.clone());
        Self { _kit: kit, desk, conversation, stop, said: AtomicU32::new(0), language }
    }

    pub(crate) fn member_id(&self) -> Uuid {
        ids::member_id(&"terminal".parse().unwrap(), &"jana".parse().unwrap())
    }

    /// A message of the fifth of May, a Tuesday, three seconds after the one before.
    pub(crate) fn message(&self, text: &str) -> Incoming {
        let number = self.said.fetch_add(1, Relaxed);
        let noon: Timestamp = "2026-05-05T10:00:00Z".parse().unwrap();
        Incoming {
            id: format!("terminal:{number}"),
            gateway: "terminal".parse().unwrap(),
            sender: "jana".parse().unwrap(),
            chat: "jana".to_owned(),
            place: Place::Private,
            sent_at: noon.saturating_add((3 * i64::from(number)).seconds()).unwrap(),
            language: Some(self.language),
            name: "Jana".parse().ok(),
            content: Content::Text { message: number.to_string(), text: text.to_owned() },
        }
    }

    /// A stopped machine or a read model that is late is no answer: it is said again, as the letterbox does.
    pub(crate) async fn hears(&self, incoming: &Incoming) -> Vec<Reply> {
        testkit::eventually(std::time::Duration::from_secs(90), async || self.conversation.answer_one(incoming).await)
            .await
    }

    pub(crate) async fn says(&self, text: &str) -> Vec<Reply> {
        self.hears(&self.message(text)).await
    }

    /// What is read, buttons included.
    pub(crate) async fn reads(&self, text: &str) -> String {
        read(&self.says(text).await)
    }

    /// Registered, at home in Madrid, a runner with three weeks of easy runs.
    pub(crate) async fn trains(&self) {
        self.says("/start").await;
        for text in ["/timezone Europe/Madrid", "/set sports run", "/set level intermediate", "/set vdot 48"] {
            self.says(text).await;
        }
        for day in [13, 15, 17, 18, 20, 22, 24, 25, 27, 29] {
            self.says(&format!("/log run 50 z2 9km 2026-04-{day}")).await;
        }
    }

    /// The names of the member's events, in order.
    pub(crate) async fn events(&self) -> Vec<String> {
        let filter = pg::EventFilter { subject: Some(self.member_id()), ..pg::EventFilter::default() };
        let events = pg::events_after(&self.desk.pool, 0, 10_000, &filter).await.unwrap();
        events.into_iter().map(|event| event.event_type).collect()
    }
}

impl Drop for World {
    fn drop(&mut self) {
        self.stop.cancel();
    }
}

/// One line a paragraph, item or row.
pub(crate) fn read(replies: &[Reply]) -> String {
    let mut lines = Vec::new();
    for reply in replies {
        lines.extend(reply.parts.iter().flat_map(part));
        for row in &reply.buttons {
            let row = row.iter().map(|button| match &button.press {
                Press::Say(text) => format!("[{} → {text}]", button.label),
                Press::Choose { number, .. } => format!("[{} → #{number}]", button.label),
            });
            lines.push(row.collect::<Vec<_>>().join(" "));
        }
    }
    lines.join("\n")
}

fn part(part: &Part) -> Vec<String> {
    match part {
        Part::Paragraph(text) => vec![text.clone()],
        Part::List(items) => items.iter().map(|item| format!("- {item}")).collect(),
        Part::Section { head, items } => {
            std::iter::once(head.clone()).chain(items.iter().map(|item| format!("- {item}"))).collect()
        }
        Part::Table { head, rows } => std::iter::once(head).chain(rows).map(|row| row.join(" | ")).collect(),
        Part::Picture { png, caption } => {
            assert!(png.starts_with(b"\x89PNG") && png.len() > 5_000, "no picture");
            vec![format!("(picture) {caption}")]
        }
        Part::Document { name, .. } => vec![format!("(document) {name}")],
    }
}

/// The command behind the first button whose command begins like this.
pub(crate) fn command(replies: &[Reply], begins: &str) -> String {
    let presses = replies.iter().flat_map(|reply| reply.buttons.iter().flatten()).map(|button| &button.press);
    let commands = presses.filter_map(|press| match press {
        Press::Say(text) => Some(text.clone()),
        Press::Choose { .. } => None,
    });
    let all: Vec<String> = commands.collect();
    all.iter().find(|text| text.starts_with(begins)).unwrap_or_else(|| panic!("no {begins} among {all:?}")).clone()
}
