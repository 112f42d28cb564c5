//! Ids that follow from what they stand for, so that the same cause finds the same stream without a look-up.

use jiff::civil::Date;
use uuid::Uuid;

use crate::{
    identity::{ExternalId, GatewayName},
    workout::ContentHash,
};

/// Part of every derived id ever written: never changed.
const MEMBERS: Uuid = Uuid::from_u128(0x6f1f_2a53_0c5e_5d3b_9a4e_7b1d_2c8e_4f60);

/// The member who first came in through this identity.
pub fn member_id(gateway: &GatewayName, external_id: &ExternalId) -> Uuid {
    Uuid::new_v5(&MEMBERS, identity_id(gateway, external_id).as_bytes())
}

/// The workout that a member's file holds: the same file again is the same workout.
pub fn workout_id(member: Uuid, content_hash: &ContentHash) -> Uuid {
    Uuid::new_v5(&member, content_hash.as_str().as_bytes())
}

/// The stream of one member's one day.
pub fn fatigue_day_id(member: Uuid, date: Date) -> String {
    format!("{member}:{date}")
}

/// The stream of one outside identity. A gateway's name holds no colon, so no two identities share a stream.
pub fn identity_id(gateway: &GatewayName, external_id: &ExternalId) -> String {
    format!("{gateway}:{external_id}")
}
