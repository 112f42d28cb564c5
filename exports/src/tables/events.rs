//! Events with flat columns. Metadata that nobody asks an event about (schema, build) is in the JSON lines.

use std::borrow::Cow;

use domain::ledger::RecordedEvent;
use jiff::Timestamp;
use serde::Deserialize;

use crate::cell::{Cell, Column, Kind, column, count};

pub(super) const COLUMNS: &[Column] = &[
    column("position", Kind::Int),
    column("event_id", Kind::Text),
    column("recorded_at", Kind::Time),
    column("occurred_at", Kind::Time),
    column("aggregate_type", Kind::Text),
    column("aggregate_id", Kind::Text),
    column("sequence", Kind::Int),
    column("event_type", Kind::Text),
    column("event_version", Kind::Text),
    column("subject", Kind::Text),
    column("actor", Kind::Text),
    column("gateway", Kind::Text),
    column("command_id", Kind::Text),
    column("correlation_id", Kind::Text),
    column("causation_id", Kind::Text),
    column("payload", Kind::Text),
];

/// Read as leniently as can be: an event with less metadata is still an event.
#[derive(Default, Deserialize)]
struct Told<'a> {
    #[serde(borrow)]
    occurred_at: Option<Cow<'a, str>>,
    #[serde(borrow)]
    actor: Option<Cow<'a, str>>,
    #[serde(borrow)]
    gateway: Option<Cow<'a, str>>,
    #[serde(borrow)]
    command_id: Option<Cow<'a, str>>,
    #[serde(borrow)]
    correlation_id: Option<Cow<'a, str>>,
    #[serde(borrow)]
    causation_id: Option<Cow<'a, str>>,
}

pub(crate) fn row(event: &RecordedEvent) -> [Cell<'_>; 16] {
    let told: Told<'_> = serde_json::from_str(event.metadata.get()).unwrap_or_default();
    let occurred_at = told.occurred_at.and_then(|time| time.parse::<Timestamp>().ok());
    let text = |told: Option<_>| told.map_or(Cell::Empty, Cell::Text);
    [
        count(event.position),
        event.event_id.into(),
        event.recorded_at.into(),
        occurred_at.into(),
        event.aggregate_type.as_str().into(),
        event.aggregate_id.as_str().into(),
        count(event.sequence),
        event.event_type.as_str().into(),
        event.event_version.as_str().into(),
        event.subject.into(),
        text(told.actor),
        text(told.gateway),
        text(told.command_id),
        text(told.correlation_id),
        text(told.causation_id),
        event.payload.get().into(),
    ]
}
