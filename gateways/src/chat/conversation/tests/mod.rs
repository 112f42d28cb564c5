//! The conversation on a real ledger, with its worker and relay.

mod buttons;
mod crashes;
mod delivery;
mod dialogue;
mod erased_elsewhere;
mod erasing;
mod languages;
mod limits;
mod linking;
mod manners;
mod speed;
mod workouts;
mod world;
