//! An event's row in the log.

use jiff::Timestamp;
use uuid::Uuid;

use super::{
    provenance::{Kept, effect},
    sentence::sentence,
};
use crate::{Event, Indigestible};

#[derive(Debug)]
pub struct Row {
    pub(super) position: i64,
    pub(super) event_id: Uuid,
    pub(super) subject: Uuid,
    pub(super) aggregate_type: String,
    pub(super) aggregate_id: String,
    pub(super) event_type: String,
    pub(super) sentence: String,
    pub(super) actor: String,
    pub(super) gateway: String,
    pub(super) occurred_at: Timestamp,
    pub(super) recorded_at: Timestamp,
    pub(super) command_id: String,
    pub(super) correlation_id: String,
    pub(super) causation_id: Option<String>,
    /// As an input of plans.
    pub(super) input: Option<Vec<u8>>,
}

impl Row {
    pub(super) fn of(event: &Event<'_>) -> Result<Self, Indigestible> {
        let (record, metadata) = (event.record, event.metadata()?);
        let occurred_at = metadata
            .occurred_at
            .parse()
            .map_err(|error| Indigestible(format!("\"{}\" is no moment: {error}", metadata.occurred_at)))?;
        let sentence = sentence(&event.fact);
        let input = effect(&record.aggregate_id, &event.fact).map(|(kind, about, effect)| {
            let kept = Kept {
                kind,
                effect,
                position: record.position,
                event_id: record.event_id,
                occurred_at,
                recorded_at: record.recorded_at,
                stream: &record.aggregate_id,
                about: &about,
                event_type: &record.event_type,
                sentence: &sentence,
                actor: &metadata.actor,
                gateway: &metadata.gateway,
            };
            kept.packed()
        });
        Ok(Self {
            position: event.position(),
            event_id: record.event_id,
            subject: record.subject,
            aggregate_type: record.aggregate_type.clone(),
            aggregate_id: record.aggregate_id.clone(),
            event_type: record.event_type.clone(),
            sentence,
            actor: metadata.actor,
            gateway: metadata.gateway,
            occurred_at,
            recorded_at: record.recorded_at,
            command_id: metadata.command_id,
            correlation_id: metadata.correlation_id,
            causation_id: metadata.causation_id,
            input,
        })
    }

    /// A cause can be told by an event's id or by a command's; only the former is a UUID for certain.
    pub(super) fn causing_event(&self) -> Option<Uuid> {
        Uuid::try_parse(self.causation_id.as_deref()?).ok()
    }
}
