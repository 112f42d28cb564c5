//! The ledger's events as they come, to any number of readers (Server-Sent Events).
//!
//! - `head`: where the ledger ends, looked up once for all readers.
//! - `reader`: one reader's place; it reads `position > n` in order, so nothing is lost or told twice.
//! - `frame`: an event in the form of the protocol.

mod frame;
mod head;
mod reader;

pub(super) use frame::frame;
pub(super) use head::Head;
pub(super) use reader::Reader;
