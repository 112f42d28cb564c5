//! Telegram: updates become messages of the conversation, its replies become messages of the Bot API.
//!
//! In: `webhook` or `poll` → `gate` (keeps the message in the letterbox, then shows 👀) with the shapes of `update`.
//! Out: `delivery` takes replies from the letterbox, `render` writes them, `pace` holds them back, `api` sends them.
//! No shape of Telegram's leaves this folder.

mod api;
mod counters;
mod delivery;
mod gate;
mod lead;
mod mend;
mod pace;
mod poll;
mod render;
mod settings;
#[cfg(test)]
mod tests;
mod update;
mod webhook;

use std::{sync::Arc, time::Duration};

use jiff::Timestamp;
use sqlx::PgPool;
use tokio::{net::TcpListener, time::sleep};
use tokio_util::sync::CancellationToken;

pub use counters::Counted;
pub use settings::{Settings, SettingsError, Webhook};

use self::{
    api::{Api, ApiError},
    delivery::Delivery,
    gate::Gate,
    update::Us,
};
use crate::chat::Counters;

/// What the conversation calls this gateway.
const GATEWAY: &str = "telegram";
const PAUSE_AFTER_TROUBLE: Duration = Duration::from_secs(2);

/// One bot.
pub struct Telegram {
    pool: PgPool,
    settings: Settings,
    clock: fn() -> Timestamp,
    counters: Counters,
}

/// How updates come: asked for, or brought to this address.
pub enum Intake {
    Polling,
    Webhook { webhook: Webhook, listener: TcpListener },
}

impl Telegram {
    pub fn new(pool: PgPool, settings: Settings, clock: fn() -> Timestamp) -> Self {
        Self { pool, settings, clock, counters: Counters::default() }
    }

    /// Counts what it does there.
    #[must_use]
    pub fn counting(self, counters: Counters) -> Self {
        Self { counters: counters.of(GATEWAY), ..self }
    }

    /// What became of the updates so far.
    pub fn counters(&self) -> impl Fn() -> Counted + Send + Sync + use<> {
        let counters = self.counters.clone();
        move || Counted::of(&counters)
    }

    /// Takes updates and delivers replies until told to stop.
    pub async fn run(self, intake: Intake, stop: CancellationToken) {
        let api = match Api::new(&self.settings) {
            Ok(api) => Arc::new(api),
            Err(error) => return tracing::error!(%error, "Telegram can't be asked for anything"),
        };
        let us = tokio::select! {
            us = introduce(&api) => us,
            () = stop.cancelled() => return,
        };
        let Some(us) = us else { return };
        tracing::info!(bot = us.name, "talking to Telegram");
        let counters = self.counters.clone();
        let delivery = Delivery::new(self.pool.clone(), Arc::clone(&api), self.settings.a_second_in_all, counters);
        let gate = Arc::new(Gate::new(self.pool.clone(), Arc::clone(&api), us, self.clock, self.counters));
        let receive = async {
            match intake {
                Intake::Polling => poll::run(&self.pool, &api, &gate, &stop).await,
                Intake::Webhook { webhook, listener } => webhook::run(&api, &gate, webhook, listener, &stop).await,
            }
        };
        tokio::join!(receive, lead::deliver(&self.pool, &delivery, &stop));
        gate.close().await;
    }
}

/// Asks who we are until there is an answer; none when the token is not a bot's.
async fn introduce(api: &Api) -> Option<Us> {
    loop {
        match api.me().await {
            Ok(me) => return Some(me),
            Err(ApiError::Refused { code: 401 | 404, .. }) => {
                tracing::error!("Telegram doesn't know the token; take the one that @BotFather gave, and start again");
                return None;
            }
            Err(error) => tracing::warn!(%error, "Telegram doesn't answer; asking again"),
        }
        sleep(PAUSE_AFTER_TROUBLE).await;
    }
}
