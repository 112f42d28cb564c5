//! The event catalogue: which facts the ledger knows, in which versions, and what each means.
//!
//! An event is declared once, with `events!`, in its aggregate's `event.rs`. To add one: declare it there and put
//! one sample of its JSON into `golden/<aggregate>/<Event>.v<version>.json`. To change the form of one: raise its
//! version, name the old one after `after`, keep the old sample, and add a step to `upcasters`.
//! `UPDATE_GOLDEN=1 cargo test -p paceledger-domain` then rewrites `docs/events.md`.

mod decode;
mod entry;
mod events;
mod markdown;

pub use decode::DecodeError;
pub use entry::{CataloguedEvent, Entry, EventType, Older};
pub(crate) use events::events;
pub use markdown::markdown;

use crate::LedgerEvent;

/// Every version of every event that the ledger may hold: by aggregate, in order of declaration, newest version first.
pub fn catalogue() -> Vec<Entry> {
    LedgerEvent::TYPES.iter().flat_map(|types| types.iter()).flat_map(EventType::entries).collect()
}
