//! What handlers of queries are made of.
//!
//! - `ask`: the parameters behind the question mark; one that isn't known is refused.
//! - `page`: how much at once, and where the next page begins. `cursors`: that place, as only we can read it.
//! - `fresh`: waiting until a read model shows what was written.
//! - `remembered`: answers that hold until something happens to the member.
//! - `told`: the answer, with its tag and the position that it is as of.
//! - `then`: the ledger as it was.
//! - `local`: the member's own day, language and units.

mod ask;
mod cursors;
mod fresh;
mod local;
mod page;
mod remembered;
mod then;
mod told;

pub(super) use ask::Ask;
pub(super) use cursors::Cursors;
pub(super) use local::{Local, Span, span};
pub(super) use page::{Cursor, Paging, limit};
pub(super) use remembered::{Answers, remember};
pub(super) use then::{AsOf, Then, no_such_moment, present_only};
pub(super) use told::{Told, tag_of, tagged};

/// What handlers of queries give back.
pub(super) type View<T> = Result<Told<T>, super::Problem>;
