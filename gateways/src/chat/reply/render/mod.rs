//! One file for each kind of answer.

mod ask;
mod help;
mod log;
#[cfg(test)]
mod tests;

pub use ask::asked;
pub use help::{helped, misused, unknown_command};
pub use log::{logged, not_a_workout, took_back};
