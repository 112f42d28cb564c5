//! An event as the caller may see it.

use domain::{
    catalogue::CataloguedEvent, fatigue_day::FatigueDayEvent, identity::IdentityEvent, ledger::RecordedEvent,
    member::MemberEvent, plan::PlanEvent, workout::WorkoutEvent,
};
use serde::Serialize;
use serde_json::{Map, Value, json};
use uuid::Uuid;

use crate::http::access::{Caller, Pseudonyms};

/// What training consists of: neither what was said in chats, nor whose accounts are whose.
const TRAINING: [&str; 4] =
    [MemberEvent::AGGREGATE, WorkoutEvent::AGGREGATE, FatigueDayEvent::AGGREGATE, PlanEvent::AGGREGATE];

/// The kinds of events about a member that the caller may see; none stands for all.
pub(super) fn aggregates(caller: &Caller, member: Uuid) -> Vec<String> {
    let kinds = if caller.sees_training_alone_of(member) { &TRAINING[..] } else { &[] };
    kinds.iter().map(|kind| (*kind).to_owned()).collect()
}

/// As it was written, or as analysts see it.
#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum Seen {
    Whole(Box<RecordedEvent>),
    Pseudonymous(Value),
}

/// What people wrote themselves is left out, whatever it says.
const WRITTEN: [&str; 19] = [
    "name",
    "note",
    "notes",
    "weather",
    "tags",
    "referral",
    "reason",
    "because",
    "comment",
    "text",
    "answer",
    "about",
    "origin",
    "choices",
    // Who somebody is elsewhere.
    "external_id",
    "chat",
    "message",
    "message_id",
    "answers",
];

impl Seen {
    pub(super) fn of(event: RecordedEvent, pseudonyms: Option<&Pseudonyms>) -> Self {
        match pseudonyms {
            Some(pseudonyms) => Self::Pseudonymous(pseudonymous(&event, pseudonyms)),
            None => Self::Whole(Box::new(event)),
        }
    }
}

/// Every id is changed, the same one always in the same way, so that events can still be joined; which command they came
/// from is left out, for its id can name a chat.
fn pseudonymous(event: &RecordedEvent, pseudonyms: &Pseudonyms) -> Value {
    let metadata: Map<String, Value> = serde_json::from_str(event.metadata.get()).unwrap_or_default();
    let kept = |name: &str| metadata.get(name).cloned().unwrap_or_default();
    let actor = kept("actor").as_str().and_then(|actor| actor.split(':').next().map(str::to_owned));
    let payload = serde_json::from_str(event.payload.get()).unwrap_or_default();
    let aggregate_id = match event.aggregate_type == IdentityEvent::AGGREGATE {
        // A name outside says who it is.
        true => pseudonyms.of(Uuid::new_v5(&Uuid::NAMESPACE_OID, event.aggregate_id.as_bytes())).to_string(),
        false => ids_changed(&event.aggregate_id, pseudonyms),
    };
    json!({
        "position": event.position,
        "event_id": event.event_id,
        "subject": pseudonyms.of(event.subject),
        "aggregate_type": event.aggregate_type,
        "aggregate_id": aggregate_id,
        "sequence": event.sequence,
        "event_type": event.event_type,
        "event_version": event.event_version,
        "recorded_at": event.recorded_at,
        "payload": changed(payload, pseudonyms),
        "metadata": {"actor": actor, "gateway": kept("gateway"), "occurred_at": kept("occurred_at")},
    })
}

fn changed(value: Value, pseudonyms: &Pseudonyms) -> Value {
    match value {
        Value::Object(fields) => fields
            .into_iter()
            .filter(|(name, _)| !WRITTEN.contains(&name.as_str()))
            .map(|(name, value)| (ids_changed(&name, pseudonyms), changed(value, pseudonyms)))
            .collect(),
        Value::Array(items) => items.into_iter().map(|item| changed(item, pseudonyms)).collect(),
        // Words of ours have no blanks in them.
        Value::String(text) if text.contains(char::is_whitespace) => Value::Null,
        Value::String(text) => Value::String(ids_changed(&text, pseudonyms)),
        other => other,
    }
}

/// An id by itself, or before a colon as in `member:date`.
fn ids_changed(text: &str, pseudonyms: &Pseudonyms) -> String {
    let part = |part: &str| Uuid::try_parse(part).map_or_else(|_| part.to_owned(), |id| pseudonyms.of(id).to_string());
    text.split(':').map(part).collect::<Vec<_>>().join(":")
}
