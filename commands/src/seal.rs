//! The one place where an event becomes bytes. Whoever wants to seal personal payloads does it here;
//! tables, relay and hashes only ever see what comes out.

use cqrs_es::DomainEvent;
use domain::ledger::RecordedEvent;

use crate::{Environment, append::NewEvent, cause::Cause};

/// The canonical bytes of a new event's payload and metadata.
pub(crate) fn seal<E: DomainEvent>(
    event: &E,
    cause: &Cause,
    environment: &Environment,
) -> Result<NewEvent, serde_json::Error> {
    let event_id = (environment.new_id)();
    Ok(NewEvent {
        event_type: event.event_type(),
        event_version: event.event_version(),
        payload: payload(event)?,
        metadata: serde_json::to_string(&cause.metadata(event_id, environment))?,
        event_id,
        subject: cause.subject,
    })
}

/// The canonical bytes of an event's payload.
pub(crate) fn payload<E: DomainEvent>(event: &E) -> Result<String, serde_json::Error> {
    serde_json::to_string(event)
}

/// The canonical bytes of a recorded event as they travel on the stream.
pub(crate) fn stream_bytes(event: &RecordedEvent) -> Result<Vec<u8>, serde_json::Error> {
    serde_json::to_vec(event)
}
