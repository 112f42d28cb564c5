//! What is told without having been asked: tomorrow's session on the evening before, what was missed, how two weeks went,
//! what a month was.
//!
//! - `moment`: a time of the clock as an instant, also where clocks change. `due`: what is due to a member, and when.
//! - `tell`: what is said then; nothing to say is said by silence. `round`: one look at
//!   those to whom something may be due.
//! - `seasons`: the weeks of a season, asked for as they come near. `sweep`: the letterbox, cleared of what is done with.
//! - `erasures`: what is left of those who were erased, seen to.
//!
//! What is said is put into the letterbox under its cause (whom, what, of which day), so any number of schedulers say it
//! once, also when they look at the same time.

mod due;
mod erasures;
mod moment;
mod round;
mod seasons;
mod sweep;
mod tell;
#[cfg(test)]
mod tests;

use std::{collections::HashMap, fmt::Display, time::Duration};

use jiff::{SignedDuration, Timestamp};
use projections::members::Clock;
use tokio_util::sync::CancellationToken;

use self::due::Occasion;
use super::Desk;

/// From one look to the next: a reminder comes within this of its minute.
const LOOK_EVERY: Duration = Duration::from_secs(20);
/// Who chose another clock since it struck is found within this.
const LOOK_AT_ALL_EVERY: SignedDuration = SignedDuration::from_hours(1);

/// One a process; any number of processes.
pub struct Scheduler {
    desk: Desk,
    now: fn() -> Timestamp,
    /// What this process has seen to, and until when it would be due otherwise. Saves looking twice, nothing more.
    seen_to: HashMap<String, Timestamp>,
    /// What has become due by a clock and was seen to for everybody who lives by it, and until when it would be due.
    struck: HashMap<(Clock, Occasion), Timestamp>,
    looked_at_all: Option<Timestamp>,
    /// When the seasons are looked at again.
    seasons_due: Timestamp,
    /// When the letterbox is cleared again.
    sweep_due: Timestamp,
}

impl Scheduler {
    pub fn new(desk: Desk, now: fn() -> Timestamp) -> Self {
        Self {
            desk,
            now,
            seen_to: HashMap::new(),
            struck: HashMap::new(),
            looked_at_all: None,
            seasons_due: Timestamp::UNIX_EPOCH,
            sweep_due: Timestamp::UNIX_EPOCH,
        }
    }

    /// Looks around until told to stop.
    pub async fn run(mut self, stop: CancellationToken) {
        tokio::select! {
            () = stop.cancelled() => {}
            () = self.look_around() => {}
        }
    }

    async fn look_around(&mut self) {
        loop {
            let now = (self.now)();
            report("telling what nobody asked for", self.round(now).await);
            report("making the weeks of seasons", self.look_at_seasons(now).await);
            report("finishing erasures", self.finish_erasures(now).await);
            report("clearing the letterbox of what is done with", self.sweep(now).await);
            tokio::time::sleep(LOOK_EVERY).await;
        }
    }
}

/// What is interrupted is looked at again the next time.
fn report<C: Display + Default + PartialEq>(what: &'static str, done: Result<C, impl Display>) {
    match done {
        Ok(count) if count == C::default() => {}
        Ok(count) => tracing::info!(%count, what, "the scheduler did something"),
        Err(error) => tracing::warn!(%error, what, "the scheduler was interrupted and tries again"),
    }
}
