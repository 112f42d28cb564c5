//! What a read model has to say of itself; all the rest is the runtime's.

use sqlx::PgConnection;

use crate::Event;

/// What an event can't be turned into, and why. The subject is parked with these words.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct Indigestible(pub String);

/// How far along the tables are that a batch is written to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// Nobody reads them, and `settle` comes before anybody will: only what it can't make up for must be written.
    Filling,
    /// They are complete and indexed, and stay so with every batch.
    Live,
}

/// A read model: tables, and how events change them.
///
/// Tables are named without a schema, in `TABLES`, `INDEXES`, `flush` and `settle`; the runtime sets the search path
/// to the generation at hand. A row belongs to one subject. A row that several subjects may write has to remember the
/// position of its last event and refuse an earlier one: a parked subject's events come after later ones of others.
pub trait Projection: Send + Sync + 'static {
    const NAME: &'static str;
    /// Raised when the tables or their meaning change; the next projector then builds anew beside the old one.
    const VERSION: i32;
    /// Makes the tables, with the keys that writing needs.
    const TABLES: &'static str;
    /// Makes what only reading and `Phase::Live` need.
    const INDEXES: &'static str;
    /// The aggregates whose events matter; others are passed over undecoded.
    const AGGREGATES: &'static [&'static str];

    /// Changes gathered in memory. Several events about one thing become one change.
    type Batch: Default + Send + Sync + 'static;

    /// Folds an event into the batch. Pure: the same events give the same batch. After an error the batch is as before.
    fn apply(&self, batch: &mut Self::Batch, event: &Event<'_>) -> Result<(), Indigestible>;

    /// Writes the batch, in a number of statements that doesn't depend on its size.
    fn flush(
        &self,
        batch: &Self::Batch,
        tables: &mut PgConnection,
        phase: Phase,
    ) -> impl Future<Output = Result<(), sqlx::Error>> + Send;

    /// Makes up for what `flush` left out while filling.
    fn settle(&self, _tables: &mut PgConnection) -> impl Future<Output = Result<(), sqlx::Error>> + Send {
        std::future::ready(Ok(()))
    }
}
