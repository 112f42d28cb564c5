//! The directory of members: who they are, what they may do, through which identities they come in.
//!
//! - `change`: what a batch of events changes, gathered in memory.
//! - `flush`: the changes written.
//! - `queries`: the directory read; `consents`: what was agreed to, and from when to when. `unasked`: who may be told
//!   something, and how.

mod change;
mod consents;
mod flush;
mod queries;
mod unasked;

pub use consents::{Agreement, agreements};
pub use queries::{Cursor, Filter, Identity, Member, Page, Status, by_id, by_identity, list};
pub use unasked::{Addressee, Clock, clocks, unasked};

#[cfg(test)]
pub(crate) use consents::consents_query;
#[cfg(test)]
pub(crate) use queries::{by_identity_query, list_query};
#[cfg(test)]
pub(crate) use unasked::{clocks_query, unasked_query};

use domain::{LedgerEvent, catalogue::CataloguedEvent, identity::IdentityEvent, member::MemberEvent};
use sqlx::PgConnection;

use crate::{Event, Indigestible, Phase, Projection};
use change::Changes;

/// The read model `members`.
#[derive(Debug, Clone, Copy, Default)]
pub struct Members;

impl Projection for Members {
    const NAME: &'static str = "members";
    const VERSION: i32 = 3;
    const TABLES: &'static str = include_str!("schema.sql");
    const INDEXES: &'static str = include_str!("indexes.sql");
    const AGGREGATES: &'static [&'static str] = &[MemberEvent::AGGREGATE, IdentityEvent::AGGREGATE];
    type Batch = Changes;

    fn apply(&self, batch: &mut Changes, event: &Event<'_>) -> Result<(), Indigestible> {
        match &event.fact {
            LedgerEvent::Member(fact) => batch.member(event.record, fact),
            LedgerEvent::Identity(fact) => batch.identity(event.record, fact),
            _ => {}
        }
        Ok(())
    }

    async fn flush(&self, batch: &Changes, tables: &mut PgConnection, _: Phase) -> Result<(), sqlx::Error> {
        flush::flush(batch, tables).await
    }
}
