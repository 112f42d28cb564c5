//! A training session that took place.

mod aggregate;
mod check;
mod command;
mod error;
mod event;
mod facts;
mod source;
#[cfg(test)]
mod tests;

pub use aggregate::{Standing, Workout};
pub use command::WorkoutCommand;
pub use error::WorkoutError;
pub use event::WorkoutEvent;
pub use facts::{Leg, RaceEffort, Tag, WorkoutFacts};
pub use source::{ContentHash, ContentHashError, Source};
