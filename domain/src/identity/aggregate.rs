//! Who an account stands for.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{IdentityCommand, IdentityError, IdentityEvent};
use crate::{aggregate::aggregate, ledger::Addressed};

/// One account at one gateway, and the member behind it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identity {
    member_id: Option<Uuid>,
}

aggregate!(Identity, IdentityCommand, IdentityEvent, IdentityError);

impl Identity {
    /// The member behind this identity, if it is claimed.
    pub const fn member_id(&self) -> Option<Uuid> {
        self.member_id
    }

    pub fn decide(&self, asked: Addressed<IdentityCommand>) -> Result<Vec<IdentityEvent>, IdentityError> {
        let member_id = asked.subject;
        match asked.command {
            IdentityCommand::Claim { gateway, external_id } => match self.member_id {
                None => Ok(vec![IdentityEvent::IdentityClaimed { gateway, external_id, member_id }]),
                Some(owner) if owner == member_id => Ok(vec![]),
                Some(_) => Err(IdentityError::ClaimedByAnother),
            },
            IdentityCommand::Release { gateway, external_id } => match self.member_id {
                Some(owner) if owner == member_id => {
                    Ok(vec![IdentityEvent::IdentityReleased { gateway, external_id, member_id }])
                }
                Some(_) => Err(IdentityError::NotYours),
                None => Err(IdentityError::NotClaimed),
            },
        }
    }

    fn fold(&mut self, event: IdentityEvent) {
        self.member_id = match event {
            IdentityEvent::IdentityClaimed { member_id, .. } => Some(member_id),
            IdentityEvent::IdentityReleased { .. } => None,
        };
    }
}
