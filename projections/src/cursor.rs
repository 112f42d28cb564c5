//! Where a generation stands, as its projector remembers it.

use std::collections::HashSet;

use uuid::Uuid;

use crate::generation::Generation;

/// What the next batch rests on. Only an optimist's copy: the database decides whether it still holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Cursor {
    pub(crate) generation: Generation,
    pub(crate) position: u64,
    pub(crate) revision: i64,
    pub(crate) parked: HashSet<Uuid>,
}

/// A subject that is left standing from an event on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NewlyParked {
    pub(crate) subject: Uuid,
    pub(crate) position: u64,
    pub(crate) reason: String,
}
