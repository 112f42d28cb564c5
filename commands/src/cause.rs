//! What led to an event: whose history it belongs to, and all that is written beside it.

use std::collections::HashMap;

use domain::ledger::{CommandEnvelope, Metadata};
use jiff::Timestamp;
use uuid::Uuid;

use crate::Environment;

const SUBJECT: &str = "subject";

/// A command as its events will tell of it.
#[derive(Debug, Clone)]
pub struct Cause {
    pub(crate) subject: Uuid,
    /// Without the event's own id and what the program says of itself.
    metadata: Metadata,
}

#[derive(Debug, thiserror::Error)]
#[error("the metadata must name the {0} of the command; `Cause::into_map` makes them from its envelope")]
pub struct Unnamed(&'static str);

impl Cause {
    pub fn of<C>(envelope: &CommandEnvelope<C>, occurred_at: Timestamp) -> Self {
        Self { subject: envelope.subject, metadata: Metadata::of(envelope, Uuid::nil(), occurred_at, "") }
    }

    pub(crate) fn command_id(&self) -> &str {
        &self.metadata.command_id
    }

    /// What is written beside one of the events.
    pub(crate) fn metadata(&self, event_id: Uuid, environment: &Environment) -> Metadata {
        let build = environment.build.to_owned();
        Metadata { event_id: event_id.to_string(), build, ..self.metadata.clone() }
    }

    /// In the form in which a framework of cqrs-es passes it on to the store.
    pub fn into_map(self) -> HashMap<String, String> {
        let Metadata { command_id, correlation_id, causation_id, actor, gateway, occurred_at, traceparent, .. } =
            self.metadata;
        [
            (SUBJECT, Some(self.subject.to_string())),
            ("command_id", Some(command_id)),
            ("correlation_id", Some(correlation_id)),
            ("causation_id", causation_id),
            ("actor", Some(actor)),
            ("gateway", Some(gateway)),
            ("occurred_at", Some(occurred_at)),
            ("traceparent", traceparent),
        ]
        .into_iter()
        .filter_map(|(name, value)| Some((name.to_owned(), value?)))
        .collect()
    }

    pub(crate) fn from_map(mut map: HashMap<String, String>) -> Result<Self, Unnamed> {
        let mut take = |name: &'static str| map.remove(name).ok_or(Unnamed(name));
        Ok(Self {
            subject: take(SUBJECT)?.parse().map_err(|_| Unnamed(SUBJECT))?,
            metadata: Metadata {
                event_id: String::new(),
                command_id: take("command_id")?,
                correlation_id: take("correlation_id")?,
                causation_id: take("causation_id").ok(),
                actor: take("actor")?,
                gateway: take("gateway")?,
                occurred_at: take("occurred_at")?,
                schema: domain::CATALOGUE_VERSION.to_owned(),
                build: String::new(),
                traceparent: take("traceparent").ok(),
            },
        })
    }
}
