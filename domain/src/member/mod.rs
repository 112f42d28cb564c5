//! A person who trains, and what they told about themselves.
//!
//! `decide` looks at whether the member may act at all; each kind of command has its rules in a file of its own.
//! Settings (language, consent, role, profile, …) that are as asked already are a success without an event. Acts
//! (suspending, cancelling a race, resolving an injury) that are done already are refused and say so.

mod aggregate;
mod asker;
mod command;
mod error;
mod event;
mod injuries;
mod onboarding;
mod profile;
mod profile_field;
mod races;
mod reminder;
mod settings;
mod signs;
#[cfg(test)]
mod tests;
mod thresholds;

pub use aggregate::{Member, Status};
pub use asker::Asker;
pub use command::MemberCommand;
pub use error::MemberError;
pub use event::MemberEvent;
pub use injuries::{Injury, InjuryReport};
pub(crate) use profile::changed as changed_profile;
pub use profile_field::ProfileField;
pub use reminder::Reminder;
