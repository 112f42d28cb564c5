//! From events to changes of a read model.
//!
//! - `fold`: events in order into a batch in memory.
//! - `commit`: a batch and the checkpoint behind it, in one transaction or not at all.
//! - `digest`: a run of events, come what may: one that can't be digested is found and its subject parked.
//! - `bulk`: many events out of the table, read, folded and written side by side.

mod bulk;
mod commit;
#[expect(clippy::module_inception, reason = "the one verb of this room")]
mod digest;
mod fold;

pub(crate) use bulk::{Bulk, catch_up};
pub(crate) use commit::{CommitError, commit, is_refusal, move_checkpoint, write};
pub(crate) use digest::digest;
pub(crate) use fold::{Fold, Folded};

use std::sync::Arc;

use sqlx::PgPool;

/// A projection and the database that it is kept in.
#[derive(Debug)]
pub(crate) struct Work<P> {
    pub(crate) projection: Arc<P>,
    pub(crate) pool: PgPool,
}

impl<P> Clone for Work<P> {
    fn clone(&self) -> Self {
        Self { projection: Arc::clone(&self.projection), pool: self.pool.clone() }
    }
}
