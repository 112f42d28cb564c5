//! A read model with a weak stomach, for tests: it can be made to choke on some events, in each way there is.

use std::{
    collections::BTreeMap,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
};

use sqlx::PgConnection;
use uuid::Uuid;

use crate::{Event, Indigestible, Phase, Projection};

/// Keeps the last position of each workout and how many events it had, and each subject's positions in order.
#[derive(Debug, Clone, Default)]
pub(super) struct Toy {
    /// Aggregates on whose events `apply` fails.
    pub(super) poison: Arc<Mutex<Vec<String>>>,
    /// Aggregates whose rows Postgres refuses.
    pub(super) forbidden: Arc<Mutex<Vec<String>>>,
    /// Postgres fails for a reason that no event is to blame for.
    pub(super) broken: Arc<AtomicBool>,
    pub(super) flushes: Arc<AtomicUsize>,
}

#[derive(Debug, Default)]
pub(super) struct Rows {
    counts: BTreeMap<String, (i64, i64)>,
    order: Vec<(Uuid, i64)>,
}

impl Projection for Toy {
    const NAME: &'static str = "toy";
    const VERSION: i32 = 1;
    const TABLES: &'static str = "
        create table counts (aggregate_id text primary key, events bigint not null, last bigint not null);
        create table seen (subject uuid not null, turn bigint generated always as identity, position bigint not null)";
    const INDEXES: &'static str = "create index seen_subject on seen (subject, turn)";
    const AGGREGATES: &'static [&'static str] = &["workout"];
    type Batch = Rows;

    fn apply(&self, batch: &mut Rows, event: &Event<'_>) -> Result<(), Indigestible> {
        let aggregate = &event.record.aggregate_id;
        if self.poison.lock().unwrap().contains(aggregate) {
            return Err(Indigestible("it is poisoned".to_owned()));
        }
        let row = batch.counts.entry(aggregate.clone()).or_default();
        *row = (row.0 + 1, event.position());
        batch.order.push((event.record.subject, event.position()));
        Ok(())
    }

    async fn flush(&self, batch: &Rows, tables: &mut PgConnection, _: Phase) -> Result<(), sqlx::Error> {
        self.flushes.fetch_add(1, Ordering::SeqCst);
        if self.broken.load(Ordering::SeqCst) {
            sqlx::query("select * from no_such_table").execute(&mut *tables).await?;
        }
        let forbidden = self.forbidden.lock().unwrap().clone();
        sqlx::query(
            "insert into counts as c (aggregate_id, events, last)
             select id, case when id = any($4) then null else n end, last
             from unnest($1::text[], $2::bigint[], $3::bigint[]) r(id, n, last)
             on conflict (aggregate_id) do update set events = c.events + excluded.events, last = excluded.last",
        )
        .bind(batch.counts.keys().cloned().collect::<Vec<_>>())
        .bind(batch.counts.values().map(|row| row.0).collect::<Vec<_>>())
        .bind(batch.counts.values().map(|row| row.1).collect::<Vec<_>>())
        .bind(forbidden)
        .execute(&mut *tables)
        .await?;
        sqlx::query(
            "insert into seen (subject, position)
             select subject, position from unnest($1::uuid[], $2::bigint[]) with ordinality s(subject, position, n) order by n",
        )
        .bind(batch.order.iter().map(|(subject, _)| *subject).collect::<Vec<_>>())
        .bind(batch.order.iter().map(|(_, position)| *position).collect::<Vec<_>>())
        .execute(tables)
        .await
        .map(drop)
    }
}

/// Positions of a subject's events as the read model took them.
pub(super) async fn seen(pool: &sqlx::PgPool, subject: Uuid) -> Vec<i64> {
    sqlx::query_scalar("select position from toy.seen where subject = $1 order by turn")
        .bind(subject)
        .fetch_all(pool)
        .await
        .unwrap()
}

/// All positions that were taken, sorted, repeats included.
pub(super) async fn all_seen(pool: &sqlx::PgPool) -> Vec<i64> {
    sqlx::query_scalar("select position from toy.seen order by position").fetch_all(pool).await.unwrap()
}
