//! Another account for a member: a code that is said there joins the two.

use axum::{Json, extract::State};
use pg::link_codes;
use serde::Serialize;
use utoipa::ToSchema;

use crate::http::{Http, Problem, access::About};

/// As long as a code holds.
const GOOD_FOR_S: u32 = 600;

/// What to say in the other chat: `/link CODE`.
#[derive(Serialize, ToSchema)]
pub(super) struct LinkCode {
    code: String,
    /// Seconds until it holds no longer.
    good_for_s: u32,
}

/// Makes a code that joins another account to the member
///
/// Whoever says `/link CODE` in a chat is this member from then on. It is good for one use; a new one ends those before.
#[utoipa::path(post, path = "/members/{member}/link-codes", tag = "members", responses((status = 200, body = LinkCode)))]
pub(super) async fn make(State(http): State<Http>, About(member): About) -> Result<Json<LinkCode>, Problem> {
    Ok(Json(LinkCode { code: link_codes::make(&http.pool, member).await?, good_for_s: GOOD_FOR_S }))
}
