//! How a projector paces itself.

use std::time::Duration;

/// The defaults suit everybody but tests.
#[derive(Debug, Clone, Copy)]
pub struct Settings {
    /// Events of one transaction when following the stream.
    pub batch: usize,
    /// From one transaction to the next at least: alone an event is shown at once, a crowd comes in bigger batches.
    pub pace: Duration,
    /// The stream may be silent this long before the ledger is asked whether there is something after all.
    pub patience: Duration,
}

impl Default for Settings {
    fn default() -> Self {
        Self { batch: 5_000, pace: Duration::from_millis(40), patience: Duration::from_secs(1) }
    }
}
