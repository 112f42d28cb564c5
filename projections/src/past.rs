//! A read model as it was of one subject: its own tables, filled anew with the events up to a position, for as long as one
//! question takes.
//!
//! The queries name their tables by the read model's schema. So another schema takes that name, within a transaction
//! that is never committed: for everybody else nothing has changed, and when the connection is closed nothing has been.
//! One connection asks about one past at a time, so this is for questions about then, not for every day's.

use std::time::Duration;

use pg::EventFilter;
use sqlx::{PgConnection, PgPool, postgres::PgPoolOptions};
use uuid::Uuid;

use crate::{
    Event, Phase, Projection, ProjectionError,
    generation::{enter, ident},
    script::script,
};

/// Events that are read at once.
const PAGE: usize = 1_000;
const PATIENCE: Duration = Duration::from_secs(10);

/// What a read model held of one subject. The queries take its pool as they take that of the present.
#[derive(Debug)]
pub struct Past {
    pool: PgPool,
}

impl Past {
    pub fn pool(&self) -> &PgPool {
        &self.pool
    }

    /// Folds the subject's events up to a position with the read model's own code. An event that can't be digested makes
    /// the subject stand still, as it does in the present; whoever was erased since has no past either.
    pub(crate) async fn of<P: Projection>(
        projection: &P,
        pool: &PgPool,
        subject: Uuid,
        position: u64,
    ) -> Result<Self, ProjectionError> {
        let position = if is_forgotten(pool, subject).await? { u64::MAX >> 1 } else { position };
        let batch = folded(projection, pool, subject, position).await?;
        let options = pool.connect_options().as_ref().clone().application_name("paceledger past");
        let past = PgPoolOptions::new()
            .max_connections(1)
            .test_before_acquire(false)
            .acquire_timeout(PATIENCE)
            .connect_with(options)
            .await?;
        // From here on it is closed in order, whatever happens.
        let past = Self { pool: past };
        let mut tables = past.pool.acquire().await?;
        make::<P>(&mut tables).await?;
        projection.flush(&batch, &mut tables, Phase::Filling).await?;
        projection.settle(&mut tables).await?;
        drop(tables);
        Ok(past)
    }
}

/// Saying goodbye ends the transaction, and with it the tables.
impl Drop for Past {
    fn drop(&mut self) {
        let pool = self.pool.clone();
        if let Ok(runtime) = tokio::runtime::Handle::try_current() {
            runtime.spawn(async move { pool.close().await });
        }
    }
}

async fn is_forgotten(pool: &PgPool, subject: Uuid) -> Result<bool, sqlx::Error> {
    let filter = EventFilter {
        subject: Some(subject),
        event_types: vec!["MemberForgotten".to_owned()],
        ..EventFilter::default()
    };
    Ok(!pg::events_after(pool, 0, 1, &filter).await?.is_empty())
}

async fn folded<P: Projection>(
    projection: &P,
    pool: &PgPool,
    subject: Uuid,
    position: u64,
) -> Result<P::Batch, ProjectionError> {
    let filter = EventFilter {
        subject: Some(subject),
        aggregate_types: P::AGGREGATES.iter().map(|name| (*name).to_owned()).collect(),
        up_to: Some(position),
        ..EventFilter::default()
    };
    let (mut batch, mut last) = (P::Batch::default(), 0);
    loop {
        let page = pg::events_after(pool, last, PAGE, &filter).await?;
        let Some(end) = page.last() else { return Ok(batch) };
        last = end.position;
        for event in &page {
            if Event::decode(event).and_then(|event| projection.apply(&mut batch, &event)).is_err() {
                return Ok(batch);
            }
        }
    }
}

/// Opens the transaction that nobody ends, and makes the tables in it.
async fn make<P: Projection>(tables: &mut PgConnection) -> Result<(), ProjectionError> {
    let (now, hidden) = (ident(P::NAME), ident(&format!("{}_now", P::NAME)));
    script(
        tables,
        &format!(
            "begin;
             set local lock_timeout = '5s';
             set local statement_timeout = '10s';
             set local idle_in_transaction_session_timeout = '30s';
             alter schema {now} rename to {hidden};
             create schema {now}"
        ),
    )
    .await?;
    enter(tables, P::NAME).await?;
    script(tables, P::TABLES).await?;
    // Were the transaction ever committed by mistake, this would refuse it.
    script(
        tables,
        "create table never (one int primary key, other int references never deferrable initially deferred);
         insert into never values (1, 2)",
    )
    .await?;
    Ok(())
}
