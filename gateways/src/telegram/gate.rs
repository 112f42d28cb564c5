//! The one way in for updates, whoever brings them: kept first, acknowledged then.

use std::sync::Arc;

use jiff::Timestamp;
use pg::letterbox::{self, Letter};
use serde_json::Value;
use sqlx::PgPool;
use tokio_util::task::TaskTracker;

use super::{
    GATEWAY,
    api::Api,
    render::Pressed,
    update::{Address, Meaning, Us},
};
use crate::chat::{
    Content, Counters, Incoming,
    reply::{Button, Mark, Press, Reply},
};

pub(super) struct Gate {
    pool: PgPool,
    api: Arc<Api>,
    us: Us,
    clock: fn() -> Timestamp,
    counters: Counters,
    /// Reactions and other courtesies under way.
    courtesies: TaskTracker,
}

impl Gate {
    pub(super) fn new(pool: PgPool, api: Arc<Api>, us: Us, clock: fn() -> Timestamp, counters: Counters) -> Self {
        Self { pool, api, us, clock, counters, courtesies: TaskTracker::new() }
    }

    /// Once this is `Ok`, the update may be forgotten by whoever brought it.
    pub(super) async fn take(&self, update: &Value) -> Result<(), sqlx::Error> {
        match Meaning::of(update, &self.us, (self.clock)()) {
            Meaning::Said { incoming, seen } => {
                let is_new = self.keep(&incoming).await?;
                if let (true, Some((chat, message))) = (is_new, seen) {
                    self.show_seen(chat, message);
                }
            }
            Meaning::Pressed { query, by } => {
                if let Some((from, pressed)) = by.map(|by| *by) {
                    let press = self.press(&from.chat, pressed).await?;
                    self.keep(&from.says(Content::Pressed { press })).await?;
                } else {
                    self.ignored("a button that isn't ours");
                }
                self.answer_press(query);
            }
            Meaning::Moved { from, to } => self.moved(from, to).await?,
            Meaning::ShutOut { chat } => {
                letterbox::blocked(&self.pool, GATEWAY, &chat.to_string(), "shut out").await?;
            }
            Meaning::Nothing(why) => self.ignored(why),
        }
        Ok(())
    }

    /// Not an update at all.
    pub(super) fn take_garbage(&self) {
        self.ignored("no JSON");
    }

    fn ignored(&self, why: &'static str) {
        self.counters.update(GATEWAY, "ignored");
        tracing::debug!(why, "an update that asks for no answer");
    }

    /// Somebody wants us to wait, or another program is in our place.
    pub(super) fn pauses(&self, because: &'static str) {
        self.counters.pause(GATEWAY, because);
    }

    /// Lets courtesies end; each has its time-out.
    pub(super) async fn close(&self) {
        self.courtesies.close();
        self.courtesies.wait().await;
    }

    async fn keep(&self, incoming: &Incoming) -> Result<bool, sqlx::Error> {
        let body = serde_json::to_string(incoming).map_err(|error| sqlx::Error::Encode(error.into()))?;
        let letter = Letter { id: &incoming.id, gateway: GATEWAY, chat: &incoming.chat, body: &body };
        let is_new = letterbox::receive(&self.pool, letter).await?;
        self.counters.update(GATEWAY, if is_new { "taken" } else { "repeated" });
        Ok(is_new)
    }

    /// What a button says. One whose words were too long to travel with it is looked up in the letter it is under,
    /// which must be one to that chat. Where there is none any more, it is the choice of a question that nobody asks.
    async fn press(&self, chat: &str, pressed: Pressed) -> Result<Press, sqlx::Error> {
        let (letter, number) = match pressed {
            Pressed::Press(press) => return Ok(press),
            Pressed::InLetter { letter, button } => (letter, button),
        };
        let body = letterbox::told(&self.pool, GATEWAY, chat, letter).await?;
        let reply: Option<Reply> = body.and_then(|body| serde_json::from_str(&body).ok());
        let buttons = reply.into_iter().flat_map(|reply| reply.buttons).flatten();
        let gone = || Press::Choose { question: Mark::default(), number };
        Ok(buttons.map(|Button { press, .. }| press).nth(number).unwrap_or_else(gone))
    }

    async fn moved(&self, from: i64, to: i64) -> Result<(), sqlx::Error> {
        let written = |chat| Address { chat, topic: None }.written();
        letterbox::moved(&self.pool, GATEWAY, &written(from), &written(to), None).await
    }

    fn show_seen(&self, chat: i64, message: i32) {
        let api = Arc::clone(&self.api);
        self.courtesies.spawn(async move {
            if let Err(error) = api.seen(chat, message).await {
                tracing::debug!(%error, "no 👀 this time");
            }
        });
    }

    fn answer_press(&self, query: String) {
        let api = Arc::clone(&self.api);
        self.courtesies.spawn(async move {
            if let Err(error) = api.press_taken(&query).await {
                tracing::debug!(%error, "a press was not acknowledged");
            }
        });
    }
}
