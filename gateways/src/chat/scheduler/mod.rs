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

use std::{collections::HashMap, time::Duration};

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
        loop {
            let now = (self.now)();
            tokio::select! {
                () = stop.cancelled() => return,
                round = self.round(now) => match round {
                    Ok(0) => {}
                    Ok(told) => tracing::info!(told, "told what nobody asked for"),
                    Err(error) => tracing::warn!(%error, "the scheduler was interrupted and looks again"),
                },
            }
            tokio::select! {
                () = stop.cancelled() => return,
                made = self.look_at_seasons(now) => match made {
                    Ok(0) => {}
                    Ok(made) => tracing::info!(made, "weeks of seasons were made"),
                    Err(error) => tracing::warn!(%error, "the seasons are looked at again"),
                },
            }
            tokio::select! {
                () = stop.cancelled() => return,
                finished = self.finish_erasures(now) => match finished {
                    Ok(0) => {}
                    Ok(finished) => tracing::info!(finished, "nothing is left of members who were erased"),
                    Err(error) => tracing::warn!(%error, "the erasures are looked at again"),
                },
            }
            tokio::select! {
                () = stop.cancelled() => return,
                swept = self.sweep(now) => match swept {
                    Ok(0) => {}
                    Ok(rows) => tracing::info!(rows, "the letterbox was cleared of what is done with"),
                    Err(error) => tracing::warn!(%error, "the letterbox is cleared later"),
                },
            }
            tokio::select! {
                () = stop.cancelled() => return,
                () = tokio::time::sleep(LOOK_EVERY) => {}
            }
        }
    }
}
