//! A ledger to read from: events go in as the write side would put them, and onto the stream as the relay would.

use std::{collections::HashMap, sync::Mutex, time::Duration};

use domain::{
    LedgerEvent,
    ledger::{Metadata, bucket_of},
};
use nats::{Nats, Stored};
use pg::EventFilter;
use sqlx::PgPool;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use crate::{Projection, ProjectionStatus, Projector, Settings, Tail, Verification, verify};

/// The machine may be busy.
pub(crate) const DEADLINE: Duration = Duration::from_secs(90);

/// An event that somebody wants in the ledger.
#[derive(Debug, Clone)]
pub(crate) struct New {
    pub(crate) subject: Uuid,
    pub(crate) aggregate_type: String,
    pub(crate) aggregate_id: String,
    pub(crate) event_type: String,
    pub(crate) event_version: String,
    pub(crate) payload: String,
    pub(crate) cause: Cause,
}

/// Who wanted an event, and because of what; what isn't said is as usual.
#[derive(Debug, Clone, Default)]
pub(crate) struct Cause {
    pub(crate) actor: Option<String>,
    pub(crate) gateway: Option<String>,
    pub(crate) command_id: Option<String>,
    pub(crate) correlation_id: Option<String>,
    pub(crate) causation_id: Option<String>,
}

impl New {
    pub(crate) fn of(subject: Uuid, aggregate_id: impl ToString, event: impl Into<LedgerEvent>) -> Self {
        let event = event.into();
        Self {
            subject,
            aggregate_type: event.aggregate_type().to_owned(),
            aggregate_id: aggregate_id.to_string(),
            event_type: event.event_type().to_owned(),
            event_version: event.event_version().to_owned(),
            payload: event.to_json().unwrap(),
            cause: Cause::default(),
        }
    }

    pub(crate) fn because(self, cause: Cause) -> Self {
        Self { cause, ..self }
    }

    /// By themselves, through a chat, at a time that is always the same.
    fn metadata(&self, event_id: Uuid) -> String {
        let Cause { actor, gateway, command_id, correlation_id, causation_id } = self.cause.clone();
        let command_id = command_id.unwrap_or_else(|| event_id.to_string());
        let metadata = Metadata {
            event_id: event_id.to_string(),
            correlation_id: correlation_id.unwrap_or_else(|| command_id.clone()),
            command_id,
            causation_id,
            actor: actor.unwrap_or_else(|| format!("member:{}", self.subject)),
            gateway: gateway.unwrap_or_else(|| "telegram".to_owned()),
            occurred_at: "2025-05-03T06:30:00Z".to_owned(),
            schema: domain::CATALOGUE_VERSION.to_owned(),
            build: "0123456789".to_owned(),
            traceparent: None,
        };
        serde_json::to_string(&metadata).unwrap()
    }

    /// The same, as no program that exists can read it.
    pub(crate) fn unreadable(self) -> Self {
        Self { event_version: "99.0".to_owned(), ..self }
    }
}

pub(crate) struct World {
    pub(crate) kit: testkit::Ledger,
    pub(crate) pool: PgPool,
    pub(crate) nats: Nats,
    sequences: Mutex<HashMap<(String, String), i64>>,
}

impl World {
    pub(crate) async fn new() -> Self {
        let kit = testkit::Ledger::new().await;
        let nats = Nats::connect(&kit.nats_url, &kit.name).await.unwrap();
        nats.ensure_streams(1).await.unwrap();
        Self { pool: kit.pool.clone(), kit, nats, sequences: Mutex::default() }
    }

    /// Appends events in order, each its own command; gives back the last position.
    pub(crate) async fn append(&self, events: &[New]) -> u64 {
        let expected: Vec<i64> = {
            let mut sequences = self.sequences.lock().unwrap();
            let next = |event: &New| {
                let key = (event.aggregate_type.clone(), event.aggregate_id.clone());
                let sequence = sequences.entry(key).or_default();
                *sequence += 1;
                *sequence - 1
            };
            events.iter().map(next).collect()
        };
        let each = |part: fn(&New) -> &str| events.iter().map(part).collect::<Vec<_>>();
        let ids: Vec<Uuid> = events.iter().map(|_| new_id()).collect();
        let results: Vec<(String, Option<i64>)> = sqlx::query_as(
            "select result, last_position
             from ledger_append(ledger_incarnation(), 0, $1, $2, $3, $4, $5, $6, $2, $3, $7, $8, $9, $10, $11, $12, $13)",
        )
        .bind(ids.iter().map(ToString::to_string).collect::<Vec<_>>())
        .bind(each(|event| &event.aggregate_type))
        .bind(each(|event| &event.aggregate_id))
        .bind(&expected)
        .bind(vec![None::<String>; events.len()])
        .bind(vec![1_i32; events.len()])
        .bind(expected.iter().map(|sequence| sequence + 1).collect::<Vec<_>>())
        .bind(each(|event| &event.event_type))
        .bind(each(|event| &event.event_version))
        .bind(each(|event| &event.payload))
        .bind(events.iter().zip(&ids).map(|(event, id)| event.metadata(*id)).collect::<Vec<_>>())
        .bind(&ids)
        .bind(events.iter().map(|event| event.subject).collect::<Vec<_>>())
        .fetch_all(&self.pool)
        .await
        .unwrap();
        assert!(results.iter().all(|(result, _)| result == "stored"), "{results:?}");
        results.last().and_then(|(_, position)| *position).unwrap_or_default().unsigned_abs()
    }

    pub(crate) fn nats_url(&self) -> String {
        self.kit.nats_url.clone()
    }

    /// Brings the stream up to the table.
    pub(crate) async fn relay(&self) {
        loop {
            let last = self.nats.ledger_state().await.unwrap().unwrap().last;
            let events = pg::events_after(&self.pool, last, 500, &EventFilter::default()).await.unwrap();
            if events.is_empty() {
                return;
            }
            let batch = events.iter().map(|event| {
                let subject =
                    self.nats.names().event(bucket_of(event.subject), &event.aggregate_type, &event.event_type);
                (subject, serde_json::to_vec(event).unwrap().into())
            });
            let stored = self.nats.append_to_ledger(last, batch.collect()).await.unwrap();
            assert!(matches!(stored, Stored::UpTo(_)), "{stored:?}");
        }
    }

    pub(crate) async fn append_and_relay(&self, events: &[New]) -> u64 {
        let position = self.append(events).await;
        self.relay().await;
        position
    }

    /// A projector at work in the background.
    pub(crate) fn run<P: Projection>(&self, projection: P) -> Running {
        self.run_with(projection, self.pool.clone())
    }

    pub(crate) fn run_with<P: Projection>(&self, projection: P, pool: PgPool) -> Running {
        let projector = Projector::new(projection, pool, Tail::of(self.nats.clone())).with_settings(QUICK);
        let stop = CancellationToken::new();
        let token = stop.clone();
        Running { stop, task: tokio::spawn(async move { projector.run(token).await }) }
    }

    pub(crate) async fn head(&self) -> u64 {
        pg::head_position(&self.pool).await.unwrap()
    }

    pub(crate) async fn live(&self, name: &str) -> Option<ProjectionStatus> {
        crate::status(&self.pool).await.unwrap().into_iter().find(|status| status.name == name)
    }

    /// Waits until the live read model has come to the head of the ledger.
    #[track_caller]
    pub(crate) fn caught_up<P: Projection>(&self) -> impl Future<Output = ()> {
        testkit::eventually(DEADLINE, async || match self.live(P::NAME).await {
            Some(status) if status.position == self.head().await => Ok(()),
            other => Err(other),
        })
    }

    /// The read model equals a replay from zero, byte for byte.
    pub(crate) async fn assert_equals_replay<P: Projection>(&self, projection: P) -> Verification {
        let verification = verify(projection, &self.pool, &CancellationToken::new(), |_| {}).await.unwrap();
        assert!(verification.is_equal(), "{verification:#?}");
        verification
    }
}

/// Short waits: a test's time is better spent.
pub(crate) const QUICK: Settings =
    Settings { batch: 500, pace: Duration::from_millis(2), patience: Duration::from_millis(200) };

pub(crate) struct Running {
    stop: CancellationToken,
    pub(crate) task: JoinHandle<()>,
}

impl Running {
    /// Ends it as its process would be ended by kill -9, but for the connections.
    pub(crate) async fn kill(self) {
        self.task.abort();
        self.task.await.unwrap_err();
    }

    pub(crate) async fn stop(self) {
        self.stop.cancel();
        tokio::time::timeout(DEADLINE, self.task).await.expect("it stops when it is told to").unwrap();
    }
}

#[expect(clippy::disallowed_methods, reason = "tests need ids too")]
pub(crate) fn new_id() -> Uuid {
    Uuid::now_v7()
}
