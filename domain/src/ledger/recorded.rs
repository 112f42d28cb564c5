//! An event as the ledger keeps it: these bytes lie in Postgres and travel on the stream.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use uuid::Uuid;

/// One event in its place. Payload and metadata are kept as the very bytes that were written.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct RecordedEvent {
    /// 1, 2, 3, … without gaps, in the order of commit.
    pub position: u64,
    pub event_id: Uuid,
    pub subject: Uuid,
    pub aggregate_type: String,
    pub aggregate_id: String,
    /// 1, 2, 3, … within the aggregate.
    pub sequence: u64,
    pub event_type: String,
    pub event_version: String,
    /// When the ledger took it; never runs backwards from one position to the next.
    pub recorded_at: Timestamp,
    #[cfg_attr(feature = "schema", schema(value_type = Object))]
    pub payload: Box<RawValue>,
    #[cfg_attr(feature = "schema", schema(value_type = Object))]
    pub metadata: Box<RawValue>,
}
