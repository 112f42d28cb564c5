//! A command that can't be carried out as it was typed.

use super::CommandName;
use crate::chat::parse::Question;

/// Answered with the usage line and the example, and with what is wrong.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[error("/{command}: {problem}; for example {}", command.example())]
pub struct UsageError {
    pub command: CommandName,
    pub problem: Problem,
}

#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum Problem {
    #[error("something is missing")]
    Missing,
    #[error("\"{0}\" can't be used here")]
    Unexpected(String),
    #[error("a number is not possible")]
    Impossible(Box<Question>),
}

impl Problem {
    pub(super) fn unexpected(given: &str) -> Self {
        // As much as shows which word is meant.
        Self::Unexpected(given.chars().take(40).collect())
    }
}
