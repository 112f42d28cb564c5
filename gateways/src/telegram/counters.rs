//! What became of updates.

use super::GATEWAY;
use crate::chat::Counters;

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counted {
    /// Kept to be answered.
    pub taken: u64,
    /// Delivered again by Telegram; kept before.
    pub repeated: u64,
    /// Nothing that we answer: unknown kinds, channels, talk in groups.
    pub ignored: u64,
}

impl Counted {
    pub(super) fn of(counters: &Counters) -> Self {
        let [taken, repeated, ignored] = counters.updates(GATEWAY);
        Self { taken, repeated, ignored }
    }
}
