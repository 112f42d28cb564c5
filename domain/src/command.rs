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
    conversation::{ConversationCommand, ConversationEvent},
    dates,
    fatigue_day::{FatigueDayCommand, FatigueDayEvent},
    identity::{IdentityCommand, IdentityEvent},
    ids,
    member::{MemberCommand, MemberEvent},
    plan::{PlanCommand, PlanEvent},
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
    Plan(PlanCommand),
    Conversation(ConversationCommand),
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
            Self::Plan(command) => (PlanEvent::AGGREGATE, command.plan_id().to_string()),
            Self::FatigueDay(command) => (FatigueDayEvent::AGGREGATE, ids::fatigue_day_id(subject, command.date())),
            Self::Conversation(command) => {
                (ConversationEvent::AGGREGATE, ids::conversation_id(subject, command.date()))
            }
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
            Self::Member(_) | Self::Identity(_) | Self::Workout(_) | Self::Plan(_) | Self::Conversation(_) => sent_at,
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
mod tests {
    use super::*;
    use crate::testing::{ATHLETE, day, sent_at};

    fn read(json: &str) -> Command {
        serde_json::from_str(json).unwrap()
    }

    fn target(json: &str) -> (&'static str, String) {
        let target = read(json).target(ATHLETE);
        (target.aggregate_type, target.aggregate_id)
    }

    #[test]
    fn a_command_and_its_subject_name_the_stream() {
        let claim = r#"{"identity":{"claim":{"gateway":"telegram","external_id":"4815162342"}}}"#;
        let void = r#"{"workout":{"void":{"workout_id":"0197f3c0-5a00-7000-8000-00000000b001"}}}"#;
        let record = r#"{"fatigue-day":{"record":{"date":"2025-05-03","reading":{"readiness":4}}}}"#;
        assert_eq!(target(r#"{"member":{"complete-onboarding":{}}}"#), ("member", ATHLETE.to_string()));
        assert_eq!(target(claim), ("identity", "telegram:4815162342".to_owned()));
        assert_eq!(target(void), ("workout", "0197f3c0-5a00-7000-8000-00000000b001".to_owned()));
        assert_eq!(target(record), ("fatigue-day", format!("{ATHLETE}:2025-05-03")));
    }

    #[test]
    fn an_envelope_carries_any_command() {
        let sent = format!(
            r#"{{"version":1,"command_id":"telegram:7:42","actor":{{"member":"{ATHLETE}"}},"gateway":"telegram","subject":"{ATHLETE}","sent_at":"2025-05-03T08:00:00Z","correlation_id":"telegram:7:42","command":{{"member":{{"choose-units":{{"units":"imperial"}}}}}}}}"#
        );
        let envelope: crate::ledger::CommandEnvelope<Command> = serde_json::from_str(&sent).unwrap();
        assert_eq!(serde_json::to_string(&envelope).unwrap(), sent);
    }

    #[test]
    fn a_field_that_no_command_has_is_refused() {
        assert!(serde_json::from_str::<Command>(r#"{"member":{"complete-onboarding":{"hurry":true}}}"#).is_err());
        assert!(serde_json::from_str::<Command>(r#"{"horse":{"feed":{}}}"#).is_err());
    }

    #[test]
    fn what_is_told_of_today_happened_when_it_was_sent() {
        let today = read(r#"{"fatigue-day":{"record":{"date":"2025-05-03","reading":{"ill":true}}}}"#);
        assert_eq!(today.occurred_at(sent_at()), sent_at());
    }

    #[test]
    fn what_is_told_of_a_past_day_happened_at_its_noon() {
        let past = read(r#"{"member":{"change-thresholds":{"effective":"2025-04-01","thresholds":{"ftp":250}}}}"#);
        assert_eq!(past.occurred_at(sent_at()), "2025-04-01T12:00:00Z".parse().unwrap());
        assert_eq!(on_day(day("2025-05-01"), sent_at()), "2025-05-01T12:00:00Z".parse().unwrap());
    }

    #[test]
    fn a_workout_happened_when_it_began() {
        let workout = Box::new(crate::testing::run());
        let (workout_id, start) = (Uuid::nil(), workout.start);
        let correct = Command::Workout(WorkoutCommand::Correct { workout_id, workout });
        assert_eq!(correct.occurred_at(sent_at()), start);
    }
}
