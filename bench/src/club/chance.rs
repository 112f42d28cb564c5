//! Chance that is the same in every run of a seed.

use crate::workload::spread;

#[derive(Debug, Clone)]
pub(super) struct Chance {
    seed: u64,
    drawn: u64,
}

impl Chance {
    /// Numbers of their own for each seed and whomever they are for.
    pub(super) fn new(seed: u64, whose: u64) -> Self {
        Self { seed: spread(seed ^ spread(whose)), drawn: 0 }
    }

    pub(super) fn next(&mut self) -> u64 {
        self.drawn += 1;
        spread(self.seed.wrapping_add(self.drawn))
    }

    pub(super) fn below(&mut self, limit: u32) -> u32 {
        u32::try_from(self.next() % u64::from(limit.max(1))).unwrap_or_default()
    }

    /// From one number up to, and with, another.
    pub(super) fn between(&mut self, from: u32, to: u32) -> u32 {
        from + self.below(to - from + 1)
    }

    /// So many times of a hundred.
    pub(super) fn percent(&mut self, of_hundred: u32) -> bool {
        self.below(100) < of_hundred
    }

    pub(super) fn pick<T: Copy>(&mut self, list: &[T]) -> Option<T> {
        let at = self.below(u32::try_from(list.len()).unwrap_or(u32::MAX));
        list.get(usize::try_from(at).unwrap_or_default()).copied()
    }
}
