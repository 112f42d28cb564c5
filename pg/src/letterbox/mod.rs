//! The durable letterbox of the chats: what came in until it is answered, what goes out until it is delivered.
//!
//! - `inbox`: messages, in order within a chat, different chats side by side. Whoever answers one holds its row until
//!   the answer is committed; a process that dies lets go of it.
//! - `outbox`: replies, each written once, delivered at least once and in order within a chat.
//! - `blank`: what is done with, without its words.
//! - `bell`: knowing at once that there is something new.

mod bell;
mod blank;
mod inbox;
mod outbox;
#[cfg(test)]
mod tests;

pub use bell::Bell;
pub use blank::blank;
pub use inbox::{Claimed, Letter, claim, receive};
pub use outbox::{
    Arrival, Outgoing, blocked, failed, moved, next_outgoing, partly_sent, post, retry, sent, take_over, told,
};
