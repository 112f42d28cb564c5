//! History for analysts: events and tidy tables into files, an athlete as of any moment, what changed between two.
//!
//! - `moment`, `selection`: which part of the history is meant; a moment is a position or a time.
//! - [`replay`], [`export()`]: events in order, as they are or with flat columns; tables with one row a fact.
//! - `state`, `diff`: one subject folded to a moment by the domain's own folds, and two such states compared.
//! - `format`: how rows become bytes. `target`: where the bytes go, and how an interrupted export goes on.
//!
//! A new table is a file in `tables` and a line in [`Table`].

mod cell;
mod diff;
mod error;
mod export;
mod format;
mod moment;
mod read;
mod selection;
mod state;
mod tables;
mod target;
#[cfg(test)]
mod tests;

pub use diff::{Change, diff};
pub use error::ExportError;
pub use export::{Export, Exported, Output, Progress, export, replay};
pub use format::Format;
pub use moment::Moment;
pub use selection::Selection;
pub use state::State;
pub use tables::Table;
pub use target::{Existing, Target};
