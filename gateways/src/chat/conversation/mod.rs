//! The process that takes messages from the letterbox and puts the answers there.
//!
//! - `lanes`: chats side by side, each in order. `who`: which member an account stands for.
//! - `listen`: from a message to its answer. `record`: both of them into the ledger.
//!
//! A message is answered anew after a crash at any moment. Its commands have ids that follow from its own, it meets the
//! conversation as it was before it, and its replies are written with the mark that it is answered: it counts once.

mod lanes;
mod listen;
mod record;
#[cfg(test)]
mod tests;
mod who;

use tokio_util::sync::CancellationToken;

use super::{ChatError, Counters, Desk, Incoming, reply::Reply};

/// One for each process; cheap to clone.
#[derive(Clone)]
pub struct Conversation {
    desk: Desk,
    counters: Counters,
}

impl Conversation {
    pub fn new(desk: Desk) -> Self {
        Self { desk, counters: Counters::default() }
    }

    /// Counts what it does there.
    #[must_use]
    pub fn counting(self, counters: Counters) -> Self {
        Self { counters, ..self }
    }

    /// Answers what is in the letterbox until told to stop.
    pub async fn run(self, stop: CancellationToken) {
        lanes::run(&self, &stop).await;
    }

    /// Answers one message, for those who need no letterbox.
    pub async fn answer_one(&self, incoming: &Incoming) -> Result<Vec<Reply>, ChatError> {
        listen::respond(&self.desk, incoming).await
    }
}
