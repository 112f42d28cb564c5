//! Somebody who uses a running ledger: hands commands in on the bus, looks at the read models.

use std::{path::Path, time::Duration};

use commands::{Bus, Verdict};
use domain::{
    Command,
    ledger::{Actor, CommandEnvelope},
};
use jiff::Timestamp;
use nats::Nats;
use serde_json::{Value, json};
use sqlx::PgPool;
use uuid::Uuid;

pub(crate) const PATIENCE: Duration = Duration::from_secs(20);

pub(crate) struct Athlete {
    pub(crate) id: Uuid,
    bus: Bus,
    pub(crate) pool: PgPool,
}

impl Athlete {
    /// Finds the servers of the `up` that runs on this folder.
    pub(crate) async fn at(data: &Path) -> Self {
        let record: Value = serde_json::from_slice(&std::fs::read(data.join("run/ledger.json")).unwrap()).unwrap();
        let text = |name: &str| record[name].as_str().unwrap().to_owned();
        let nats_url = text("nats_url").replace("://", &format!("://{}@", text("nats_token")));
        let nats = Nats::connect(&nats_url, "").await.unwrap();
        Self {
            id: Uuid::from_u128(7),
            bus: Bus::open(nats).await.unwrap(),
            pool: pg::connect(&text("database_url"), 2).await.unwrap(),
        }
    }

    /// Hands a command in; the position that it led to.
    pub(crate) async fn does(&self, command_id: &str, command: Value) -> u64 {
        let sent_at: Timestamp = "2026-05-03T10:00:00Z".parse().unwrap();
        let command: Command = serde_json::from_value(command).unwrap();
        let actor = Actor::Member(self.id);
        let envelope = CommandEnvelope::new(command_id.to_owned(), actor, "terminal", self.id, sent_at, command);
        let outcome = self.bus.execute(&envelope, PATIENCE).await.unwrap();
        let Verdict::Accepted { last_position: Some(position), .. } = outcome.verdict else { panic!("{outcome:?}") };
        position
    }
}

/// Forty-five minutes, or however many, of easy running on a Sunday morning.
pub(crate) fn run(minutes: u32) -> Value {
    json!({"sport": "run", "start": "2026-05-03T06:30:00Z", "time_zone": "Europe/Prague", "local_date": "2026-05-03",
           "duration": {"elapsed_s": minutes * 60}, "zone": "z2", "distance_m": 8200})
}
