//! The same aggregate, commands and metadata through stock postgres-es, in tables of its own in the same database.

use std::{collections::HashMap, sync::Arc};

use commands::Environment;
use cqrs_es::{CqrsFramework, persist::PersistedEventStore};
use domain::{ledger::Metadata, workout::Workout};
use postgres_es::PostgresEventRepository;
use sqlx::PgPool;

use crate::{
    Error,
    crowd::Caller,
    place::{CONNECTIONS, Place},
    workload::{Share, Step},
};

pub const NAME: &str = "postgres-es 0.5.0";

/// Its documentation's table, columns and key as they are there.
const TABLES: &str = "create schema rival;
    create table rival.events (
        aggregate_type text not null,
        aggregate_id text not null,
        sequence bigint check (sequence >= 0) not null,
        event_type text not null,
        event_version text not null,
        payload json not null,
        metadata json not null,
        primary key (aggregate_type, aggregate_id, sequence)
    )";

pub(super) type Framework = CqrsFramework<Workout, PersistedEventStore<PostgresEventRepository, Workout>>;

/// With as many connections as ours has, and without the ping before each use that sqlx does unless told otherwise.
pub(super) async fn framework(place: &Place) -> Result<(Arc<Framework>, PgPool), Error> {
    sqlx::raw_sql(TABLES).execute(&place.pool).await?;
    let options = place.connect_options().options([("search_path", "rival")]);
    let pool = place.pool_with(options, CONNECTIONS).await?;
    let store = PersistedEventStore::new_event_store(PostgresEventRepository::new(pool.clone()));
    Ok((Arc::new(CqrsFramework::new(store, vec![], ())), pool))
}

pub(super) struct Rival {
    pub(super) framework: Arc<Framework>,
    pub(super) environment: Environment,
    pub(super) share: Share,
    pub(super) in_turn: bool,
}

impl Caller for Rival {
    async fn call(&mut self) -> Result<(), Error> {
        let step = if self.in_turn { self.share.next_in_turn() } else { self.share.next() };
        let (id, metadata) = (step.workout.to_string(), self.metadata(&step));
        let command = step.addressed((self.environment.now)());
        let done = self.framework.execute_with_metadata(&id, command, metadata).await;
        done.map_err(|error| Error::Rival(error.to_string()))
    }
}

impl Rival {
    /// What ours keeps beside an event, in the form that the rival takes.
    fn metadata(&self, step: &Step) -> HashMap<String, String> {
        let Environment { now, new_id, build } = self.environment;
        let sent_at = now();
        let envelope = step.clone().envelope(new_id(), sent_at);
        let metadata = Metadata::of(&envelope, new_id(), envelope.command.occurred_at(sent_at), build);
        HashMap::from([
            ("event_id".to_owned(), metadata.event_id),
            ("command_id".to_owned(), metadata.command_id),
            ("correlation_id".to_owned(), metadata.correlation_id),
            ("actor".to_owned(), metadata.actor),
            ("gateway".to_owned(), metadata.gateway),
            ("occurred_at".to_owned(), metadata.occurred_at),
            ("schema".to_owned(), metadata.schema),
            ("build".to_owned(), metadata.build),
        ])
    }
}
