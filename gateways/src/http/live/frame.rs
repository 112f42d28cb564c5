//! An event as Server-Sent Events tell it (WHATWG HTML, 9.2).

use axum::response::sse::Event;
use serde::Serialize;

/// The id is the position: a client that comes again names the last one that it saw, and goes on behind it.
pub(crate) fn frame(position: u64, content: &impl Serialize) -> Result<Event, axum::Error> {
    Event::default().id(position.to_string()).json_data(content)
}
