//! The conversation on a real ledger, with its worker and relay.

mod crashes;
mod delivery;
mod dialogue;
mod linking;
mod manners;
mod speed;
mod workouts;
mod world;
