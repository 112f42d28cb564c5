//! The conversation, the same behind every gateway: what was said comes in, what is answered goes out.
//!
//! - [`Incoming`]: a message, press or edit, as any gateway hands it over.
//! - [`parse`]: a command or a workout out of a text. `words` holds what people type.
//! - [`onboarding`]: the first questions to a new member.
//! - [`Conversation`]: takes messages from the letterbox, works out who wrote them, puts the answers there.
//! - `answer`: a file for each thing that can be asked. `limits`: how much one person may ask.
//! - [`Scheduler`]: what is told without having been asked. `erasing`: what is left to do when somebody was erased.
//! - [`Desk`], [`Asker`]: what answers are made with. [`Counters`]: what became of everything, to be measured.
//! - [`reply`]: an answer as data, and the texts in every language.

mod answer;
mod conversation;
mod counters;
mod desk;
mod erasing;
mod incoming;
mod limits;
pub mod onboarding;
pub mod parse;
pub mod reply;
mod scheduler;
mod words;

pub use conversation::Conversation;
pub use counters::Counters;
pub use desk::{Asker, ChatError, Desk};
pub use incoming::{Content, Incoming, Place};
pub use scheduler::Scheduler;
