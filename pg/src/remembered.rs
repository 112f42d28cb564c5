//! Histories that this process folded before, so that only what came since has to be read.
//!
//! A history is remembered with the last event that went into it. Whoever goes on from there reads that event again: an
//! id is given out once and events are never changed, so the same id in the same place means that all before it is the
//! same, too. A ledger that was restored to an earlier state, or another ledger with the same athlete, has another event
//! there, or none.

use std::{
    mem::size_of,
    sync::{Arc, LazyLock, Mutex, MutexGuard, PoisonError},
};

use domain::history::{AthleteHistory, DatedThresholds, DoneWorkout, Reading};
use jiff::civil::Date;
use lru::LruCache;
use uuid::Uuid;

/// About a thousand athletes with three years of daily training behind them.
const MOST_BYTES: usize = 64 << 20;
/// Profile, races, injuries and the like.
const SMALL_THINGS: usize = 2_048;

static MEMORY: LazyLock<Mutex<Memory>> = LazyLock::new(|| Mutex::new(Memory::new(MOST_BYTES)));

/// The last event of a history.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Anchor {
    pub(crate) position: i64,
    pub(crate) event_id: Uuid,
}

#[derive(Debug, Clone)]
pub(crate) struct Remembered {
    pub(crate) anchor: Anchor,
    pub(crate) history: Arc<AthleteHistory>,
}

pub(crate) fn recall(athlete: Uuid) -> Option<Remembered> {
    lock().histories.get(&athlete).cloned()
}

pub(crate) fn remember(athlete: Uuid, history: Remembered) {
    lock().put(athlete, history);
}

pub(crate) fn forget(athlete: Uuid) {
    lock().remove(athlete);
}

fn lock() -> MutexGuard<'static, Memory> {
    // The map is whole between calls, whatever a panicking thread did in between.
    MEMORY.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The histories asked for last, as many as fit.
struct Memory {
    histories: LruCache<Uuid, Remembered>,
    bytes: usize,
    most_bytes: usize,
}

impl Memory {
    fn new(most_bytes: usize) -> Self {
        Self { histories: LruCache::unbounded(), bytes: 0, most_bytes }
    }

    /// Of two that were folded at the same time the later stays.
    fn put(&mut self, athlete: Uuid, history: Remembered) {
        if self.histories.peek(&athlete).is_some_and(|known| known.anchor.position > history.anchor.position) {
            return;
        }
        self.remove(athlete);
        self.bytes += size_of_history(&history.history);
        self.histories.put(athlete, history);
        while self.bytes > self.most_bytes
            && let Some((_, oldest)) = self.histories.pop_lru()
        {
            self.bytes -= size_of_history(&oldest.history);
        }
    }

    fn remove(&mut self, athlete: Uuid) {
        if let Some(gone) = self.histories.pop(&athlete) {
            self.bytes -= size_of_history(&gone.history);
        }
    }
}

/// Near enough: what grows with the years.
fn size_of_history(history: &AthleteHistory) -> usize {
    SMALL_THINGS
        + history.workouts.capacity() * size_of::<DoneWorkout>()
        + history.thresholds.capacity() * size_of::<DatedThresholds>()
        // A tree's nodes are half empty at worst.
        + history.readings.len() * 2 * size_of::<(Date, Reading)>()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn remembered(position: i64) -> Remembered {
        let mut history = AthleteHistory::default();
        history.readings.insert(Date::MIN, Reading::default());
        Remembered { anchor: Anchor { position, event_id: Uuid::nil() }, history: Arc::new(history) }
    }

    #[test]
    fn no_more_is_remembered_than_fits_and_what_was_asked_for_last_stays() {
        let each = size_of_history(&remembered(1).history);
        let mut memory = Memory::new(3 * each);
        for n in 0..3 {
            memory.put(Uuid::from_u128(n), remembered(1));
        }
        memory.histories.get(&Uuid::from_u128(0));
        memory.put(Uuid::from_u128(3), remembered(1));
        let known = |n| memory.histories.contains(&Uuid::from_u128(n));
        assert_eq!([0, 1, 2, 3].map(known), [true, false, true, true]);
        assert_eq!(memory.bytes, 3 * each);
        // One that is bigger than all there may be is not kept.
        memory.most_bytes = each - 1;
        memory.put(Uuid::from_u128(4), remembered(1));
        assert_eq!((memory.histories.len(), memory.bytes), (0, 0));
    }

    #[test]
    fn a_history_that_was_folded_longer_ago_does_not_take_the_place_of_a_later_one() {
        let mut memory = Memory::new(usize::MAX);
        memory.put(Uuid::nil(), remembered(7));
        memory.put(Uuid::nil(), remembered(5));
        assert_eq!(memory.histories.peek(&Uuid::nil()).map(|known| known.anchor.position), Some(7));
        assert_eq!(memory.bytes, size_of_history(&remembered(7).history));
    }
}
