//! What a pure decision must be given from outside: the time, new ids, and which program this is.

use jiff::Timestamp;
use uuid::Uuid;

/// Handed down from the program's entry, so that tests can put their own in its place.
#[derive(Clone, Copy)]
pub struct Environment {
    pub now: fn() -> Timestamp,
    pub new_id: fn() -> Uuid,
    /// Commit of the program, written beside every event.
    pub build: &'static str,
}
