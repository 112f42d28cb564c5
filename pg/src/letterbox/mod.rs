//! The durable letterbox of the chats: what came in until it is answered, what goes out until it is delivered.
//!
//! - `inbox`: messages, in order within a chat, different chats side by side. Whoever answers one holds its row until
//!   the answer is committed; a process that dies lets go of it.
//! - `outbox`: replies, each written once, delivered at least once and in order within a chat.
//! - `sweep`: what is done with since long, cleared away; `erase`: what one person's chats hold, at once.
//! - `pace`: how much each person asked lately.
//! - `standing`: how much lies in it. `bell`: knowing at once that there is something new.

mod bell;
mod erase;
mod inbox;
mod outbox;
mod pace;
mod standing;
mod sweep;
#[cfg(test)]
mod tests;

pub use bell::Bell;
pub use erase::{Chat, erase};
pub use inbox::{Claimed, Letter, claim, receive};
pub use outbox::{
    Arrival, Outgoing, blocked, failed, moved, next_outgoing, partly_sent, post, retry, sent, take_over, told,
};
pub use pace::{Pace, pace};
pub use standing::{Standing, standing};
pub use sweep::sweep;
