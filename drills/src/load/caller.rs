//! One caller: a command, its answer, the next command. What is not acknowledged is asked again with the same id, as
//! every gateway does.

use std::{
    sync::{Arc, atomic::AtomicU64},
    time::{Duration, Instant},
};

use commands::{Bus, BusError, Outcome};
use domain::{Command, ledger::CommandEnvelope};
use tokio_util::sync::CancellationToken;

use super::{
    Acknowledged, Habit, Recipe, Tally,
    commands::{Turn, envelope},
    take,
};
use crate::DrillError;

/// After this long without an answer a caller asks again.
const ASKS_AGAIN_AFTER: Duration = Duration::from_secs(2);
const GIVES_UP_AFTER: Duration = Duration::from_secs(120);
const PAUSE_AFTER_TROUBLE: Duration = Duration::from_millis(20);

type Envelope = CommandEnvelope<Command>;

pub(super) struct Caller {
    pub(super) number: u32,
    pub(super) recipe: Recipe,
    pub(super) bus: Bus,
    pub(super) other_bus: Bus,
    pub(super) tally: Arc<Tally>,
}

impl Caller {
    pub(super) async fn run(self, stop: CancellationToken, left: Option<Arc<AtomicU64>>) -> Result<(), DrillError> {
        for count in 0_u32.. {
            if stop.is_cancelled() || !take(left.as_ref()) {
                break;
            }
            let member = self.number * self.recipe.subjects + count % self.recipe.subjects;
            self.step(Turn { member, number: count / self.recipe.subjects }).await?;
        }
        Ok(())
    }

    async fn step(&self, turn: Turn) -> Result<(), DrillError> {
        let id = format!("drill-{}-{}", turn.member, turn.number);
        let envelope = envelope(&id, turn.subject(), turn.command())
            .map_err(|error| DrillError::Broken(format!("the load's own command can't be read: {error}")))?;
        let at_work = self.tally.at_work();
        // Not the members' numbers: those decide what is asked, these how.
        let (waits, twice) = match self.recipe.habit {
            Habit::Waiting => (true, false),
            Habit::Mixed => ((turn.number + turn.member) % 3 != 2, (turn.number + turn.member).is_multiple_of(7)),
        };
        let acknowledged = if waits {
            let outcome = ask(&self.bus, &envelope).await?;
            if twice {
                // Once more through two doors at once.
                let repeats = futures::future::join(ask(&self.bus, &envelope), ask(&self.other_bus, &envelope)).await;
                self.tally.compare(&outcome, &repeats.0?);
                self.tally.compare(&outcome, &repeats.1?);
            }
            Acknowledged::Answered(outcome.verdict)
        } else {
            submit(&self.bus, &envelope).await?;
            if twice {
                submit(&self.other_bus, &envelope).await?;
            }
            Acknowledged::Queued
        };
        drop(at_work);
        self.tally.acknowledge(id, turn.member, turn.number, acknowledged);
        Ok(())
    }
}

/// Asks until there is an answer.
async fn ask(bus: &Bus, envelope: &Envelope) -> Result<Outcome, DrillError> {
    let patience = Patience::new();
    loop {
        match bus.execute(envelope, ASKS_AGAIN_AFTER).await {
            Ok(outcome) => return Ok(outcome),
            Err(error) => patience.bear(error).await?,
        }
    }
}

/// Hands in until the queue says that it has it.
async fn submit(bus: &Bus, envelope: &Envelope) -> Result<(), DrillError> {
    let patience = Patience::new();
    while let Err(error) = bus.submit(envelope).await {
        patience.bear(error).await?;
    }
    Ok(())
}

struct Patience(Instant);

impl Patience {
    fn new() -> Self {
        Self(Instant::now())
    }

    /// Takes a breath, unless there was trouble for too long.
    async fn bear(&self, trouble: BusError) -> Result<(), DrillError> {
        if self.0.elapsed() > GIVES_UP_AFTER {
            return Err(trouble.into());
        }
        tokio::time::sleep(PAUSE_AFTER_TROUBLE).await;
        Ok(())
    }
}
