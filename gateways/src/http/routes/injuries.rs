//! What hurts, and signs of danger.

use domain::{
    Command,
    care::Sign,
    member::{InjuryReport, MemberCommand},
    vocabulary::{BodyPart, InjurySeverity, PainSign, Text},
};
use jiff::civil::Date;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::http::{
    asked::{Answer, Asked, Nothing},
    at::At,
};

#[derive(Deserialize)]
pub(super) struct InjuryAt {
    injury: Uuid,
}

#[derive(Deserialize)]
pub(super) struct SignAt {
    sign: Sign,
}

/// How an injury is, by the athlete's word.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewInjury {
    body_part: BodyPart,
    severity: InjurySeverity,
    /// Signs that weigh more than the number.
    #[serde(default)]
    signs: Vec<PainSign>,
    #[schema(value_type = Option<String>, min_length = 1, max_length = 500)]
    note: Option<Text<500>>,
    /// The local day of which this is said.
    date: Date,
}

/// Says that something hurts, or hurts more or less than before
///
/// A body part that hurts already keeps the id that its injury has.
#[utoipa::path(post, path = "/members/{member}/injuries", tag = "injuries", request_body = NewInjury)]
pub(super) async fn report(asked: Asked<NewInjury>) -> Answer {
    let injury_id = asked.new_id();
    let (NewInjury { body_part, severity, signs, note, date }, asked) = asked.take();
    let injury = InjuryReport { injury_id, body_part, severity, signs, note, date };
    asked.make(injury_id, Command::Member(MemberCommand::ReportInjury { injury })).await
}

/// The day on which it was well.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Healed {
    date: Date,
}

/// Says that an injury has healed
#[utoipa::path(post, path = "/members/{member}/injuries/{injury}/resolve", tag = "injuries", request_body = Healed)]
pub(super) async fn resolve(At(at): At<InjuryAt>, asked: Asked<Healed>) -> Answer {
    let (Healed { date }, asked) = asked.take();
    asked.carry_out(Command::Member(MemberCommand::ResolveInjury { injury_id: at.injury, date })).await
}

/// Tells of a sign of danger
#[utoipa::path(put, path = "/members/{member}/signs/{sign}", tag = "injuries")]
pub(super) async fn raise(At(SignAt { sign }): At<SignAt>, asked: Asked<Nothing>) -> Answer {
    asked.take().1.carry_out(Command::Member(MemberCommand::RaiseSign { sign })).await
}

/// Says that a person has looked at it with the member, and that training may go on
#[utoipa::path(delete, path = "/members/{member}/signs/{sign}", tag = "injuries")]
pub(super) async fn clear(At(SignAt { sign }): At<SignAt>, asked: Asked<Nothing>) -> Answer {
    asked.take().1.carry_out(Command::Member(MemberCommand::ClearSign { sign })).await
}
