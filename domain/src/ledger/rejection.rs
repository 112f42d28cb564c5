//! Why a command was refused, in a form that travels.

use serde::{Deserialize, Serialize};

/// What every aggregate's error can say of itself beside its sentence.
pub trait Reason: std::error::Error {
    /// Stable, for programs: `workout.already-voided`.
    fn code(&self) -> &'static str;
}

/// A refused command: a code for programs and a sentence for people that says what to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rejection {
    pub code: String,
    pub message: String,
}

impl<R: Reason> From<R> for Rejection {
    fn from(reason: R) -> Self {
        Self { code: reason.code().to_owned(), message: reason.to_string() }
    }
}
