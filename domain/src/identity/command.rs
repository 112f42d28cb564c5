//! What can be asked of an identity. The member is the subject of the envelope.

use serde::{Deserialize, Serialize};

use super::{ExternalId, GatewayName};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum IdentityCommand {
    /// From now on, who comes in through this identity is the member.
    Claim { gateway: GatewayName, external_id: ExternalId },
    /// The member gives the identity up; somebody else may claim it.
    Release { gateway: GatewayName, external_id: ExternalId },
}

impl IdentityCommand {
    /// The stream that this command is for.
    pub fn identity_id(&self) -> String {
        let (Self::Claim { gateway, external_id } | Self::Release { gateway, external_id }) = self;
        crate::ids::identity_id(gateway, external_id)
    }

    /// Whether the identity is likely to have no events yet.
    pub const fn begins(&self) -> bool {
        matches!(self, Self::Claim { .. })
    }
}
