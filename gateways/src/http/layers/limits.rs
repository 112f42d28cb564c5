//! How much is too much.

use std::time::Duration;

/// Bounds of the HTTP gateway, for one process.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Bytes of a request's body.
    pub body_bytes: usize,
    /// How long a client may take for the head of a request, and stand idle before it.
    pub head_within: Duration,
    /// A request that has no answer by then gets one that says so.
    pub answer_within: Duration,
    /// How long a question about the past waits for its turn.
    pub past_within: Duration,
    /// Requests under way at once; one more is refused at once.
    pub at_once: usize,
    /// Readers of the live events at once.
    pub followers: usize,
    pub per_address: Rate,
    pub per_token: Rate,
}

/// Requests a second in the long run, and how many may come in one go. Zero a second is no limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rate {
    pub per_second: u32,
    pub burst: u32,
}

impl Rate {
    pub const UNLIMITED: Self = Self { per_second: 0, burst: 0 };

    /// A burst of two seconds' worth.
    pub const fn per_second(per_second: u32) -> Self {
        Self { per_second, burst: per_second.saturating_mul(2) }
    }
}

#[cfg(test)]
impl Limits {
    /// How fast a test asks depends on the machine that runs it: where rates aren't its subject, there are none.
    pub fn without_rates() -> Self {
        Self { per_address: Rate::UNLIMITED, per_token: Rate::UNLIMITED, ..Self::default() }
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            // More than any command needs, and what the queue takes.
            body_bytes: 1_000_000,
            // A phone in a tunnel comes back within that.
            head_within: Duration::from_secs(30),
            // A command may be waited for for a minute.
            answer_within: Duration::from_secs(75),
            // Hundreds of turns; a client's own patience is hardly less.
            past_within: Duration::from_secs(10),
            at_once: 512,
            followers: 256,
            per_address: Rate::per_second(200),
            per_token: Rate::per_second(100),
        }
    }
}
