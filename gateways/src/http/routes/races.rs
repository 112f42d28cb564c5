//! The race calendar.

use domain::{
    Command,
    member::MemberCommand,
    vocabulary::{Race, RaceKind, RacePriority},
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
pub(super) struct RaceAt {
    race: Uuid,
}

/// A race to come.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewRace {
    date: Date,
    kind: RaceKind,
    priority: RacePriority,
    #[schema(min_length = 1, max_length = 100)]
    name: String,
    /// What the athlete hopes to finish in, in seconds.
    #[serde(default, deserialize_with = "domain::vocabulary::whole")]
    #[schema(minimum = 60, maximum = 604_800)]
    target_time_s: Option<u32>,
}

/// Adds a race to the calendar
#[utoipa::path(post, path = "/members/{member}/races", tag = "races", request_body = NewRace)]
pub(super) async fn add(asked: Asked<NewRace>) -> Answer {
    let race_id = asked.new_id();
    let (NewRace { date, kind, priority, name, target_time_s }, asked) = asked.take();
    let race = Race { race_id, date, kind, priority, name, target_time_s };
    asked.make(race_id, Command::Member(MemberCommand::AddRace { race })).await
}

/// Another day for a race.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RaceMove {
    date: Date,
}

/// Moves a race to another day
#[utoipa::path(patch, path = "/members/{member}/races/{race}", tag = "races", request_body = RaceMove)]
pub(super) async fn shift(At(at): At<RaceAt>, asked: Asked<RaceMove>) -> Answer {
    let (RaceMove { date }, asked) = asked.take();
    asked.carry_out(Command::Member(MemberCommand::MoveRace { race_id: at.race, date })).await
}

/// Cancels a race
#[utoipa::path(delete, path = "/members/{member}/races/{race}", tag = "races")]
pub(super) async fn cancel(At(at): At<RaceAt>, asked: Asked<Nothing>) -> Answer {
    asked.take().1.carry_out(Command::Member(MemberCommand::CancelRace { race_id: at.race })).await
}
