//! Whom a member is known as at other gateways.

use domain::{
    Command,
    identity::{ExternalId, GatewayName, IdentityCommand},
};
use serde::Deserialize;

use crate::http::{
    asked::{Answer, Asked, Nothing},
    at::At,
};

#[derive(Deserialize)]
pub(super) struct IdentityAt {
    gateway: GatewayName,
    external_id: ExternalId,
}

/// Makes an outside account the member's
#[utoipa::path(put, path = "/members/{member}/identities/{gateway}/{external_id}", tag = "members")]
pub(super) async fn claim(At(at): At<IdentityAt>, asked: Asked<Nothing>) -> Answer {
    let IdentityAt { gateway, external_id } = at;
    asked.take().1.carry_out(Command::Identity(IdentityCommand::Claim { gateway, external_id })).await
}

/// Gives an outside account up
#[utoipa::path(delete, path = "/members/{member}/identities/{gateway}/{external_id}", tag = "members")]
pub(super) async fn release(At(at): At<IdentityAt>, asked: Asked<Nothing>) -> Answer {
    let IdentityAt { gateway, external_id } = at;
    asked.take().1.carry_out(Command::Identity(IdentityCommand::Release { gateway, external_id })).await
}
