//! The API as a client meets it: over a socket, on a real ledger with its worker, relay and projectors.

mod api;
mod live;
mod stopping;
mod views;
