//! What became of updates.

use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

#[derive(Debug, Default)]
pub(super) struct Counters {
    taken: AtomicU64,
    repeated: AtomicU64,
    ignored: AtomicU64,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counted {
    /// Kept to be answered.
    pub taken: u64,
    /// Delivered again by Telegram; kept before.
    pub repeated: u64,
    /// Nothing that we answer: unknown kinds, channels, talk in groups.
    pub ignored: u64,
}

impl Counters {
    pub(super) fn received(&self, new: bool) {
        let counter = if new { &self.taken } else { &self.repeated };
        counter.fetch_add(1, Relaxed);
    }

    pub(super) fn ignored(&self, why: &'static str) {
        self.ignored.fetch_add(1, Relaxed);
        tracing::debug!(why, "an update that asks for no answer");
    }

    pub(super) fn counted(&self) -> Counted {
        Counted {
            taken: self.taken.load(Relaxed),
            repeated: self.repeated.load(Relaxed),
            ignored: self.ignored.load(Relaxed),
        }
    }
}
