//! The room's promises, on a real Postgres.

mod as_of;
mod choices;
mod cut;
mod events;
mod files;
mod ledger;
mod reading;
mod resuming;
mod states;
mod tables;
mod volume;
