//! The conversation, the same behind every gateway: what was said comes in, what is answered goes out.
//!
//! [`parse`] makes a command or a workout of a text. [`onboarding`] asks a new member the first questions. [`reply`] is
//! an answer as data, and the texts in every language. `words` holds what people type. Nothing here reads a clock, knows a database, or decides anything about training.

pub mod onboarding;
pub mod parse;
pub mod reply;
mod words;
