//! Postgres as the ledger sees it: connections, leases, constraint names, tokens, the chats' letterbox, and the events
//! table: read in order, or folded into what it says of a member. `watch` tells whether any of it has changed.
//!
//! Both sides of the ledger stand on this room; neither knows the other through it.

mod begin;
mod connect;
mod constraint;
pub mod erasures;
mod events;
mod folds;
mod known;
mod lease;
pub mod letterbox;
pub mod link_codes;
mod probe;
mod remembered;
pub mod tokens;
mod walk;
pub mod watch;

pub use begin::begin;
pub use connect::{ConnectError, connect, connect_with, options};
pub use constraint::violated_constraint;
pub use events::{
    EventFilter, events_after, events_of, head_position, histories_after, position_at, position_before,
    wait_for_appends,
};
pub use folds::{
    FoldError, conversation_tail, identity_before, identity_now, member_at, member_before, member_now,
    session_changed_by, workout_now,
};
pub use known::{known_at, known_now};
pub use lease::{HEARTBEAT, Lease, LeaseKey};
pub use probe::probe;
pub use walk::{Passed, walk};
