//! An event as a read model gets it.

use domain::{
    LedgerEvent,
    ledger::{Metadata, RecordedEvent},
};

use crate::Indigestible;

/// An event in its place, and what it says.
#[derive(Debug)]
pub struct Event<'a> {
    pub record: &'a RecordedEvent,
    pub fact: LedgerEvent,
}

impl<'a> Event<'a> {
    pub(crate) fn decode(record: &'a RecordedEvent) -> Result<Self, Indigestible> {
        let RecordedEvent { aggregate_type, event_type, event_version, payload, .. } = record;
        LedgerEvent::decode(aggregate_type, event_type, event_version, payload.get())
            .map(|fact| Self { record, fact })
            .map_err(|error| Indigestible(error.to_string()))
    }

    /// Who wanted it, and when it happened; read only when asked for.
    pub fn metadata(&self) -> Result<Metadata, Indigestible> {
        serde_json::from_str(self.record.metadata.get())
            .map_err(|error| Indigestible(format!("the metadata can't be read: {error}")))
    }

    /// The position as Postgres counts.
    pub fn position(&self) -> i64 {
        self.record.position.cast_signed()
    }
}
