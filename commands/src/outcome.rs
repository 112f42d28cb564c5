//! What became of a command, in the form that travels.

use domain::ledger::{CommandEnvelope, Rejection};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::append::Receipt;

/// The answer to one command. Repeats of the command get the same answer to the last byte.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    pub command_id: String,
    pub correlation_id: String,
    pub subject: Uuid,
    #[serde(flatten)]
    pub verdict: Verdict,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "verdict", rename_all = "kebab-case")]
pub enum Verdict {
    /// Committed. The positions are absent when nothing had to change.
    Accepted {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        first_position: Option<u64>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        last_position: Option<u64>,
    },
    /// Against the rules, with the reason.
    Rejected(Rejection),
    /// Could not be carried out; kept among the dead letters until somebody looks at it.
    Failed { reason: String },
}

impl Outcome {
    pub(crate) fn new<C>(envelope: &CommandEnvelope<C>, verdict: Verdict) -> Self {
        Self {
            command_id: envelope.command_id.clone(),
            correlation_id: envelope.correlation_id.clone(),
            subject: envelope.subject,
            verdict,
        }
    }
}

impl From<Receipt> for Verdict {
    fn from(receipt: Receipt) -> Self {
        match receipt.rejection {
            Some(rejection) => Self::Rejected(rejection),
            None => Self::Accepted { first_position: receipt.first_position, last_position: receipt.last_position },
        }
    }
}
