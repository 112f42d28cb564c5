//! Who is asking.

use std::collections::BTreeSet;

use axum::Json;
use domain::vocabulary::{Role, Scope};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::http::access::Caller;

/// Whom a token lets in, and as what.
#[derive(Serialize, ToSchema)]
pub(super) struct Me {
    /// The public half of the token.
    token: String,
    /// The member that it speaks for.
    #[serde(skip_serializing_if = "Option::is_none")]
    member_id: Option<Uuid>,
    /// What of the token's roles the member has at the moment.
    #[schema(value_type = Vec<Role>)]
    roles: BTreeSet<Role>,
    #[schema(value_type = Vec<Scope>)]
    scopes: BTreeSet<Scope>,
}

/// Who I am
#[utoipa::path(get, path = "/me", tag = "members", responses((status = 200, body = Me)))]
pub(super) async fn me(caller: Caller) -> Json<Me> {
    let Caller { token, member, roles, scopes } = caller;
    Json(Me { token, member_id: member, roles, scopes })
}
