//! What happens to an identity.

use uuid::Uuid;

use super::{ExternalId, GatewayName};
use crate::catalogue::events;

events! {
    /// The history of one account at one gateway.
    IdentityEvent of "identity" {
        /// From here on, whoever comes in through this gateway under this outside id is that member.
        IdentityClaimed "1.0" { gateway: GatewayName, external_id: ExternalId, member_id: Uuid }
        /// The member gave the outside id up; it stands for nobody until it is claimed again.
        IdentityReleased "1.0" { gateway: GatewayName, external_id: ExternalId, member_id: Uuid }
    }
}
