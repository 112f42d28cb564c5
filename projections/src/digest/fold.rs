//! Events in order, folded into a batch.

use std::collections::HashSet;

use domain::ledger::RecordedEvent;
use uuid::Uuid;

use crate::{
    Event, Projection, ProjectionError,
    cursor::{Cursor, NewlyParked},
};

/// A batch in the making.
pub(crate) struct Fold<P: Projection> {
    position: u64,
    parked: HashSet<Uuid>,
    folded: Folded<P::Batch>,
}

/// What a run of events comes to.
#[derive(Debug)]
pub(crate) struct Folded<B> {
    /// The position that the read model stands at afterwards.
    pub(crate) last: u64,
    /// Events that came, whether they mattered or not.
    pub(crate) events: usize,
    pub(crate) batch: Option<B>,
    pub(crate) parked: Vec<NewlyParked>,
}

impl<B> Folded<B> {
    pub(crate) fn nothing(last: u64) -> Self {
        Self { last, events: 0, batch: None, parked: Vec::new() }
    }
}

impl<P: Projection> Fold<P> {
    /// Begins behind the cursor.
    pub(crate) fn after(cursor: &Cursor) -> Self {
        let Cursor { position, parked, .. } = cursor;
        Self { position: *position, parked: parked.clone(), folded: Folded::nothing(*position) }
    }

    /// Takes the next event; refuses any but the very next. The event of a subject that stands still is passed over;
    /// one that can't be digested makes its subject stand still.
    pub(crate) fn take(&mut self, projection: &P, event: &RecordedEvent) -> Result<(), ProjectionError> {
        let expected = self.position + 1;
        if event.position != expected {
            return Err(ProjectionError::OutOfOrder { expected, found: event.position });
        }
        self.position = expected;
        self.folded.last = expected;
        self.folded.events += 1;
        if !P::AGGREGATES.contains(&event.aggregate_type.as_str()) || self.parked.contains(&event.subject) {
            return Ok(());
        }
        let batch = self.folded.batch.get_or_insert_default();
        // Deciding is pure, so trying again would give the same answer.
        if let Err(reason) = Event::decode(event).and_then(|event| projection.apply(batch, &event)) {
            self.park(event, reason.to_string());
        }
        Ok(())
    }

    /// Makes an event's subject stand still from this event on.
    pub(crate) fn park(&mut self, event: &RecordedEvent, reason: String) {
        self.parked.insert(event.subject);
        self.folded.parked.push(NewlyParked { subject: event.subject, position: event.position, reason });
    }

    pub(crate) fn events(&self) -> usize {
        self.folded.events
    }

    /// Hands out what has been folded so far, and goes on behind it.
    pub(crate) fn hand_out(&mut self) -> Folded<P::Batch> {
        std::mem::replace(&mut self.folded, Folded::nothing(self.position))
    }
}
