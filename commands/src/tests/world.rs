//! A ledger of a test's own, and processes that work on it and can be killed.

use std::{sync::Arc, time::Duration};

use domain::{
    Command,
    ledger::{CommandEnvelope, bucket_of},
};
use nats::{Nats, NatsError};
use pg::EventFilter;
use sqlx::{Connection, PgConnection, PgPool};
use testkit::Cluster;
use tokio_util::sync::CancellationToken;

use super::{process::Process, sample::ENVIRONMENT};
use crate::{
    Bus, Ledger, Outcome, Verdict,
    append::Committer,
    relay::{self, Halt, RelayError},
    seal::stream_bytes,
    verify,
    worker::Worker,
};

/// The machine may be busy.
pub(super) const DEADLINE: Duration = Duration::from_secs(90);

pub(super) struct World {
    pub(super) kit: testkit::Ledger,
    pub(super) pool: PgPool,
    pub(super) nats: Nats,
    replicas: usize,
    nats_url: String,
    /// Of the raw kind, for looking from outside.
    client: async_nats::Client,
}

impl World {
    pub(super) async fn new() -> Self {
        let kit = testkit::Ledger::new().await;
        let nats = Nats::connect(&kit.nats_url, &kit.name).await.unwrap();
        nats.ensure_streams(1).await.unwrap();
        let (client, nats_url) = (kit.nats_client().await, kit.nats_url.clone());
        Self { pool: kit.pool.clone(), kit, nats, replicas: 1, nats_url, client }
    }

    /// With the ledger's stream, and only that, on all servers of a cluster.
    pub(super) async fn on(cluster: &Cluster) -> Self {
        let kit = testkit::Ledger::new().await;
        let nats_url = cluster.nats_url();
        let nats = Nats::connect(&nats_url, &kit.name).await.unwrap();
        nats.ensure_ledger_stream(3).await.unwrap();
        let client = cluster.nats_client().await;
        Self { pool: kit.pool.clone(), kit, nats, replicas: 3, nats_url, client }
    }

    pub(super) async fn another_connection(&self) -> Nats {
        let connected = async || Nats::connect(&self.nats_url, &self.kit.name).await;
        testkit::eventually(DEADLINE, connected).await
    }

    pub(super) async fn bus(&self) -> Bus {
        Bus::open(self.another_connection().await).await.unwrap()
    }

    /// Commands without the queue in front of them.
    pub(super) fn ledger(&self) -> Arc<Ledger> {
        Ledger::new(self.pool.clone(), self.nats.clone(), ENVIRONMENT)
    }

    pub(super) fn committer(&self) -> Committer {
        Committer::start(self.pool.clone(), self.nats.clone())
    }

    pub(super) fn worker(&self) -> Process {
        self.process(|pool, nats, stop| async move {
            let ledger = Ledger::new(pool.clone(), nats.clone(), ENVIRONMENT);
            Worker { pool, nats, ledger }.run(stop).await;
        })
    }

    pub(super) fn relay(&self) -> Process {
        let replicas = self.replicas;
        self.process(move |pool, nats, stop| relay::run(pool, nats, replicas, stop))
    }

    fn process<F: Future<Output = ()> + Send + 'static>(
        &self,
        work: impl FnOnce(PgPool, Nats, CancellationToken) -> F + Send + 'static,
    ) -> Process {
        Process::start(self.kit.database_url.clone(), self.nats_url.clone(), self.kit.name.clone(), work)
    }

    /// Copies what is there, by the relay's own steps but without its lease.
    pub(super) async fn relay_once(&self) -> Result<(), RelayError> {
        self.relay_through(&self.nats).await
    }

    /// A cluster that is about to choose a leader is asked again, as the relay does.
    pub(super) async fn relay_through(&self, nats: &Nats) -> Result<(), RelayError> {
        testkit::eventually(DEADLINE, async || match relay::copy_all(&self.pool, nats, self.replicas).await {
            Err(RelayError::Nats(error)) if self.replicas > 1 => Err(error),
            done => Ok(done),
        })
        .await
    }

    /// The alarm that a relay would raise now.
    pub(super) async fn halt(&self) -> Option<Halt> {
        match self.relay_once().await {
            Err(RelayError::Halt(halt)) => Some(halt),
            Ok(()) => None,
            Err(other) => panic!("{other}"),
        }
    }

    pub(super) async fn head(&self) -> u64 {
        pg::head_position(&self.pool).await.unwrap()
    }

    pub(super) async fn on_stream(&self) -> u64 {
        let state = testkit::eventually(DEADLINE, async || self.nats.ledger_state().await).await;
        state.map_or(0, |state| state.last)
    }

    /// Waits until the stream has everything that the table has.
    #[track_caller]
    pub(super) fn relayed(&self) -> impl Future<Output = ()> {
        testkit::eventually(DEADLINE, async || {
            let (head, on_stream) = (self.head().await, self.on_stream().await);
            if head == on_stream { Ok(()) } else { Err((head, on_stream)) }
        })
    }

    /// Everything on the stream, in order.
    pub(super) async fn stream_bodies(&self) -> Vec<Vec<u8>> {
        let last = self.on_stream().await;
        let read = async || self.read_stream(last).await.map_err(|error| error.to_string());
        testkit::eventually(DEADLINE, read).await
    }

    async fn read_stream(&self, last: u64) -> Result<Vec<Vec<u8>>, NatsError> {
        let mut bodies = Vec::new();
        if last == 0 {
            return Ok(bodies);
        }
        let mut follower = self.nats.follow_ledger(1).await?;
        while (bodies.len() as u64) < last {
            let batch = follower.next_batch(1000, Duration::from_secs(5)).await?;
            if batch.is_empty() {
                return Err(NatsError::TimedOut(format!("the stream stops at {} of {last}", bodies.len())));
            }
            bodies.extend(batch.into_iter().map(|event| event.body.to_vec()));
        }
        Ok(bodies)
    }

    /// The table's events in the form in which they travel.
    pub(super) async fn table_bodies(&self) -> Vec<Vec<u8>> {
        let events = pg::events_after(&self.pool, 0, 1_000_000, &EventFilter::default()).await.unwrap();
        events.iter().map(|event| stream_bytes(event).unwrap()).collect()
    }

    pub(super) async fn findings(&self) -> Vec<String> {
        verify::verify(&self.pool, &self.nats, |_, _| {}).await.unwrap().findings
    }

    pub(super) async fn assert_clean(&self) {
        let findings = self.findings().await;
        assert!(findings.is_empty(), "{findings:#?}");
    }

    pub(super) async fn queue_is_empty(&self) {
        testkit::eventually(DEADLINE, async || match self.nats.queue_depth().await.unwrap() {
            0 => Ok(()),
            depth => Err(format!("{depth} commands still queued")),
        })
        .await;
    }

    /// Waits until the command's bucket has been handed to a worker.
    pub(super) async fn is_being_worked_on(&self, envelope: &CommandEnvelope<Command>) {
        let bucket = bucket_of(envelope.subject);
        let stream = self.jetstream().await.get_stream(self.nats.names().commands_stream(bucket)).await.unwrap();
        let name = format!("worker-{bucket:02}");
        testkit::eventually(DEADLINE, async || {
            match stream.consumer_info(&name).await.map(|bucket| bucket.num_ack_pending) {
                Ok(1) => Ok(()),
                other => Err(format!("{other:?}")),
            }
        })
        .await;
    }

    /// Runs as the owner of the tables who took the guards away.
    pub(super) async fn tamper(&self, sql: &str) {
        let mut transaction = self.pool.begin().await.unwrap();
        for table in ["events", "receipts"] {
            let disable = format!("alter table {table} disable trigger user");
            sqlx::query(&disable).execute(&mut *transaction).await.unwrap();
        }
        sqlx::query(sql).execute(&mut *transaction).await.unwrap();
        for table in ["events", "receipts"] {
            let enable = format!("alter table {table} enable trigger user");
            sqlx::query(&enable).execute(&mut *transaction).await.unwrap();
        }
        transaction.commit().await.unwrap();
    }

    /// Makes this ledger's stream the other's too: the same stream, another database.
    pub(super) async fn with_another_database(&self) -> Self {
        let kit = testkit::Ledger::new().await;
        let (nats, client, nats_url) = (self.nats.clone(), self.client.clone(), self.nats_url.clone());
        Self { pool: kit.pool.clone(), kit, nats, replicas: self.replicas, nats_url, client }
    }

    /// A copy of the database as it is now. Connections to it break.
    pub(super) async fn back_up(&self) {
        let name = &self.kit.name;
        let leave = format!("select pg_terminate_backend(pid) from pg_stat_activity where datname = '{name}'");
        self.administer(&[&leave, &format!("create database {name}_backup template {name}")]).await;
    }

    /// Puts the copy in the database's place, under whoever works on it; connections break.
    pub(super) async fn restore_backup(&mut self) {
        let name = &self.kit.name;
        let drop = format!("drop database {name} with (force)");
        self.administer(&[&drop, &format!("alter database {name}_backup rename to {name}")]).await;
        self.pool = pg::connect(&self.kit.database_url, 6).await.unwrap();
    }

    async fn administer(&self, statements: &[&str]) {
        let url = self.kit.database_url.replacen(&format!("/{}?", self.kit.name), "/postgres?", 1);
        let mut connection = PgConnection::connect(&url).await.unwrap();
        for sql in statements {
            sqlx::query(sql).execute(&mut connection).await.unwrap();
        }
        connection.close().await.unwrap();
    }

    pub(super) async fn jetstream(&self) -> async_nats::jetstream::Context {
        async_nats::jetstream::new(self.client.clone())
    }

    pub(super) async fn delete_stream(&self) {
        let (context, name) = (self.jetstream().await, self.nats.names().ledger_stream());
        testkit::eventually(DEADLINE, async || context.delete_stream(&name).await.map(drop)).await;
    }

    /// Makes a stream of the same messages that lets one be taken out, and takes it out.
    pub(super) async fn lose_from_stream(&self, positions: &[u64]) {
        let (context, name) = (self.jetstream().await, self.nats.names().ledger_stream());
        let bodies = self.stream_bodies().await;
        let config = context.get_stream(&name).await.unwrap().cached_info().config.clone();
        self.delete_stream().await;
        let config = async_nats::jetstream::stream::Config { deny_delete: false, deny_purge: false, ..config };
        let stream = context.create_stream(config).await.unwrap();
        let subject = self.nats.names().event(0, "workout", "WorkoutLogged");
        for body in bodies {
            context.publish(subject.clone(), body.into()).await.unwrap().await.unwrap();
        }
        for position in positions {
            stream.delete_message(*position).await.unwrap();
        }
    }

    pub(super) async fn replicas_of_ledger(&self) -> usize {
        let (context, name) = (self.jetstream().await, self.nats.names().ledger_stream());
        let stream = testkit::eventually(DEADLINE, async || context.get_stream(&name).await).await;
        stream.cached_info().config.num_replicas
    }
}

/// Hands in a command and asks again until there is an outcome, as a caller of any gateway would.
pub(super) async fn ask(bus: &Bus, envelope: &CommandEnvelope<Command>) -> Outcome {
    let tries = async {
        loop {
            if let Ok(outcome) = bus.execute(envelope, Duration::from_secs(10)).await {
                return outcome;
            }
        }
    };
    tokio::time::timeout(DEADLINE, tries).await.expect("an outcome in time")
}

pub(super) fn accepted(outcome: &Outcome) -> bool {
    matches!(outcome.verdict, Verdict::Accepted { .. })
}
