//! The API as a client meets it: over a socket, on a real ledger with its worker, relay and projectors.

mod analysts;
mod api;
mod calendars;
mod coaches;
mod commands;
mod document;
mod export;
mod forgetting;
mod keys;
mod live;
mod matrix;
mod others;
mod profile;
mod provenance;
mod pseudonyms;
mod remembered;
mod secrets;
mod slow;
mod stopping;
mod then;
mod tokens;
mod views;
mod waiting;
