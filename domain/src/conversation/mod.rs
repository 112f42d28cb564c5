//! What was said between a member and the ledger, through whatever gateway; one stream for each month.
//!
//! - `aggregate`: keeps each message with its answer. `talk`: what the latest of them leave open.

mod aggregate;
mod command;
mod error;
mod event;
mod question;
mod talk;
#[cfg(test)]
mod tests;

pub use aggregate::Conversation;
pub use command::{Answered, ConversationCommand, Received};
pub use error::ConversationError;
pub use event::ConversationEvent;
pub use question::{MessageKind, OpenQuestion, Topic};
pub use talk::Talk;

use crate::vocabulary::Text;

/// What a message is known by, the same for all its deliveries.
pub type MessageId = Text<255>;
/// What a gateway calls the place where people talk.
pub type ChatName = Text<128>;
