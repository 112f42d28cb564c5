//! What became of a plan.

use domain::ledger::RecordedEvent;
use jiff::Timestamp;
use serde::Serialize;

use crate::{Event, Indigestible, audit::sentence::sentence};

/// Something that happened to the plan after it was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Since {
    pub position: u64,
    pub recorded_at: Timestamp,
    pub event_type: String,
    pub sentence: String,
    pub actor: String,
    pub gateway: String,
    pub command_id: String,
}

impl Since {
    pub(super) fn of(record: &RecordedEvent) -> Result<Self, Indigestible> {
        let event = Event::decode(record)?;
        let metadata = event.metadata()?;
        Ok(Self {
            position: record.position,
            recorded_at: record.recorded_at,
            event_type: record.event_type.clone(),
            sentence: sentence(&event.fact),
            actor: metadata.actor,
            gateway: metadata.gateway,
            command_id: metadata.command_id,
        })
    }
}
