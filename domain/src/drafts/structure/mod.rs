//! What a session is made of: warm-up, main set, cool-down, with targets in the athlete's own numbers.
//!
//! The length of each main set follows from the whole week: Daniels' caps for the session, and the week's share of easy
//! time. To add a structure, write its file and name it in `main_set.rs`.

mod balance;
mod caps;
mod dress;
mod main_set;
mod purpose;

pub(super) use dress::{dress, minutes_for_metres};
