//! Takes replies from the letterbox and sends them: in order within a chat, chats side by side, at Telegram's pace.

use std::{
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use pg::letterbox::{self, Arrival, Bell, Outgoing};
use sqlx::PgPool;
use tokio::{
    task::JoinSet,
    time::{Instant, sleep_until},
};
use tokio_util::sync::CancellationToken;

use super::{
    GATEWAY,
    api::{Api, ApiError},
    pace::Pace,
    render::{Message, render},
    update::Address,
};
use crate::chat::{Counters, reply::Reply};

/// So long a letter is ours from its last message on: a wait for the pace, a request and the same without markup.
const LEASE: Duration = Duration::from_secs(90);
/// A letter whose turn comes later than this goes back, so that its place can be used.
const LONGEST_WAIT: Duration = Duration::from_secs(5);
/// Rings get lost; a letter whose time has come doesn't ring.
const LOOK: Duration = Duration::from_millis(500);
const SIDE_BY_SIDE: usize = 32;
/// When told to stop, what is under way gets this long.
pub(super) const LAST_WORDS: Duration = Duration::from_secs(3);

#[derive(Clone)]
pub(super) struct Delivery {
    pool: PgPool,
    api: Arc<Api>,
    pace: Arc<Mutex<Pace>>,
    counters: Counters,
}

impl Delivery {
    pub(super) fn new(pool: PgPool, api: Arc<Api>, a_second_in_all: usize, counters: Counters) -> Self {
        Self { pool, api, pace: Arc::new(Mutex::new(Pace::new(a_second_in_all))), counters }
    }

    /// Delivers until told to stop. Nobody else delivers: what is under way in the letterbox was left by the dead.
    pub(super) async fn run(&self, stop: &CancellationToken) -> Result<(), sqlx::Error> {
        letterbox::take_over(&self.pool, GATEWAY).await?;
        let mut bell = Bell::of_outbox(&self.pool).await?;
        let mut under_way = JoinSet::new();
        while !stop.is_cancelled() {
            while under_way.len() < SIDE_BY_SIDE {
                let Some(letter) = letterbox::next_outgoing(&self.pool, GATEWAY, LEASE).await? else { break };
                let delivery = self.clone();
                under_way.spawn(async move { delivery.deliver(letter).await });
            }
            tokio::select! {
                () = bell.wait(LOOK) => {}
                Some(ended) = under_way.join_next() => {
                    if let Ok(Err(error)) = ended {
                        tracing::warn!(%error, "a delivery could not be noted; it is made again");
                    }
                }
                () = stop.cancelled() => {}
            }
        }
        while under_way.join_next().await.is_some() {}
        Ok(())
    }

    async fn deliver(&self, letter: Outgoing) -> Result<(), sqlx::Error> {
        let id = letter.id;
        let (Some(to), Ok(reply)) = (Address::read(&letter.chat), serde_json::from_str::<Reply>(&letter.body)) else {
            tracing::error!(letter = id, "a letter that can't be read is not delivered");
            self.became("failed");
            return letterbox::failed(&self.pool, id, "it can't be read").await;
        };
        let mut arrived: Vec<String> =
            letter.external_id.iter().flat_map(|ids| ids.split(',')).map(str::to_owned).collect();
        let mut perhaps_sent = letter.perhaps_sent;
        let became = if perhaps_sent { "sent-again" } else { "sent" };
        for message in render(id, &reply).into_iter().skip(arrived.len()) {
            if let Err(free_at) = self.await_turn(to.chat).await {
                let wait = free_at.duration_since(Instant::now());
                self.counters.pause(GATEWAY, "pace");
                return letterbox::retry(&self.pool, id, wait, Arrival::Refused, "its turn comes later").await;
            }
            // Only the first that is not known to have arrived can have been sent before.
            let message = if std::mem::take(&mut perhaps_sent) { message.again() } else { message };
            match self.send(to, &message).await {
                Ok(name) => arrived.push(name.to_string()),
                Err(error) => return self.not_sent(&letter, to, &error).await,
            }
            letterbox::partly_sent(&self.pool, id, &arrived.join(","), LEASE).await?;
        }
        self.became(became);
        letterbox::sent(&self.pool, id, Some(&arrived.join(","))).await
    }

    fn became(&self, what: &'static str) {
        self.counters.reply(GATEWAY, what);
    }

    async fn send(&self, to: Address, message: &Message) -> Result<i64, ApiError> {
        let sent = self.api.send(to, message).await;
        if let Err(ApiError::TooMany { wait }) = sent {
            self.pace().hold(to.chat, Instant::now() + wait);
        }
        sent
    }

    /// Waits until the chat may get a message; says when that is, if it is too far off.
    async fn await_turn(&self, chat: i64) -> Result<(), Instant> {
        let deadline = Instant::now() + LONGEST_WAIT;
        loop {
            let turn = self.pace().take(chat, Instant::now());
            match turn {
                Ok(()) => return Ok(()),
                Err(free_at) if free_at > deadline => return Err(free_at),
                Err(free_at) => sleep_until(free_at).await,
            }
        }
    }

    async fn not_sent(&self, letter: &Outgoing, to: Address, error: &ApiError) -> Result<(), sqlx::Error> {
        let Outgoing { id, chat, attempts, .. } = letter;
        let (id, problem) = (*id, error.to_string());
        let later = async |wait, arrival| {
            tracing::warn!(letter = id, %error, "a reply was not delivered; it is sent again");
            self.became("later");
            letterbox::retry(&self.pool, id, wait, arrival, &problem).await
        };
        match error {
            ApiError::TooMany { wait } => {
                self.counters.pause(GATEWAY, "too-many");
                later(*wait, Arrival::Refused).await
            }
            ApiError::Moved { to: new } => {
                tracing::info!(letter = id, "the chat has another id now; the reply is sent there");
                let new = Address { chat: *new, ..to }.written();
                letterbox::moved(&self.pool, GATEWAY, chat, &new, Some(id)).await
            }
            ApiError::Refused { code: 403, .. } => {
                tracing::info!(letter = id, "the person has blocked us; nothing more is sent there");
                self.became("blocked");
                letterbox::blocked(&self.pool, GATEWAY, chat, &problem).await
            }
            // The token was changed, or the server is not the Bot API: nothing that a letter is to blame for.
            ApiError::Refused { code: 401 | 404, .. } | ApiError::Unreachable(_) | ApiError::NoAddress => {
                later(backoff(*attempts), Arrival::Refused).await
            }
            ApiError::Refused { code: 400..500, .. } => {
                tracing::error!(letter = id, %error, "a reply can't be delivered");
                self.became("failed");
                letterbox::failed(&self.pool, id, &problem).await
            }
            ApiError::Refused { .. } | ApiError::Unanswered(_) | ApiError::Garbled { .. } => {
                later(backoff(*attempts), Arrival::Unknown).await
            }
        }
    }

    fn pace(&self) -> std::sync::MutexGuard<'_, Pace> {
        self.pace.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// 1, 2, 4 … seconds, at most a minute.
fn backoff(attempts: u32) -> Duration {
    Duration::from_secs(1 << attempts.saturating_sub(1).min(6)).min(Duration::from_secs(60))
}
