//! What the catalogue knows of an event.

use cqrs_es::DomainEvent;
use serde::Serialize;

use super::DecodeError;

/// An event as it was declared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EventType {
    pub aggregate: &'static str,
    pub name: &'static str,
    /// The version that is written today.
    pub version: &'static str,
    /// What the fact means.
    pub meaning: &'static str,
    /// One sample of its payload, byte for byte.
    pub sample: &'static str,
    /// Versions that were written once and are still read.
    pub older: &'static [Older],
}

/// A version that was written once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Older {
    pub version: &'static str,
    pub sample: &'static str,
}

/// One version of one event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Entry {
    pub aggregate: &'static str,
    pub event: &'static str,
    pub version: &'static str,
    /// Whether this is the version that is written today.
    pub current: bool,
    pub meaning: &'static str,
    pub sample: &'static str,
}

impl EventType {
    /// The current version, then the older ones, newest first.
    pub fn entries(&self) -> impl Iterator<Item = Entry> + '_ {
        let current = Entry {
            aggregate: self.aggregate,
            event: self.name,
            version: self.version,
            current: true,
            meaning: self.meaning,
            sample: self.sample.trim_ascii_end(),
        };
        let older = move |older: &Older| Entry {
            version: older.version,
            current: false,
            sample: older.sample.trim_ascii_end(),
            ..current
        };
        std::iter::once(current).chain(self.older.iter().rev().map(older))
    }
}

/// The events of one aggregate, as `events!` declares them.
pub trait CataloguedEvent: DomainEvent {
    const AGGREGATE: &'static str;
    const TYPES: &'static [EventType];

    /// The name of this event's type.
    fn name(&self) -> &'static str;

    /// The version that this event is written in.
    fn version(&self) -> &'static str;

    /// Reads a stored event of any version that was ever released.
    fn decode(event_type: &str, event_version: &str, payload: &str) -> Result<Self, DecodeError> {
        super::decode::decode(event_type, event_version, payload)
    }
}
