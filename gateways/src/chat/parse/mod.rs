//! From a text to what it asks for.
//!
//! [`hear`] is the way in. A command is a file in `command/`, a line in its `name.rs`, and a row in
//! `words/commands.rs`; what free text can tell of a workout is in `free/`.

mod command;
mod context;
mod draft;
mod free;
mod said;

pub use command::{CommandName, Problem, UsageError, hear};
pub(super) use command::{clock, day_to_come, injury, setting, told_seconds};
pub use context::Context;
pub use draft::LogDraft;
pub use free::{Choice, Measure, Question, Torn, Understanding, names_a_day, understand};
pub use said::{Heard, RaceReference, Reminder, Said, SessionReference, Setting, StatsSpan};
