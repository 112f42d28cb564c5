//! Becoming a member, and being shut out.

use axum::extract::State;
use domain::{
    Command,
    member::MemberCommand,
    vocabulary::{Language, Role, Text, TimeZoneName, Units},
};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::http::{
    Http, Problem,
    access::{About, Caller},
    asked::{Answer, Asked, Nothing},
    routes::roles::owners_only,
};

/// A member to be.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Registration {
    language: Language,
    time_zone: TimeZoneName,
    units: Units,
    #[schema(value_type = Option<String>, min_length = 1, max_length = 100)]
    name: Option<Text<100>>,
    /// What brought them here.
    #[schema(value_type = Option<String>, min_length = 1, max_length = 64)]
    referral: Option<Text<64>>,
}

/// Makes somebody a member
#[utoipa::path(post, path = "/members", tag = "members", request_body = Registration)]
pub(super) async fn register(asked: Asked<Registration>) -> Answer {
    let id = asked.new_id();
    let (Registration { language, time_zone, units, name, referral }, asked) = asked.take();
    let register = MemberCommand::Register { language, time_zone, units, name, referral };
    asked.about(id, Some(id), Command::Member(register)).await
}

/// Why a member is shut out.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Suspension {
    #[schema(value_type = String, min_length = 1, max_length = 500)]
    reason: Text<500>,
}

/// Shuts a member out
///
/// Only an owner shuts out admins and owners.
#[utoipa::path(post, path = "/members/{member}/suspend", tag = "members", request_body = Suspension)]
pub(super) async fn suspend(State(http): State<Http>, member: About, asked: Asked<Suspension>) -> Answer {
    look_up(&http, &asked.caller, member).await?;
    let (Suspension { reason }, asked) = asked.take();
    asked.carry_out(Command::Member(MemberCommand::Suspend { reason })).await
}

/// Lets a member in again
#[utoipa::path(post, path = "/members/{member}/reinstate", tag = "members")]
pub(super) async fn reinstate(State(http): State<Http>, member: About, asked: Asked<Nothing>) -> Answer {
    look_up(&http, &asked.caller, member).await?;
    asked.take().1.carry_out(Command::Member(MemberCommand::Reinstate {})).await
}

/// Only an owner does anything to admins and owners.
pub(super) async fn look_up(http: &Http, caller: &Caller, About(member): About) -> Result<(), Problem> {
    let member = pg::member_now(&http.pool, member).await?.unwrap_or_default();
    member.roles().iter().try_for_each(|role: &Role| owners_only(caller, *role))
}
