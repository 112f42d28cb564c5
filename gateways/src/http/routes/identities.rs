//! Whom a member is known as at other gateways.

use axum::extract::State;
use domain::{
    Command,
    identity::{ExternalId, GatewayName, IdentityCommand},
};
use serde::Deserialize;

use crate::http::{
    Http,
    access::About,
    asked::{Answer, Asked, Nothing},
    at::At,
    routes::members::look_up,
};

#[derive(Deserialize)]
pub(super) struct IdentityAt {
    gateway: GatewayName,
    external_id: ExternalId,
}

/// Makes an outside account the member's
///
/// Whoever writes from it speaks for the member, so only an owner does this for admins and owners.
#[utoipa::path(put, path = "/members/{member}/identities/{gateway}/{external_id}", tag = "members")]
pub(super) async fn claim(
    State(http): State<Http>,
    member: About,
    At(at): At<IdentityAt>,
    asked: Asked<Nothing>,
) -> Answer {
    look_up(&http, &asked.caller, member).await?;
    let IdentityAt { gateway, external_id } = at;
    asked.take().1.carry_out(Command::Identity(IdentityCommand::Claim { gateway, external_id })).await
}

/// Gives an outside account up
///
/// Only an owner does this for admins and owners.
#[utoipa::path(delete, path = "/members/{member}/identities/{gateway}/{external_id}", tag = "members")]
pub(super) async fn release(
    State(http): State<Http>,
    member: About,
    At(at): At<IdentityAt>,
    asked: Asked<Nothing>,
) -> Answer {
    look_up(&http, &asked.caller, member).await?;
    let IdentityAt { gateway, external_id } = at;
    asked.take().1.carry_out(Command::Identity(IdentityCommand::Release { gateway, external_id })).await
}
