//! Planned against done: which workout fulfils which session, how far it was from the plan, and whether the days
//! after it deserve another look.

mod by_sport;
mod compliance;
mod deviation;
mod pairing;

pub use by_sport::{SportMinutes, by_sport};
pub use compliance::Compliance;
pub use deviation::{deviation_percent, offers_adjustment};
pub use pairing::{Done, Link, Matching, Pair, Planned, match_sessions};
