//! Why an identity's command is refused.

use crate::ledger::Reason;

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum IdentityError {
    #[error("this account belongs to another member; release it there first, or join both with /link")]
    ClaimedByAnother,
    #[error("this account belongs to another member; only they can release it")]
    NotYours,
    #[error("this account isn't linked to any member; there is nothing to release")]
    NotClaimed,
}

impl Reason for IdentityError {
    fn code(&self) -> &'static str {
        match self {
            Self::ClaimedByAnother => "identity.claimed-by-another",
            Self::NotYours => "identity.not-yours",
            Self::NotClaimed => "identity.not-claimed",
        }
    }
}
