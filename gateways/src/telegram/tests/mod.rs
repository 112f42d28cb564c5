//! The gateway against a server that stands in for Telegram, with a letterbox in a real Postgres.

mod delivery;
mod faults;
mod intake;
mod shapes;
mod webhook;

use std::time::Duration;

use jiff::Timestamp;
use pg::letterbox;
use reqwest::Url;
use sqlx::{PgPool, Row};
use testkit::telegram::{BotServer, TOKEN};
use tokio::{net::TcpListener, task::JoinHandle};
use tokio_util::sync::CancellationToken;

use super::{Counted, GATEWAY, Intake, Settings, Telegram, Webhook};
use crate::chat::{Counters, Incoming, reply::Reply};

/// Generous: the machine may be busy with other tests.
const SOON: Duration = Duration::from_secs(60);
const CHAT: i64 = 42;

fn now() -> Timestamp {
    "2026-03-02T07:00:00Z".parse().unwrap()
}

struct Bench {
    kit: testkit::Ledger,
    server: BotServer,
    stop: CancellationToken,
    running: Option<JoinHandle<()>>,
    counters: Counters,
}

impl Bench {
    async fn new() -> Self {
        let (kit, server) = (testkit::Ledger::new().await, BotServer::start().await);
        Self { kit, server, stop: CancellationToken::new(), running: None, counters: Counters::default() }
    }

    async fn polling() -> Self {
        let mut bench = Self::new().await;
        drop(bench.run(Intake::Polling));
        bench
    }

    fn settings(&self) -> Settings {
        let settings = Settings::try_new(TOKEN, Some(self.server.url())).unwrap();
        Settings { patience: Duration::from_secs(3), ..settings }
    }

    fn run(&mut self, intake: Intake) -> impl Fn() -> Counted + use<> {
        self.stop = CancellationToken::new();
        let telegram = Telegram::new(self.kit.pool.clone(), self.settings(), now).counting(self.counters.clone());
        let counters = telegram.counters();
        self.running = Some(tokio::spawn(telegram.run(intake, self.stop.clone())));
        counters
    }

    /// Where updates may be brought to.
    async fn listening(&mut self) -> (String, impl Fn() -> Counted + use<>) {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/updates", listener.local_addr().unwrap());
        let webhook = Webhook { url: Url::parse(&url).unwrap(), secret: "s3cret".into() };
        let counters = self.run(Intake::Webhook { webhook, listener });
        testkit::eventually(SOON, async || self.server.webhook().ok_or("no webhook was set")).await;
        (url, counters)
    }

    /// As a process that is killed: nothing is finished.
    async fn kill(&mut self) {
        if let Some(running) = self.running.take() {
            running.abort();
            running.await.ok();
        }
    }

    async fn stop(mut self) {
        self.stop.cancel();
        self.running.take().unwrap().await.unwrap();
    }

    /// What Prometheus would be told of the series that begin like this: those that aren't nought.
    fn counted(&self, name: &str) -> Vec<String> {
        let registry = prometheus::Registry::new();
        self.counters.collectors().into_iter().for_each(|counter| registry.register(counter).unwrap());
        let text = prometheus::TextEncoder::new().encode_to_string(&registry.gather()).unwrap();
        let told = text.lines().filter(|line| line.starts_with(name) && !line.ends_with(" 0"));
        told.map(str::to_owned).collect()
    }

    async fn tell(&self, chat: &str, cause: &str, replies: &[Reply]) {
        let bodies: Vec<String> = replies.iter().map(|reply| serde_json::to_string(reply).unwrap()).collect();
        letterbox::post(&self.kit.pool, cause, GATEWAY, chat, &bodies).await.unwrap();
    }

    async fn sees(&self, chat: i64, texts: &[&str]) {
        testkit::eventually(SOON, async || {
            let seen = self.server.seen_in(chat);
            if seen == texts { Ok(()) } else { Err(seen) }
        })
        .await;
    }

    async fn kept(&self, count: usize) -> Vec<Incoming> {
        testkit::eventually(SOON, async || {
            let kept = inbox(&self.kit.pool).await;
            if kept.len() >= count { Ok(kept) } else { Err(kept) }
        })
        .await
    }

    /// Waits until no letter is open any more, and says what became of each.
    async fn ended(&self) -> Vec<String> {
        testkit::eventually(SOON, async || {
            let states: Vec<String> = sqlx::query_scalar("select state from chat_outbox order by id")
                .fetch_all(&self.kit.pool)
                .await
                .unwrap();
            let is_open = states.iter().any(|state| state == "waiting" || state == "sending");
            if is_open { Err(states) } else { Ok(states) }
        })
        .await
    }

    async fn asked(&self, method: &str, count: usize) -> Vec<testkit::telegram::Asked> {
        testkit::eventually(SOON, async || {
            let asked = self.server.asked(method);
            if asked.len() >= count { Ok(asked) } else { Err(asked) }
        })
        .await
    }
}

async fn inbox(pool: &PgPool) -> Vec<Incoming> {
    let rows = sqlx::query("select body::text from chat_inbox order by number").fetch_all(pool).await.unwrap();
    rows.iter().map(|row| serde_json::from_str(row.get::<&str, _>(0)).unwrap()).collect()
}

fn says(text: &str) -> Reply {
    Reply::paragraph(text)
}
