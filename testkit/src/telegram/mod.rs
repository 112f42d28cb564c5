//! A server that stands in for Telegram's Bot API: real HTTP, the documented shapes, and on demand its bad days.
//!
//! It keeps what it was asked (`log`), says what it was asked too fast (`pacing`), and refuses what the real one refuses:
//! texts that are too long or can't be parsed (`markup`), button data over 64 bytes, a second poller.

mod ask;
mod fault;
mod log;
mod markup;
mod methods;
mod pacing;
mod updates;

use std::{
    collections::{HashMap, VecDeque},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use axum::{Router, routing::any};
use serde_json::Value;
use tokio::{net::TcpListener, sync::Notify, task::JoinHandle};

pub use fault::Fault;
pub use log::{Asked, Upload};
pub use pacing::Violation;
pub use updates::{Person, SENT_AT};

/// What the server calls the bot.
pub const BOT_ID: i64 = 4_200_000_001;
pub const BOT_NAME: &str = "PaceLedgerBot";
/// The only token that it takes.
pub const TOKEN: &str = "4200000001:a-token-for-tests";

/// One bot's server. Ends when it is dropped.
pub struct BotServer {
    url: String,
    state: Arc<State>,
    serving: JoinHandle<()>,
}

#[derive(Default)]
struct State {
    inner: Mutex<Inner>,
    /// Something came that a poller may wait for.
    stirred: Notify,
}

#[derive(Default)]
struct Inner {
    log: Vec<Asked>,
    faults: HashMap<String, VecDeque<Fault>>,
    updates: Vec<Value>,
    next_update: i64,
    next_message: i64,
    /// How many polls were begun; an older one ends when a newer begins.
    polls: u64,
    webhook: Option<Value>,
    /// The last message of each person, and the second it was sent.
    said: HashMap<i64, (i64, i64)>,
    texts: HashMap<(String, i64), String>,
}

impl State {
    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl BotServer {
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let url = format!("http://{}", listener.local_addr().expect("a bound port"));
        let state = Arc::new(State::default());
        let app = Router::new().route("/{bot}/{method}", any(ask::ask)).with_state(Arc::clone(&state));
        let serving = tokio::spawn(async move {
            axum::serve(listener, app).await.ok();
        });
        Self { url, state, serving }
    }

    /// What stands in the place of `https://api.telegram.org`.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The next request of that method meets this; several are met one after the other.
    pub fn fails_next(&self, method: &str, fault: Fault) {
        self.state.lock().faults.entry(method.to_owned()).or_default().push_back(fault);
    }

    /// Hands an update to whoever polls, with an id of the server's own.
    pub fn receives(&self, kind: &str, what: Value) -> i64 {
        let mut inner = self.state.lock();
        inner.next_update += 1;
        let id = 700_000_000 + inner.next_update;
        inner.updates.push(serde_json::json!({ "update_id": id, kind: what }));
        drop(inner);
        self.state.stirred.notify_waiters();
        id
    }

    /// A text in the private chat of a person with that id, sent at that second.
    pub fn receives_text_at(&self, person: &Person, text: &str, sent_at: i64) -> i64 {
        let id = self.next_message();
        self.state.lock().said.insert(person.id, (id, sent_at));
        self.receives("message", updates::text(person, id, text, sent_at))
    }

    /// What that person wrote last, changed at that second.
    pub fn receives_edit_at(&self, person: &Person, text: &str, edited_at: i64) -> i64 {
        let (id, sent_at) = self.state.lock().said[&person.id];
        self.receives("edited_message", updates::edited(person, id, text, (sent_at, edited_at)))
    }

    /// The same, when it doesn't matter when.
    pub fn receives_text(&self, person: i64, text: &str) -> i64 {
        self.receives_text_at(&Person::new(person, "en"), text, SENT_AT)
    }

    /// A press of a button with that data.
    pub fn receives_press(&self, person: i64, data: &str) -> i64 {
        let id = self.next_message();
        self.receives("callback_query", updates::press(&Person::new(person, "en"), id, data))
    }

    /// Everything that was asked of it so far, in order.
    pub fn log(&self) -> Vec<Asked> {
        self.state.lock().log.clone()
    }

    /// What was asked of one method.
    pub fn asked(&self, method: &str) -> Vec<Asked> {
        self.log().into_iter().filter(|asked| asked.method == method).collect()
    }

    /// What people see in a chat: the texts of the messages that were accepted, in order.
    pub fn seen_in(&self, chat: i64) -> Vec<String> {
        let chat = chat.to_string();
        self.log().iter().filter(|asked| asked.accepted && asked.chat() == chat).filter_map(Asked::said).collect()
    }

    /// Where the pace that Telegram asks for was exceeded.
    pub fn violations(&self) -> Vec<Violation> {
        pacing::violations(&self.log())
    }

    /// What `setWebhook` said last, unless it was deleted.
    pub fn webhook(&self) -> Option<Value> {
        self.state.lock().webhook.clone()
    }

    fn next_message(&self) -> i64 {
        let mut inner = self.state.lock();
        inner.next_message += 1;
        inner.next_message
    }
}

impl Drop for BotServer {
    fn drop(&mut self) {
        self.serving.abort();
    }
}
