//! Why a conversation's command is refused.

use crate::ledger::Reason;

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ConversationError {
    #[error("an answer has at most {max} {what}; give fewer")]
    TooMany { what: &'static str, max: usize },
}

impl Reason for ConversationError {
    fn code(&self) -> &'static str {
        match self {
            Self::TooMany { .. } => "conversation.too-many",
        }
    }

    fn allowed(&self) -> Vec<String> {
        match self {
            Self::TooMany { max, .. } => vec![format!("up to {max}")],
        }
    }
}
