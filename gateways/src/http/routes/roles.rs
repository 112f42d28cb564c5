//! What members may do beyond their own training.

use axum::http::StatusCode;
use domain::{Command, member::MemberCommand, vocabulary::Role};
use serde::Deserialize;

use crate::http::{
    Problem,
    access::Caller,
    asked::{Answer, Asked, Nothing},
    at::At,
};

#[derive(Deserialize)]
pub(super) struct RoleAt {
    role: Role,
}

/// Grants a role
///
/// Only an owner makes admins and owners.
#[utoipa::path(put, path = "/members/{member}/roles/{role}", tag = "roles")]
pub(super) async fn grant(At(RoleAt { role }): At<RoleAt>, asked: Asked<Nothing>) -> Answer {
    owners_only(&asked.caller, role)?;
    asked.take().1.carry_out(Command::Member(MemberCommand::GrantRole { role })).await
}

/// Takes a role back
///
/// Only an owner unmakes admins and owners.
#[utoipa::path(delete, path = "/members/{member}/roles/{role}", tag = "roles")]
pub(super) async fn revoke(At(RoleAt { role }): At<RoleAt>, asked: Asked<Nothing>) -> Answer {
    owners_only(&asked.caller, role)?;
    asked.take().1.carry_out(Command::Member(MemberCommand::RevokeRole { role })).await
}

/// An admin who could make owners, or shut them out, would be one.
pub(super) fn owners_only(caller: &Caller, role: Role) -> Result<(), Problem> {
    if matches!(role, Role::Admin | Role::Owner) && !caller.is(Role::Owner) {
        let detail = "only an owner decides about admins and owners";
        return Err(Problem::new(StatusCode::FORBIDDEN, "access.role", detail).allowing([Role::Owner.to_string()]));
    }
    Ok(())
}
