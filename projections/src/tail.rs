//! The end of the stream, read once for all projectors of a process.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use domain::ledger::RecordedEvent;
use nats::{Follower, Nats, StreamEvent};
use tokio::{
    sync,
    time::{Instant, timeout_at},
};

use crate::ProjectionError;

/// Bytes of events that are kept for projectors that come later than others. Whoever is further behind takes the table.
const KEPT: usize = 8 * 1024 * 1024;
/// Roughly what an event takes beside its payload and metadata.
const FRAME: usize = 400;

/// Cheap to clone; all clones read together.
#[derive(Clone)]
pub struct Tail {
    nats: Nats,
    /// Whoever is furthest and wants more reads on; the others find what it read among the recent ones.
    reader: Arc<sync::Mutex<Option<Follower>>>,
    recent: Arc<Mutex<Recent>>,
}

/// The last events that were read, without gaps.
#[derive(Default)]
struct Recent {
    events: VecDeque<Arc<RecordedEvent>>,
    bytes: usize,
}

impl Tail {
    pub fn of(nats: Nats) -> Self {
        Self { nats, reader: Arc::default(), recent: Arc::default() }
    }

    /// The events behind a position as far as they are there, or as soon as some come; none when nothing comes in
    /// time. Whoever is too far behind is told that the stream can't help.
    pub(crate) async fn next_batch(
        &self,
        after: u64,
        limit: usize,
        patience: Duration,
    ) -> Result<Vec<Arc<RecordedEvent>>, ProjectionError> {
        let deadline = Instant::now() + patience;
        loop {
            if let Some(events) = self.recent().behind(after, limit)? {
                return Ok(events);
            }
            let Ok(mut reader) = timeout_at(deadline, self.reader.lock()).await else { return Ok(Vec::new()) };
            // Somebody may have read on while this one waited for its turn.
            if let Some(events) = self.recent().behind(after, limit)? {
                return Ok(events);
            }
            let left = deadline.saturating_duration_since(Instant::now());
            match self.read_on(&mut reader, after, limit, left).await {
                Ok(true) => {}
                Ok(false) => return Ok(Vec::new()),
                Err(error) => {
                    *reader = None;
                    return Err(error);
                }
            }
        }
    }

    /// What was read turned out not to be the ledger's: nobody is given it any more.
    pub(crate) async fn begin_anew(&self) {
        let mut reader = self.reader.lock().await;
        *reader = None;
        *self.recent() = Recent::default();
    }

    /// Whether something came in time.
    async fn read_on(
        &self,
        reader: &mut Option<Follower>,
        after: u64,
        limit: usize,
        patience: Duration,
    ) -> Result<bool, ProjectionError> {
        let follower = match reader {
            Some(follower) => follower,
            none => {
                let follower = self.nats.follow_ledger(after + 1).await?;
                *self.recent() = Recent::default();
                none.insert(follower)
            }
        };
        let arrived = follower.next_batch(limit, patience).await?;
        let events = arrived.iter().map(read).collect::<Result<Vec<_>, _>>()?;
        self.recent().push(events);
        Ok(!arrived.is_empty())
    }

    fn recent(&self) -> MutexGuard<'_, Recent> {
        // The list is whole between calls, whatever a panicking thread did in between.
        self.recent.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Recent {
    fn push(&mut self, events: Vec<RecordedEvent>) {
        for event in events {
            self.bytes += size(&event);
            self.events.push_back(Arc::new(event));
        }
        while self.bytes > KEPT && self.events.len() > 1 {
            self.bytes -= self.events.pop_front().map_or(0, |event| size(&event));
        }
    }

    /// `None` when that hasn't been read yet.
    fn behind(&self, after: u64, limit: usize) -> Result<Option<Vec<Arc<RecordedEvent>>>, ProjectionError> {
        let (Some(first), Some(last)) = (self.events.front(), self.events.back()) else { return Ok(None) };
        if last.position <= after {
            return Ok(None);
        }
        if after + 1 < first.position {
            return Err(ProjectionError::StreamBehind);
        }
        let skipped = usize::try_from(after + 1 - first.position).unwrap_or(usize::MAX);
        Ok(Some(self.events.iter().skip(skipped).take(limit).cloned().collect()))
    }
}

fn size(event: &RecordedEvent) -> usize {
    event.payload.get().len() + event.metadata.get().len() + FRAME
}

/// The event at a place of the stream, which must be that place's.
fn read(event: &StreamEvent) -> Result<RecordedEvent, ProjectionError> {
    let record: RecordedEvent = serde_json::from_slice(&event.body)?;
    if record.position == event.position {
        Ok(record)
    } else {
        Err(ProjectionError::OutOfOrder { expected: event.position, found: record.position })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(position: u64, bytes: usize) -> RecordedEvent {
        let payload = serde_json::value::to_raw_value(&"x".repeat(bytes)).unwrap();
        RecordedEvent {
            position,
            event_id: uuid::Uuid::nil(),
            subject: uuid::Uuid::nil(),
            aggregate_type: "workout".to_owned(),
            aggregate_id: "one".to_owned(),
            sequence: position,
            event_type: "WorkoutVoided".to_owned(),
            event_version: "1.0".to_owned(),
            recorded_at: jiff::Timestamp::UNIX_EPOCH,
            metadata: payload.clone(),
            payload,
        }
    }

    fn positions(recent: &Recent, after: u64, limit: usize) -> Option<Vec<u64>> {
        let events = recent.behind(after, limit).unwrap();
        events.map(|events| events.iter().map(|event| event.position).collect())
    }

    #[test]
    fn everybody_gets_what_is_behind_their_own_place_and_nobody_skips_anything() {
        let mut recent = Recent::default();
        assert_eq!(positions(&recent, 0, 10), None);
        recent.push((11..=15).map(|position| event(position, 10)).collect());
        assert_eq!(positions(&recent, 10, 10), Some(vec![11, 12, 13, 14, 15]));
        assert_eq!(positions(&recent, 12, 2), Some(vec![13, 14]));
        assert_eq!((positions(&recent, 15, 10), positions(&recent, 20, 10)), (None, None));
        assert!(matches!(recent.behind(9, 10), Err(ProjectionError::StreamBehind)));
    }

    #[test]
    fn what_is_kept_for_latecomers_is_bounded_by_its_bytes() {
        let mut recent = Recent::default();
        for position in 1..=30 {
            recent.push(vec![event(position, 500_000)]);
        }
        assert!(recent.bytes <= KEPT && recent.events.len() == 8, "{} events", recent.events.len());
        assert_eq!(positions(&recent, 29, 10), Some(vec![30]));
        recent.push(vec![event(31, 2 * KEPT)]);
        assert_eq!(positions(&recent, 30, 10), Some(vec![31]));
    }
}
