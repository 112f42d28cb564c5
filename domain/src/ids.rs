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

/// Whoever comes in through an identity whose member was erased, and so on from each to the next: erased is for good.
pub fn member_id_after(erased: Uuid) -> Uuid {
    Uuid::new_v5(&MEMBERS, erased.as_bytes())
}

/// The workout that a member's file holds: the same file again is the same workout.
pub fn workout_id(member: Uuid, content_hash: &ContentHash) -> Uuid {
    Uuid::new_v5(&member, content_hash.as_str().as_bytes())
}

/// The stream of one member's one day.
pub fn fatigue_day_id(member: Uuid, date: Date) -> String {
    format!("{member}:{date}")
}

/// The stream of one month of a member's conversation.
pub fn conversation_id(member: Uuid, date: Date) -> String {
    format!("{member}:{:04}-{:02}", date.year(), date.month())
}

/// The workout that a message told of, the `number`th of them: the message told or edited again is the same workout.
pub fn told_workout_id(member: Uuid, message: &str, number: usize) -> Uuid {
    Uuid::new_v5(&member, format!("told:{message}:{number}").as_bytes())
}

/// The stream of one outside identity. A gateway's name holds no colon, so no two identities share a stream.
pub fn identity_id(gateway: &GatewayName, external_id: &ExternalId) -> String {
    format!("{gateway}:{external_id}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{ATHLETE, SOMEBODY_ELSE, day};

    fn member(gateway: &str, external_id: &str) -> Uuid {
        member_id(&gateway.parse().unwrap(), &external_id.parse().unwrap())
    }

    #[test]
    fn a_member_is_found_by_their_first_identity_for_ever() {
        assert_eq!(member("telegram", "4815162342").to_string(), "5ed26048-8092-5028-a208-ce118ad13b05");
    }

    #[test]
    fn whoever_comes_after_an_erased_member_is_somebody_else_for_ever() {
        let first = member("telegram", "4815162342");
        assert_eq!(member_id_after(first).to_string(), "7d20ff28-ec5f-5ede-9048-ebcfc5ed4dad");
        assert_ne!(member_id_after(first), member_id_after(member_id_after(first)));
    }

    #[test]
    fn other_identities_are_other_members() {
        assert_ne!(member("telegram", "42"), member("whatsapp", "42"));
        assert_ne!(member("telegram", "42"), member("telegram", "43"));
    }

    #[test]
    fn the_same_file_is_the_same_workout_of_its_member_only() {
        let (small, capital) = ("9f".repeat(32).parse().unwrap(), "9F".repeat(32).parse().unwrap());
        assert_eq!(workout_id(ATHLETE, &small), workout_id(ATHLETE, &capital));
        assert_ne!(workout_id(ATHLETE, &small), workout_id(SOMEBODY_ELSE, &small));
    }

    #[test]
    fn streams_are_named_after_what_they_are_about() {
        assert_eq!(fatigue_day_id(ATHLETE, day("2025-05-03")), format!("{ATHLETE}:2025-05-03"));
        let (gateway, id) = ("http".parse().unwrap(), "user:42".parse().unwrap());
        assert_eq!(identity_id(&gateway, &id), "http:user:42");
    }
}
