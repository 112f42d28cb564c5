//! What an auditor reads: one plain sentence for each event, who wanted it, through what, when, and because of what.
//!
//! - `sentence`: an event in words. A new event is a line there; forgetting it doesn't compile.
//! - `change`: the rows of a batch; `flush`: the rows written.
//! - `queries`: the log read; `causes`: what led to what.
//! - `provenance`: what a plan was made from, for people, as JSON and as W3C PROV-JSON.

mod causes;
mod change;
mod flush;
mod provenance;
mod queries;
mod sentence;

pub use causes::{causes, effects};
pub use provenance::{Input, InputKind, Making, Proof, Provenance, Since, provenance};
pub use queries::{Entry, Filter, Page, at, list};

#[cfg(test)]
pub(crate) use causes::{causes_query, effects_query};
#[cfg(test)]
pub(crate) use queries::list_query;

use domain::{
    catalogue::CataloguedEvent, conversation::ConversationEvent, fatigue_day::FatigueDayEvent, identity::IdentityEvent,
    member::MemberEvent, plan::PlanEvent, workout::WorkoutEvent,
};
use sqlx::PgConnection;

use crate::{Event, Indigestible, Phase, Projection};
use change::Row;

/// The read model `audit`.
#[derive(Debug, Clone, Copy, Default)]
pub struct Audit;

impl Projection for Audit {
    const NAME: &'static str = "audit";
    const VERSION: i32 = 3;
    const TABLES: &'static str = include_str!("schema.sql");
    const INDEXES: &'static str = include_str!("indexes.sql");
    const AGGREGATES: &'static [&'static str] = &[
        MemberEvent::AGGREGATE,
        IdentityEvent::AGGREGATE,
        WorkoutEvent::AGGREGATE,
        FatigueDayEvent::AGGREGATE,
        PlanEvent::AGGREGATE,
        ConversationEvent::AGGREGATE,
    ];
    type Batch = Vec<Row>;

    fn apply(&self, batch: &mut Vec<Row>, event: &Event<'_>) -> Result<(), Indigestible> {
        batch.push(Row::of(event)?);
        Ok(())
    }

    async fn flush(&self, batch: &Vec<Row>, tables: &mut PgConnection, _: Phase) -> Result<(), sqlx::Error> {
        flush::flush(batch, tables).await
    }
}
