//! From stored bytes back to an event, whatever version it was written in.

use std::{borrow::Cow, cmp::Ordering, str::FromStr, sync::LazyLock};

use cqrs_es::persist::{EventUpcaster, SemanticVersion, SerializedEvent};
use serde_json::Value;

use super::{CataloguedEvent, EventType};

/// Why a stored event can't be read.
#[derive(Debug, thiserror::Error)]
pub enum DecodeError {
    #[error("this program doesn't know the aggregate \"{aggregate}\"; a newer one may")]
    UnknownAggregate { aggregate: String },
    #[error("this program doesn't know the event {event} of {aggregate}; a newer one may")]
    UnknownEvent { aggregate: &'static str, event: String },
    #[error("{event} has version {version}, this program knows it up to {known}; use a newer program")]
    Newer { event: &'static str, version: String, known: &'static str },
    #[error("{event} has the version \"{version}\", which is none that was ever released")]
    UnknownVersion { event: &'static str, version: String },
    #[error("the payload of {event} {version} can't be read: {cause}")]
    Malformed { event: &'static str, version: String, cause: serde_json::Error },
    #[error("an event recorded as {recorded} has the payload of {found}")]
    Mislabelled { recorded: &'static str, found: &'static str },
}

pub(super) fn decode<E: CataloguedEvent>(event_type: &str, version: &str, payload: &str) -> Result<E, DecodeError> {
    let known = declared::<E>(event_type)?;
    let current = to_current(known, version, payload)?;
    let event: E = serde_json::from_str(&current).map_err(|cause| malformed(known, version, cause))?;
    if event.name() == known.name {
        Ok(event)
    } else {
        Err(DecodeError::Mislabelled { recorded: known.name, found: event.name() })
    }
}

fn declared<E: CataloguedEvent>(event_type: &str) -> Result<&'static EventType, DecodeError> {
    E::TYPES
        .iter()
        .find(|known| known.name == event_type)
        .ok_or_else(|| DecodeError::UnknownEvent { aggregate: E::AGGREGATE, event: event_type.to_owned() })
}

fn to_current<'a>(known: &'static EventType, version: &str, payload: &'a str) -> Result<Cow<'a, str>, DecodeError> {
    match compare(version, known.version) {
        Some(Ordering::Equal) => Ok(Cow::Borrowed(payload)),
        Some(Ordering::Greater) => {
            Err(DecodeError::Newer { event: known.name, version: version.to_owned(), known: known.version })
        }
        Some(Ordering::Less) if known.older.iter().any(|older| older.version == version) => {
            upcast(known, version, payload).map(Cow::Owned)
        }
        _ => Err(DecodeError::UnknownVersion { event: known.name, version: version.to_owned() }),
    }
}

fn upcast(known: &'static EventType, version: &str, payload: &str) -> Result<String, DecodeError> {
    static STEPS: LazyLock<Vec<Box<dyn EventUpcaster>>> = LazyLock::new(crate::upcasters);
    let payload: Value = serde_json::from_str(payload).map_err(|cause| malformed(known, version, cause))?;
    let old = SerializedEvent {
        aggregate_id: String::new(),
        sequence: 0,
        aggregate_type: known.aggregate.to_owned(),
        event_type: known.name.to_owned(),
        event_version: version.to_owned(),
        payload,
        metadata: Value::Null,
    };
    let current = STEPS.iter().fold(old, |event, step| {
        if step.can_upcast(&event.event_type, &event.event_version) { step.upcast(event) } else { event }
    });
    Ok(current.payload.to_string())
}

fn compare(version: &str, known: &str) -> Option<Ordering> {
    if version == known {
        return Some(Ordering::Equal);
    }
    let version = SemanticVersion::from_str(version).ok()?;
    let known = SemanticVersion::from_str(known).ok()?;
    Some(match (version.supersedes(&known), known.supersedes(&version)) {
        (true, _) => Ordering::Greater,
        (_, true) => Ordering::Less,
        _ => Ordering::Equal,
    })
}

fn malformed(known: &'static EventType, version: &str, cause: serde_json::Error) -> DecodeError {
    DecodeError::Malformed { event: known.name, version: version.to_owned(), cause }
}
