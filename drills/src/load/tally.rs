//! What the callers were told, for the judge.

use std::{
    collections::HashMap,
    sync::{
        Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
};

use commands::{Outcome, Verdict};

/// What a caller knows of a command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Acknowledged {
    /// It is on the queue and will be carried out.
    Queued,
    Answered(Verdict),
}

/// A command's place among its member's, and its answer.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    pub(crate) member: u32,
    pub(crate) number: u32,
    pub(crate) acknowledged: Acknowledged,
}

/// Every acknowledged command.
#[derive(Default)]
pub(crate) struct Tally {
    entries: Mutex<HashMap<String, Entry>>,
    disagreements: Mutex<Vec<String>>,
    acknowledged: AtomicU64,
    repeats: AtomicU64,
    at_work: AtomicU64,
}

/// A caller in the middle of a command.
pub(crate) struct AtWork<'a>(&'a AtomicU64);

impl Drop for AtWork<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

impl Tally {
    pub(crate) fn at_work(&self) -> AtWork<'_> {
        self.at_work.fetch_add(1, Ordering::Relaxed);
        AtWork(&self.at_work)
    }

    /// Callers who wait at this moment.
    pub(crate) fn waiting(&self) -> u64 {
        self.at_work.load(Ordering::Relaxed)
    }

    pub(crate) fn acknowledge(&self, command_id: String, member: u32, number: u32, acknowledged: Acknowledged) {
        lock(&self.entries).insert(command_id, Entry { member, number, acknowledged });
        self.acknowledged.fetch_add(1, Ordering::Relaxed);
    }

    /// Two answers to one command must be one and the same.
    pub(crate) fn compare(&self, one: &Outcome, other: &Outcome) {
        self.repeats.fetch_add(1, Ordering::Relaxed);
        if one != other {
            lock(&self.disagreements).push(format!("one command, two answers: {one:?} and {other:?}"));
        }
    }

    pub(crate) fn acknowledged(&self) -> u64 {
        self.acknowledged.load(Ordering::Relaxed)
    }

    pub(crate) fn repeats(&self) -> u64 {
        self.repeats.load(Ordering::Relaxed)
    }

    pub(crate) fn entries(&self) -> MutexGuard<'_, HashMap<String, Entry>> {
        lock(&self.entries)
    }

    pub(crate) fn disagreements(&self) -> Vec<String> {
        lock(&self.disagreements).clone()
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
