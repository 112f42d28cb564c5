use super::{Identity, IdentityCommand, IdentityError, IdentityEvent};
use crate::testing::{ATHLETE, SOMEBODY_ELSE, by, given};

fn claim() -> IdentityCommand {
    IdentityCommand::Claim { gateway: "telegram".parse().unwrap(), external_id: "4815162342".parse().unwrap() }
}

fn release() -> IdentityCommand {
    IdentityCommand::Release { gateway: "telegram".parse().unwrap(), external_id: "4815162342".parse().unwrap() }
}

fn claimed_by(member_id: uuid::Uuid) -> IdentityEvent {
    let (gateway, external_id) = ("telegram".parse().unwrap(), "4815162342".parse().unwrap());
    IdentityEvent::IdentityClaimed { gateway, external_id, member_id }
}

fn released_by(member_id: uuid::Uuid) -> IdentityEvent {
    let (gateway, external_id) = ("telegram".parse().unwrap(), "4815162342".parse().unwrap());
    IdentityEvent::IdentityReleased { gateway, external_id, member_id }
}

#[test]
fn an_account_that_nobody_claimed_can_be_claimed() {
    given::<Identity>([]).when(claim()).then_expect_events(vec![claimed_by(ATHLETE)]);
}

#[test]
fn claiming_ones_own_account_again_changes_nothing() {
    given::<Identity>([claimed_by(ATHLETE)]).when(claim()).then_expect_events(vec![]);
}

#[test]
fn another_members_account_cannot_be_claimed() {
    given::<Identity>([claimed_by(SOMEBODY_ELSE)]).when(claim()).then_expect_error(IdentityError::ClaimedByAnother);
}

#[test]
fn a_released_account_is_free_for_another_member() {
    given::<Identity>([claimed_by(ATHLETE), released_by(ATHLETE)])
        .when_asked(by(SOMEBODY_ELSE, claim()))
        .then_expect_events(vec![claimed_by(SOMEBODY_ELSE)]);
}

#[test]
fn a_member_can_release_their_account() {
    given::<Identity>([claimed_by(ATHLETE)]).when(release()).then_expect_events(vec![released_by(ATHLETE)]);
}

#[test]
fn nobody_else_can_release_it() {
    given::<Identity>([claimed_by(SOMEBODY_ELSE)]).when(release()).then_expect_error(IdentityError::NotYours);
}

#[test]
fn there_is_nothing_to_release_before_a_claim_or_after_a_release() {
    given::<Identity>([]).when(release()).then_expect_error(IdentityError::NotClaimed);
    given::<Identity>([claimed_by(ATHLETE), released_by(ATHLETE)])
        .when(release())
        .then_expect_error(IdentityError::NotClaimed);
}

#[test]
fn names_that_would_blur_two_identities_are_refused() {
    for gateway in ["", "Telegram", "tele:gram", "tele gram"] {
        assert!(super::GatewayName::try_new(gateway).is_err(), "{gateway:?}");
    }
    for external_id in ["", " 42", "4\n2", "4\u{0}2"] {
        assert!(super::ExternalId::try_new(external_id).is_err(), "{external_id:?}");
    }
    assert!(super::ExternalId::try_new("user:42@club.example").is_ok());
}
