//! The API as a client meets it: over a socket, on a real ledger with its worker, relay and projectors.
