//! Who is asking, what they may, and about whom.

mod caller;
mod directory;
mod guard;
mod hidden;
mod members;
mod permission;
mod pseudonyms;

pub(super) use caller::{About, Caller};
pub(super) use directory::Directory;
pub(super) use guard::{again, guard};
pub(super) use members::Members;
pub(super) use permission::Permission;
pub(super) use pseudonyms::Pseudonyms;
