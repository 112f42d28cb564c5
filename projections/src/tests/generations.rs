//! Versions of a read model beside each other.

use std::sync::atomic::Ordering;

use domain::vocabulary::Sport;
use sqlx::PgConnection;
use tokio_util::sync::CancellationToken;

use super::{
    ledger::{DEADLINE, World},
    sample::{facts, id, logged},
    toy::{Rows, Toy},
};
use crate::{Event, Indigestible, Phase, Projection, State, list, rebuild};

/// The next version: one more table, and a column less.
#[derive(Debug, Clone, Default)]
struct NextToy(Toy);

impl Projection for NextToy {
    const NAME: &'static str = "toy";
    const VERSION: i32 = 2;
    const TABLES: &'static str = "
        create table counts (aggregate_id text primary key, last bigint, events bigint not null);
        create table seen (subject uuid not null, turn bigint generated always as identity, position bigint not null);
        create table extra (id int primary key)";
    const INDEXES: &'static str = Toy::INDEXES;
    const AGGREGATES: &'static [&'static str] = Toy::AGGREGATES;
    type Batch = Rows;

    fn apply(&self, batch: &mut Rows, event: &Event<'_>) -> Result<(), Indigestible> {
        self.0.apply(batch, event)
    }

    async fn flush(&self, batch: &Rows, tables: &mut PgConnection, phase: Phase) -> Result<(), sqlx::Error> {
        self.0.flush(batch, tables, phase).await
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_newer_program_builds_its_version_and_takes_over_while_the_older_stands_back() {
    let world = World::new().await;
    let (old, new) = (Toy::default(), NextToy::default());
    let older = world.run(old.clone());
    let workout = |n: u128| logged(id(1), id(0x1000 + n), facts(Sport::Run, "2025-05-05", None, 600, 0));
    world.append_and_relay(&(0..20).map(workout).collect::<Vec<_>>()).await;
    world.caught_up::<Toy>().await;

    let newer = world.run(new.clone());
    testkit::eventually(DEADLINE, async || match world.live("toy").await {
        Some(status) if status.version == 2 => Ok(()),
        other => Err(other),
    })
    .await;
    let flushed_before = old.flushes.load(Ordering::SeqCst);
    world.append_and_relay(&(20..40).map(workout).collect::<Vec<_>>()).await;
    world.caught_up::<NextToy>().await;
    assert_eq!(super::toy::all_seen(&world.pool).await, (1..=40).collect::<Vec<_>>());
    let columns: Vec<String> = sqlx::query_scalar(
        "select table_name || '.' || column_name from information_schema.columns
         where table_schema = 'toy' and table_name <> 'seen' order by table_name, ordinal_position",
    )
    .fetch_all(&world.pool)
    .await
    .unwrap();
    assert_eq!(columns, ["counts.aggregate_id", "counts.last", "counts.events", "extra.id"]);
    assert!(old.flushes.load(Ordering::SeqCst) <= flushed_before + 1, "the older one stands back");

    // Going back is a rebuild by the older program.
    newer.stop().await;
    rebuild(old, &world.pool, &CancellationToken::new(), |_| {}).await.unwrap();
    let all = list(&world.pool).await.unwrap();
    let states: Vec<_> = all.iter().map(|one| (one.schema.as_str(), one.state)).collect();
    assert_eq!(states, [("toy_v1", State::Retired), ("toy_v1_g2", State::Live), ("toy_v2", State::Retired)]);
    world.append_and_relay(&(40..50).map(workout).collect::<Vec<_>>()).await;
    world.caught_up::<Toy>().await;
    assert_eq!(super::toy::all_seen(&world.pool).await.len(), 50);
    older.stop().await;
}
