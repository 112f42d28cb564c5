//! What athletes tell about themselves.

use domain::{
    Command,
    member::{MemberCommand, ProfileField},
    vocabulary::{Language, Profile, Thresholds, TimeZoneName, Units, WeekStart},
};
use jiff::civil::{Date, Time};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::http::asked::{Answer, Asked, Nothing};

/// Parts of the profile to set, and parts to empty; the others stay.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ProfileChange {
    #[serde(default)]
    #[schema(value_type = Profile)]
    set: Box<Profile>,
    #[serde(default)]
    clear: Vec<ProfileField>,
}

/// Changes the profile
#[utoipa::path(patch, path = "/members/{member}/profile", tag = "profile", request_body = ProfileChange)]
pub(super) async fn change(asked: Asked<ProfileChange>) -> Answer {
    let (ProfileChange { set, clear }, asked) = asked.take();
    asked.carry_out(Command::Member(MemberCommand::ChangeProfile { set, clear })).await
}

/// A language.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct LanguageChoice {
    language: Language,
}

/// Chooses the language to be answered in
#[utoipa::path(put, path = "/members/{member}/language", tag = "profile", request_body = LanguageChoice)]
pub(super) async fn language(asked: Asked<LanguageChoice>) -> Answer {
    let (LanguageChoice { language }, asked) = asked.take();
    asked.carry_out(Command::Member(MemberCommand::ChooseLanguage { language })).await
}

/// A time zone.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct TimeZoneChoice {
    time_zone: TimeZoneName,
}

/// Chooses the time zone to live in
#[utoipa::path(put, path = "/members/{member}/time-zone", tag = "profile", request_body = TimeZoneChoice)]
pub(super) async fn time_zone(asked: Asked<TimeZoneChoice>) -> Answer {
    let (TimeZoneChoice { time_zone }, asked) = asked.take();
    asked.carry_out(Command::Member(MemberCommand::ChooseTimezone { time_zone })).await
}

/// A system of units.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct UnitsChoice {
    units: Units,
}

/// Chooses the units to read
#[utoipa::path(put, path = "/members/{member}/units", tag = "profile", request_body = UnitsChoice)]
pub(super) async fn units(asked: Asked<UnitsChoice>) -> Answer {
    let (UnitsChoice { units }, asked) = asked.take();
    asked.carry_out(Command::Member(MemberCommand::ChooseUnits { units })).await
}

/// The first day of a week.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct WeekStartChoice {
    week_start: WeekStart,
}

/// Chooses the day with which weeks begin, wherever they are shown or added up
#[utoipa::path(put, path = "/members/{member}/week-start", tag = "profile", request_body = WeekStartChoice)]
pub(super) async fn week_start(asked: Asked<WeekStartChoice>) -> Answer {
    let (WeekStartChoice { week_start }, asked) = asked.take();
    asked.carry_out(Command::Member(MemberCommand::ChooseWeekStart { week_start })).await
}

/// When to be reminded of tomorrow's session, by the member's own clock; left out, never.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ReminderChoice {
    #[schema(value_type = Option<String>, example = "20:15", pattern = "^([01][0-9]|2[0-3]):[0-5][0-9]$")]
    at: Option<Time>,
}

/// Chooses when to be reminded, or not to be
#[utoipa::path(put, path = "/members/{member}/reminder", tag = "profile", request_body = ReminderChoice)]
pub(super) async fn reminder(asked: Asked<ReminderChoice>) -> Answer {
    let (ReminderChoice { at }, asked) = asked.take();
    asked.carry_out(Command::Member(MemberCommand::ChooseReminder { at })).await
}

/// Erases the member, for good
///
/// The member is shut out, and the read models drop what they hold of them. Within a minute their accounts are released,
/// and the chats' letterbox holds none of their words. Their events stay in the ledger.
#[utoipa::path(post, path = "/members/{member}/forget", tag = "profile")]
pub(super) async fn forget(asked: Asked<Nothing>) -> Answer {
    asked.take().1.carry_out(Command::Member(MemberCommand::Forget {})).await
}

/// Thresholds from a day on.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ThresholdsChange {
    effective: Date,
    thresholds: Thresholds,
}

/// Sets thresholds from a day on
///
/// What isn't given stays as it was.
#[utoipa::path(post, path = "/members/{member}/thresholds", tag = "profile", request_body = ThresholdsChange)]
pub(super) async fn thresholds(asked: Asked<ThresholdsChange>) -> Answer {
    let (ThresholdsChange { effective, thresholds }, asked) = asked.take();
    asked.carry_out(Command::Member(MemberCommand::ChangeThresholds { effective, thresholds })).await
}
