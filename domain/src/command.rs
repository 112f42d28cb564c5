//! Any command of the ledger, and which stream it is for.

use jiff::{
    Timestamp,
    civil::{Date, time},
    tz::TimeZone,
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    catalogue::CataloguedEvent,
    dates,
    fatigue_day::{FatigueDayCommand, FatigueDayEvent},
    identity::{IdentityCommand, IdentityEvent},
    ids,
    member::{MemberCommand, MemberEvent},
    workout::{WorkoutCommand, WorkoutEvent},
};

/// What can be asked of the ledger: `{"workout":{"void":{"workout_id":"…"}}}`. About whom is said by the envelope.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Command {
    Member(MemberCommand),
    Identity(IdentityCommand),
    Workout(WorkoutCommand),
    FatigueDay(FatigueDayCommand),
}

/// The stream that a command is for.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Target {
    pub aggregate_type: &'static str,
    pub aggregate_id: String,
}

impl Command {
    /// The stream that this command is for when it is about `subject`.
    pub fn target(&self, subject: Uuid) -> Target {
        let (aggregate_type, aggregate_id) = match self {
            Self::Member(_) => (MemberEvent::AGGREGATE, subject.to_string()),
            Self::Identity(command) => (IdentityEvent::AGGREGATE, command.identity_id()),
            Self::Workout(command) => (WorkoutEvent::AGGREGATE, command.workout_id().to_string()),
            Self::FatigueDay(command) => (FatigueDayEvent::AGGREGATE, ids::fatigue_day_id(subject, command.date())),
        };
        Target { aggregate_type, aggregate_id }
    }

    /// When that which the command tells of happened.
    pub fn occurred_at(&self, sent_at: Timestamp) -> Timestamp {
        match self {
            Self::Workout(WorkoutCommand::Log { workout, .. } | WorkoutCommand::Correct { workout, .. }) => {
                workout.start
            }
            Self::FatigueDay(command) => on_day(command.date(), sent_at),
            Self::Member(MemberCommand::ReportInjury { injury }) => on_day(injury.date, sent_at),
            Self::Member(
                MemberCommand::ResolveInjury { date, .. } | MemberCommand::ChangeThresholds { effective: date, .. },
            ) => on_day(*date, sent_at),
            Self::Member(_) | Self::Identity(_) | Self::Workout(_) => sent_at,
        }
    }
}

/// Of a day only: the time of sending when it may be that day somewhere, otherwise noon UTC of the day.
fn on_day(date: Date, sent_at: Timestamp) -> Timestamp {
    let sent_on = sent_at.to_zoned(TimeZone::UTC).date();
    if !dates::is_past(date, sent_on) {
        return sent_at;
    }
    date.to_datetime(time(12, 0, 0, 0)).to_zoned(TimeZone::UTC).map_or(sent_at, |noon| noon.timestamp())
}

#[cfg(test)]
#[path = "command_tests.rs"]
mod tests;
