//! What an aggregate gets to decide about.

use jiff::{Timestamp, civil::Date, tz::TimeZone};

use super::Actor;

/// A command with what its envelope says of it: who asks, whose history it belongs to, and when it
/// was sent.
/// Rules that need "now" use the time of sending, so that a command decides alike however late it is worked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Addressed<C> {
    pub actor: Actor,
    pub subject: uuid::Uuid,
    pub sent_at: Timestamp,
    pub command: C,
}

impl<C> Addressed<C> {
    /// The day of sending in UTC; anywhere on Earth it is at most a day earlier or later.
    pub fn sent_on(&self) -> Date {
        self.sent_at.to_zoned(TimeZone::UTC).date()
    }
}
