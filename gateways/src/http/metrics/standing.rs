//! How the ledger stands: queue, relay, read models, pool, and the platform's own figures.

use std::time::Duration;

use commands::dead_letters;
use jiff::{Timestamp, tz::TimeZone};
use nats::Nats;
use projections::analytics;
use prometheus::{GaugeVec, IntCounterVec, IntGaugeVec, Registry};
use sqlx::PgPool;
use tokio::time::timeout;

use super::{counter, kept, options};

/// A part that doesn't answer this long is left out.
const PATIENCE: Duration = Duration::from_secs(3);

/// Where it is looked up, and when.
pub(crate) struct Sources<'a> {
    pub(crate) pool: &'a PgPool,
    pub(crate) nats: &'a Nats,
    pub(crate) now: Timestamp,
}

#[derive(Debug, thiserror::Error)]
enum Unknown {
    #[error(transparent)]
    Store(#[from] sqlx::Error),
    #[error(transparent)]
    Nats(#[from] nats::NatsError),
}

pub(super) struct Standing {
    ledger: IntGaugeVec,
    projector_events: IntGaugeVec,
    projector_seconds: GaugeVec,
    parked: IntGaugeVec,
    connections: IntGaugeVec,
    chats: IntGaugeVec,
    members: IntGaugeVec,
    today: IntGaugeVec,
    unknown: IntCounterVec,
}

impl Standing {
    pub(super) fn new(registry: &Registry) -> Self {
        let whole = |name, help, label: &[&str]| kept(registry, IntGaugeVec::new(options(name, help), label));
        Self {
            ledger: whole("ledger", "The ledger's end, what waits, and what the relay has still to copy.", &["what"]),
            projector_events: whole("projector_lag_events", "Events that a read model lacks.", &["read_model"]),
            projector_seconds: kept(
                registry,
                GaugeVec::new(
                    options("projector_lag_seconds", "How long the first of them has been waiting."),
                    &["read_model"],
                ),
            ),
            parked: whole("projector_parked_subjects", "Subjects that a read model left standing.", &["read_model"]),
            connections: whole("pool_connections", "This process's connections to Postgres.", &["state"]),
            chats: whole("chats", "What lies in the chats' letterbox, and chats that shut us out.", &["what"]),
            members: whole("members", "Members: all, and those who did something lately.", &["active"]),
            today: whole("today", "What happened on this day, in UTC.", &["what"]),
            unknown: counter(registry, "metrics_unknown_total", "Looks that failed.", &["part"]),
        }
    }

    /// Each part by itself: one that can't be looked up takes nothing from the others.
    pub(super) async fn look(&self, of: &Sources<'_>) {
        self.connections.with_label_values(&["open"]).set(of.pool.size().into());
        self.connections.with_label_values(&["idle"]).set(of.pool.num_idle().try_into().unwrap_or(i64::MAX));
        self.connections.with_label_values(&["at_most"]).set(of.pool.options().get_max_connections().into());
        tokio::join!(
            self.part("ledger", self.look_at_ledger(of)),
            self.part("queue", self.look_at_queue(of)),
            self.part("read_models", self.look_at_read_models(of)),
            self.part("chats", self.look_at_chats(of)),
            self.part("platform", self.look_at_platform(of)),
        );
    }

    async fn part(&self, name: &'static str, looking: impl Future<Output = Result<(), Unknown>>) {
        let problem = match timeout(PATIENCE, looking).await {
            Ok(Ok(())) => return,
            Ok(Err(error)) => error.to_string(),
            Err(_) => "no answer in time".to_owned(),
        };
        tracing::warn!(part = name, problem, "a part of the metrics can't be looked up");
        self.unknown.with_label_values(&[name]).inc();
        match name {
            "read_models" => {
                self.projector_events.reset();
                self.projector_seconds.reset();
                self.parked.reset();
            }
            "platform" => {
                self.members.reset();
                self.today.reset();
            }
            "chats" => self.chats.reset(),
            // Better no figure than one of yesterday.
            _ => self.ledger.reset(),
        }
    }

    async fn look_at_ledger(&self, of: &Sources<'_>) -> Result<(), Unknown> {
        // The stream first: what it has by now, Postgres has had before.
        let relayed = of.nats.ledger_state().await?.map_or(0, |state| state.last);
        let position = pg::head_position(of.pool).await?;
        let dead = dead_letters::count(of.pool).await?;
        self.ledger.with_label_values(&["position"]).set(position.cast_signed());
        self.ledger.with_label_values(&["relay_lag_events"]).set(position.saturating_sub(relayed).cast_signed());
        self.ledger.with_label_values(&["dead_letters"]).set(dead.cast_signed());
        Ok(())
    }

    async fn look_at_queue(&self, of: &Sources<'_>) -> Result<(), Unknown> {
        let waiting = of.nats.queue_depth().await?;
        self.ledger.with_label_values(&["commands_waiting"]).set(waiting.cast_signed());
        Ok(())
    }

    async fn look_at_read_models(&self, of: &Sources<'_>) -> Result<(), Unknown> {
        for model in projections::status(of.pool).await? {
            let label = &[model.name.as_str()];
            self.projector_events.with_label_values(label).set(model.lag_events.cast_signed());
            self.projector_seconds.with_label_values(label).set(model.lag_seconds);
            self.parked.with_label_values(label).set(model.parked.cast_signed());
        }
        Ok(())
    }

    async fn look_at_chats(&self, of: &Sources<'_>) -> Result<(), Unknown> {
        let standing = pg::letterbox::standing(of.pool).await?;
        let figures =
            [("unanswered", standing.unanswered), ("undelivered", standing.undelivered), ("shut", standing.shut)];
        for (what, count) in figures {
            self.chats.with_label_values(&[what]).set(count.cast_signed());
        }
        Ok(())
    }

    async fn look_at_platform(&self, of: &Sources<'_>) -> Result<(), Unknown> {
        let platform = analytics::platform(of.pool, of.now).await?;
        let members = [
            ("ever", platform.members),
            ("1h", platform.active_1h),
            ("24h", platform.active_24h),
            ("7d", platform.active_7d),
            ("30d", platform.active_30d),
        ];
        for (span, count) in members {
            self.members.with_label_values(&[span]).set(count.cast_signed());
        }
        let date = of.now.to_zoned(TimeZone::UTC).date();
        let days = analytics::platform_days(of.pool, date, date).await?;
        let day = days.first();
        let figures = [
            ("registered", day.map(|day| day.registered)),
            ("commands", day.map(|day| day.commands)),
            ("plans", day.map(|day| day.plans)),
            ("workouts", day.map(|day| day.workouts)),
        ];
        for (what, count) in figures {
            self.today.with_label_values(&[what]).set(count.unwrap_or_default().cast_signed());
        }
        Ok(())
    }
}
