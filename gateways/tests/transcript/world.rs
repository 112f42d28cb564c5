//! The whole ledger behind a server that stands in for Telegram, and one athlete in front of it.

use std::{
    fmt::Write,
    sync::atomic::{AtomicI64, Ordering::Relaxed},
    time::Duration,
};

use commands::{Bus, Environment, Ledger, relay, worker::Worker};
use gateways::{
    chat::{Conversation, Desk},
    telegram::{Intake, Settings, Telegram},
};
use jiff::{Timestamp, civil::DateTime, tz::TimeZone};
use nats::Nats;
use projections::Freshness;
use sqlx::PgPool;
use testkit::telegram::{Asked, BotServer, Person, TOKEN};
use tokio_util::sync::{CancellationToken, DropGuard};
use uuid::Uuid;

/// The machine may be busy.
const DEADLINE: Duration = Duration::from_secs(120);

#[expect(clippy::disallowed_methods, reason = "a test's ledger needs times and ids")]
const ENVIRONMENT: Environment = Environment { now: Timestamp::now, new_id: Uuid::now_v7, build: "test" };

/// What the clocks of the languages' tests show, in seconds: a press has the time of its arrival.
static CLOCKS: [AtomicI64; 3] = [const { AtomicI64::new(0) }; 3];

fn shown(number: usize) -> Timestamp {
    Timestamp::from_second(CLOCKS[number].load(Relaxed)).unwrap()
}

pub(crate) struct World {
    pub(crate) server: BotServer,
    person: Person,
    clock: &'static AtomicI64,
    pool: PgPool,
    _kit: testkit::Ledger,
    _stop: DropGuard,
}

impl World {
    /// For one who speaks that language, with the clock of that number.
    pub(crate) async fn new(language: &str, number: usize, set: impl FnOnce(Settings) -> Settings) -> Self {
        let (kit, server, stop) = (testkit::Ledger::new().await, BotServer::start().await, CancellationToken::new());
        let pool = pg::connect(&kit.database_url, 20).await.unwrap();
        let nats = Nats::connect(&kit.nats_url, &kit.name).await.unwrap();
        nats.ensure_streams(1).await.unwrap();
        let ledger = Ledger::new(pool.clone(), nats.clone(), ENVIRONMENT);
        tokio::spawn(Worker { pool: pool.clone(), nats: nats.clone(), ledger }.run(stop.clone()));
        tokio::spawn(relay::run(pool.clone(), nats.clone(), 1, stop.clone()));
        let tail = projections::Tail::of(nats.clone());
        for model in projections::registry::all() {
            tokio::spawn(model.run(pool.clone(), tail.clone(), projections::Settings::default(), stop.clone()));
        }
        let desk =
            Desk { pool: pool.clone(), bus: Bus::open(nats).await.unwrap(), freshness: Freshness::new(pool.clone()) };
        tokio::spawn(Conversation::new(desk).run(stop.clone()));
        let clock: fn() -> Timestamp = [|| shown(0), || shown(1), || shown(2)][number];
        let settings = set(Settings::try_new(TOKEN, Some(server.url())).unwrap());
        tokio::spawn(Telegram::new(pool.clone(), settings, clock).run(Intake::Polling, stop.clone()));
        Self {
            server,
            person: Person::new(42, language),
            clock: &CLOCKS[number],
            pool,
            _kit: kit,
            _stop: stop.drop_guard(),
        }
    }

    /// What is said and what is seen, in order.
    pub(crate) async fn plays(&self, script: &str) -> String {
        let mut transcript = String::new();
        let mut said = 0;
        for line in script.lines().filter(|line| !line.is_empty()) {
            if let Some(moment) = line.strip_prefix("@ ") {
                let moment: DateTime = moment.replacen(' ', "T", 1).parse().unwrap();
                self.clock.store(moment.to_zoned(TimeZone::UTC).unwrap().timestamp().as_second(), Relaxed);
                writeln!(transcript, "\n===== {moment:.0} =====").unwrap();
                continue;
            }
            let before = self.server.log().len();
            self.clock.fetch_add(60, Relaxed);
            let now = self.clock.load(Relaxed);
            match line.split_once(' ') {
                Some(("*", label)) => self.server.receives_press(self.person.id, &self.button(label)),
                Some(("~", text)) => self.server.receives_edit_at(&self.person, text, now),
                _ => self.server.receives_text_at(&self.person, line, now),
            };
            said += 1;
            self.answered(said).await;
            writeln!(transcript, "\n>>> {line}").unwrap();
            self.server.log()[before..].iter().filter(|asked| asked.accepted).for_each(|asked| {
                transcript.push_str(&seen(asked));
            });
        }
        transcript
    }

    /// The data of the newest button with that label.
    fn button(&self, label: &str) -> String {
        let buttons = self.server.log().into_iter().rev().flat_map(|asked| asked.buttons().into_iter().flatten());
        let found = buttons.into_iter().find(|(other, _)| other == label);
        found.unwrap_or_else(|| panic!("there is no button {label}")).1
    }

    /// Waits until so much was said in all, each has its answer, and every answer has arrived.
    pub(crate) async fn answered(&self, said: i64) {
        testkit::eventually(DEADLINE, async || {
            let (kept, unanswered): (i64, i64) =
                sqlx::query_as("select count(*), count(*) filter (where answered_at is null) from chat_inbox")
                    .fetch_one(&self.pool)
                    .await
                    .unwrap();
            let open: i64 = sqlx::query_scalar("select count(*) from chat_outbox where state <> 'sent'")
                .fetch_one(&self.pool)
                .await
                .unwrap();
            if (kept, unanswered, open) == (said, 0, 0) { Ok(()) } else { Err((kept, unanswered, open)) }
        })
        .await;
    }
}

/// A message with its buttons in brackets.
fn seen(asked: &Asked) -> String {
    let Some(said) = asked.said() else { return String::new() };
    let row =
        |row: &Vec<(String, String)>| row.iter().map(|(label, _)| format!("[{label}]")).collect::<Vec<_>>().join(" ");
    let buttons = asked.buttons().iter().map(row).collect::<Vec<_>>().join("\n");
    format!("{said}\n{buttons}").trim_end().to_owned() + "\n"
}
