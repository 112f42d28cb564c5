//! How large an event may be: whatever is committed must fit through the stream.

use super::{Append, AppendError, NewEvent};

/// Bytes of one event. The stream takes messages of 1 MiB; the rest is for the event's place, its names and the headers.
pub(super) const LARGEST_EVENT: usize = 1_000_000;

/// The parts of an event that can be of any size, as they travel.
fn size(append: &Append, event: &NewEvent) -> usize {
    // An id travels as a JSON string, in which a character can take six bytes.
    event.payload.len() + event.metadata.len() + 6 * append.aggregate_id.len()
}

pub(super) fn check(append: &Append) -> Result<(), AppendError> {
    let too_large = append.events.iter().find(|event| size(append, event) > LARGEST_EVENT);
    too_large.map_or(Ok(()), |event| {
        Err(AppendError::TooLarge {
            event_type: event.event_type.clone(),
            bytes: size(append, event),
            most: LARGEST_EVENT,
        })
    })
}
