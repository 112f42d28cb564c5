//! What is kept beside an event's payload.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::CommandEnvelope;

/// Strings only, in this order: the bytes are canonical, and any reader of the store can take them as a map.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Metadata {
    pub event_id: String,
    pub command_id: String,
    pub correlation_id: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub causation_id: Option<String>,
    pub actor: String,
    pub gateway: String,
    /// When it happened, by the word of whoever told it.
    pub occurred_at: String,
    /// Version of the event catalogue that the writer knew.
    pub schema: String,
    /// Commit of the program that wrote it.
    pub build: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub traceparent: Option<String>,
}

impl Metadata {
    /// The metadata of an event that this command led to.
    pub fn of<C>(command: &CommandEnvelope<C>, event_id: uuid::Uuid, occurred_at: Timestamp, build: &str) -> Self {
        Self {
            event_id: event_id.to_string(),
            command_id: command.command_id.clone(),
            correlation_id: command.correlation_id.clone(),
            causation_id: command.causation_id.clone(),
            actor: command.actor.to_string(),
            gateway: command.gateway.clone(),
            occurred_at: occurred_at.to_string(),
            schema: crate::CATALOGUE_VERSION.to_owned(),
            build: build.to_owned(),
            traceparent: command.traceparent.clone(),
        }
    }
}
