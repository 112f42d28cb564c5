//! The ways in and out of the ledger. A gateway translates shapes; it decides nothing.
//!
//! A new gateway is a folder here and a role in the program's `roles`.

pub mod calendar;
pub mod chat;
pub mod http;
pub mod pictures;
pub mod reader;
mod takeout;
pub mod telegram;
pub mod terminal;
#[cfg(test)]
mod testing;
