//! A command into Postgres as the worker carries it out: load, decide, group commit, receipt.

use std::sync::Arc;

use commands::{Environment, Ledger};

use crate::{Error, crowd::Caller, workload::Share};

pub(super) struct Ours {
    pub(super) ledger: Arc<Ledger>,
    pub(super) environment: Environment,
    pub(super) share: Share,
    /// While all are logged for the first time.
    pub(super) in_turn: bool,
}

impl Caller for Ours {
    async fn call(&mut self) -> Result<(), Error> {
        let step = if self.in_turn { self.share.next_in_turn() } else { self.share.next() };
        let envelope = step.envelope((self.environment.new_id)(), (self.environment.now)());
        let receipt = self.ledger.execute(&envelope).await?;
        match receipt.last_position {
            Some(_) => Ok(()),
            None => Err(Error::Unexpected(format!("a command led to no event: {receipt:?}"))),
        }
    }
}
