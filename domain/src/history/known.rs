//! What a decision about an athlete rests on.

use super::{AthleteHistory, digest};

/// What the ledger knew of an athlete as of a position. Whoever folds the same events again knows the same.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Known {
    /// The last position of the ledger that was looked at.
    pub position: u64,
    pub history: AthleteHistory,
}

impl Known {
    /// Fingerprint of the history.
    pub fn digest(&self) -> String {
        digest(&self.history)
    }
}
