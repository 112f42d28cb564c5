//! What is said to someone whose number can't be read.

/// A text that is not the kind of number it should be, with an example of one that is.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("\"{given}\" is not {what}; write it like {example}")]
pub struct UnitsError {
    pub what: &'static str,
    pub given: String,
    pub example: &'static str,
}
