//! Callers who never stop handing in commands, and who remember what they were told.
//!
//! - `commands`: what they ask for. `caller`: how one of them goes about it. `tally`: what they were told.

mod caller;
mod commands;
mod tally;

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use ::commands::Bus;
use nats::Nats;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

pub(crate) use self::commands::{envelope, log_workout};
pub(crate) use tally::{Acknowledged, Entry, Tally};

use crate::{DrillError, until};
use caller::Caller;

/// The name of the gateway that all commands come through.
pub(crate) const GATEWAY: &str = "drill";

/// How much is asked for, and how.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Recipe {
    /// Each hands in one command after the other.
    pub(crate) callers: u32,
    /// Members that each of them speaks for.
    pub(crate) subjects: u32,
    pub(crate) habit: Habit,
    /// Ends by itself after so many commands.
    pub(crate) most: Option<u64>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Habit {
    /// Some wait and some don't, and some ask twice.
    Mixed,
    /// Everybody waits for their answer and asks once.
    Waiting,
}

/// Load on a ledger, until it is stopped.
pub(crate) struct Load {
    stop: CancellationToken,
    callers: Vec<JoinHandle<Result<(), DrillError>>>,
    tally: Arc<Tally>,
}

impl Load {
    /// Every caller shares a connection with others and has a second one for asking again.
    pub(crate) async fn start(address: &str, recipe: Recipe) -> Result<Self, DrillError> {
        let mut buses = Vec::new();
        for _ in 0..4 {
            buses.push(Bus::open(Nats::connect(address, "").await?).await?);
        }
        let (stop, tally) = (CancellationToken::new(), Arc::new(Tally::default()));
        let left = recipe.most.map(|most| Arc::new(AtomicU64::new(most)));
        let callers = (0..recipe.callers)
            .map(|number| {
                let caller = Caller {
                    number,
                    recipe,
                    bus: buses[number as usize % 4].clone(),
                    other_bus: buses[(number as usize + 1) % 4].clone(),
                    tally: tally.clone(),
                };
                tokio::spawn(caller.run(stop.clone(), left.clone()))
            })
            .collect();
        Ok(Self { stop, callers, tally })
    }

    pub(crate) fn tally(&self) -> &Arc<Tally> {
        &self.tally
    }

    /// Waits until so many more commands have been acknowledged: everything works, and under load.
    pub(crate) async fn moves_on(&self, by: u64) -> Result<(), DrillError> {
        let wanted = self.tally.acknowledged() + by;
        until::until("commands are acknowledged again", until::PATIENCE, async || match self.tally.acknowledged() {
            count if count >= wanted => Ok(()),
            count => Err(format!("{count} of {wanted}")),
        })
        .await
    }

    pub(crate) fn is_over(&self) -> bool {
        self.callers.iter().all(JoinHandle::is_finished)
    }

    /// Lets everybody come to the end of the command in hand; gives back all that was acknowledged.
    pub(crate) async fn stop(mut self) -> Result<Arc<Tally>, DrillError> {
        self.stop.cancel();
        for caller in std::mem::take(&mut self.callers) {
            caller.await??;
        }
        Ok(self.tally.clone())
    }
}

impl Drop for Load {
    fn drop(&mut self) {
        // A drill that failed leaves nobody behind who asks and asks.
        self.callers.iter().for_each(JoinHandle::abort);
    }
}

/// Takes one of what is left; `false`: nothing is.
fn take(left: Option<&Arc<AtomicU64>>) -> bool {
    left.is_none_or(|left| left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |n| n.checked_sub(1)).is_ok())
}
