//! Commands and events to try things with.

use std::sync::atomic::{AtomicU64, Ordering};

use domain::{
    Command,
    ledger::{Actor, CommandEnvelope, Metadata},
};
use jiff::Timestamp;
use serde_json::json;
use uuid::Uuid;

use crate::{
    Environment,
    append::{Append, NewEvent},
};

/// The time in all tests: they have no other clock.
pub(super) fn now() -> Timestamp {
    "2025-05-03T08:00:00Z".parse().unwrap()
}

/// Ids count up.
pub(super) fn new_id() -> Uuid {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    id(0x1_0000_0000 + u128::from(NEXT.fetch_add(1, Ordering::Relaxed)))
}

pub(super) const ENVIRONMENT: Environment = Environment { now, new_id, build: "test" };

/// A member or a workout that is the same in every run.
pub(super) fn id(number: u128) -> Uuid {
    Uuid::from_u128(0x0197_f3c0_5a00_7000_8000_0000_0000_0000 + number)
}

pub(super) fn envelope(command_id: &str, subject: Uuid, command: Command) -> CommandEnvelope<Command> {
    CommandEnvelope::new(command_id.to_owned(), Actor::Member(subject), "terminal", subject, now(), command)
}

fn read(command: serde_json::Value) -> Command {
    serde_json::from_value(command).unwrap()
}

fn facts(seconds: u64) -> serde_json::Value {
    json!({
        "sport": "run", "start": "2025-05-03T06:30:00Z", "time_zone": "Europe/Prague", "local_date": "2025-05-03",
        "duration": { "elapsed_s": seconds },
    })
}

pub(super) fn log(workout: Uuid, seconds: u64) -> Command {
    read(json!({ "workout": { "log": { "workout_id": workout, "source": "typed", "workout": facts(seconds) } } }))
}

pub(super) fn log_noting(workout: Uuid, notes: &str) -> Command {
    let mut facts = facts(1800);
    facts["notes"] = notes.into();
    read(json!({ "workout": { "log": { "workout_id": workout, "source": "typed", "workout": facts } } }))
}

pub(super) fn correct(workout: Uuid, seconds: u64) -> Command {
    read(json!({ "workout": { "correct": { "workout_id": workout, "workout": facts(seconds) } } }))
}

pub(super) fn void(workout: Uuid) -> Command {
    read(json!({ "workout": { "void": { "workout_id": workout } } }))
}

pub(super) fn register() -> Command {
    read(json!({ "member": { "register": { "language": "en", "time_zone": "UTC", "units": "metric" } } }))
}

pub(super) fn rename(name: &str) -> Command {
    read(json!({ "member": { "change-profile": { "set": { "name": name } } } }))
}

/// An append of `count` events, as the committer gets it.
pub(super) fn append(command_id: &str, aggregate: Uuid, expected_sequence: u64, count: usize) -> Append {
    let payload = |n| format!(r#"{{"WorkoutVoided":{{"reason":"{n}"}}}}"#);
    let payloads: Vec<String> = (0..count).map(payload).collect();
    append_of(command_id, aggregate, expected_sequence, &payloads)
}

pub(super) fn append_of(command_id: &str, aggregate: Uuid, expected_sequence: u64, payloads: &[String]) -> Append {
    let cause = envelope(command_id, aggregate, register());
    let event = |payload: &String| {
        let event_id = new_id();
        NewEvent {
            event_type: "WorkoutVoided".to_owned(),
            event_version: "1.0".to_owned(),
            payload: payload.clone(),
            metadata: serde_json::to_string(&Metadata::of(&cause, event_id, now(), "test")).unwrap(),
            event_id,
            subject: aggregate,
        }
    };
    Append {
        command_id: command_id.to_owned(),
        aggregate_type: "workout",
        aggregate_id: aggregate.to_string(),
        expected_sequence,
        era: 0,
        rejection: None,
        events: payloads.iter().map(event).collect(),
    }
}
