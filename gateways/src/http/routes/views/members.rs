//! The directory.

use axum::extract::State;
use domain::vocabulary::Role;
use projections::members::{self, Filter, Member};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::plans::AsFresh;
use crate::http::{
    Http, Problem,
    access::{About, Caller},
    viewed::{AsOf, Ask, Cursor, Told, View, limit, present_only},
};

const MODEL: &str = "members";

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(in crate::http) struct Wanted {
    /// Only those with this role.
    #[param(inline)]
    role: Option<Role>,
    /// Only those who are suspended, or who aren't.
    suspended: Option<bool>,
    /// The `next` of the page before.
    #[param(value_type = Option<String>)]
    cursor: Option<Cursor>,
    /// Entries of the page, 50 unless told.
    #[param(minimum = 1, maximum = 500)]
    limit: Option<u32>,
    /// Not for this list, which is about everybody: it is refused with the reason.
    #[param(value_type = Option<AsOf>, inline)]
    as_of: Option<AsOf>,
    /// Waits until the answer shows the ledger up to this position.
    min_position: Option<u64>,
}

#[derive(Serialize, ToSchema)]
pub(in crate::http) struct MembersPage {
    members: Vec<Member>,
    next: Option<Cursor>,
}

/// Members in order of registration
#[utoipa::path(get, path = "/members", tag = "members", params(Wanted), responses((status = 200, body = MembersPage)))]
pub(in crate::http) async fn list(
    State(http): State<Http>,
    caller: Caller,
    Ask(wanted): Ask<Wanted>,
) -> View<MembersPage> {
    present_only(wanted.as_of)?;
    let (after, limit) = (http.cursors.place(&caller, wanted.cursor)?, limit(wanted.limit)?);
    let filter = Filter { role: wanted.role, suspended: wanted.suspended };
    let position = http.fresh(MODEL, wanted.min_position).await?;
    let page = members::list(&http.pool, &filter, after, limit).await?;
    let next = page.next.and_then(|next| http.cursors.to(&caller, &next));
    Ok(Told { content: MembersPage { members: page.members, next }, position })
}

/// A member as the directory knows them
///
/// Coaches see no accounts.
#[utoipa::path(get, path = "/members/{member}", tag = "members", params(AsFresh), responses((status = 200, body = Member)))]
pub(in crate::http) async fn one(
    State(http): State<Http>,
    caller: Caller,
    About(member): About,
    Ask(AsFresh { as_of, min_position }): Ask<AsFresh>,
) -> View<Member> {
    let seen = http.see(MODEL, member, as_of, min_position).await?;
    let found = members::by_id(seen.pool(), member).await?;
    let mut found = found.ok_or_else(|| Problem::not_found("member").at("member"))?;
    if caller.sees_training_alone_of(member) {
        found.identities.clear();
    }
    Ok(seen.told(found))
}
