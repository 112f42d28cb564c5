//! A caller who waits for each outcome before the next command.

use commands::{Bus, Environment};

use crate::{Error, crowd::Caller, workload::Share};

pub(super) struct Waiting {
    pub(super) bus: Bus,
    pub(super) environment: Environment,
    pub(super) share: Share,
}

impl Caller for Waiting {
    async fn call(&mut self) -> Result<(), Error> {
        let envelope = self.share.next().envelope((self.environment.new_id)(), (self.environment.now)());
        super::ask(&self.bus, &envelope).await.map(drop)
    }
}
