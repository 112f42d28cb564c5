//! A ledger with a past: events as the aggregates would have decided them, appended in big batches.

use std::sync::Arc;

use commands::append::{Append, Appended, Committer, NewEvent};
use cqrs_es::{Aggregate, DomainEvent};
use domain::{ledger::Metadata, workout::Workout};
use futures::{Stream, StreamExt, TryStreamExt, stream};

use crate::{
    Error,
    place::Place,
    workload::{Share, Step, Workload},
};

/// Enough for one batch to gather while another is on its way.
const UNDER_WAY: usize = 1024;

/// Appends a past, of which every event has to be stored.
pub(crate) async fn store_all(
    committer: &Committer,
    appends: impl Stream<Item = Result<Append, Error>>,
) -> Result<(), Error> {
    let all = appends
        .map_ok(async |append| Ok(committer.append(append).await?))
        .try_buffer_unordered(UNDER_WAY)
        .try_for_each(async |appended| match appended {
            Appended::Stored(_) => Ok(()),
            other => Err(Error::Unexpected(format!("an event of the past was not stored: {other:?}"))),
        });
    // An aggregate's events are handed in one after the other; a task that is made to yield would mix them up.
    tokio::task::unconstrained(all).await
}

/// Goes on where it stopped.
pub(crate) struct Past {
    share: Share,
    committer: Committer,
    events: u64,
    order: Order,
}

/// Whose event is next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Order {
    Chance,
    InTurn,
}

impl Past {
    pub(crate) fn new(place: &Place, workload: &Arc<Workload>, order: Order) -> Result<Self, Error> {
        let share = Share::all(workload, 1, 0)?.remove(0);
        Ok(Self { share, committer: Committer::start(place.pool.clone(), place.nats.clone()), events: 0, order })
    }

    /// Fills the ledger until it has so many events.
    pub(crate) async fn fill(&mut self, place: &Place, events: u64) -> Result<(), Error> {
        place.say(&format!("filling the ledger: {} of {events} events", self.events));
        let (share, committer, order) = (&mut self.share, &self.committer, self.order);
        let all = stream::iter(self.events..events)
            .map(|_| append(if order == Order::InTurn { share.next_in_turn() } else { share.next() }, place));
        store_all(committer, all).await?;
        self.events = self.events.max(events);
        // As after a while in service: what autovacuum would do in the middle of a run is done.
        sqlx::raw_sql("vacuum analyze events").execute(&place.pool).await?;
        Ok(())
    }
}

/// As its aggregate would have decided it.
pub(crate) fn append(step: Step, place: &Place) -> Result<Append, Error> {
    let environment = place.settings.environment;
    let sent_at = (environment.now)();
    let cause = step.clone().envelope((environment.new_id)(), sent_at);
    let (event_id, occurred_at) = ((environment.new_id)(), cause.command.occurred_at(sent_at));
    let (aggregate_id, expected_sequence) = (step.workout.to_string(), step.sequence);
    let event = step.event();
    let event = NewEvent {
        event_type: event.event_type(),
        event_version: event.event_version(),
        payload: serde_json::to_string(&event)?,
        metadata: serde_json::to_string(&Metadata::of(&cause, event_id, occurred_at, environment.build))?,
        event_id,
        subject: cause.subject,
    };
    Ok(Append {
        command_id: cause.command_id,
        aggregate_type: Workout::TYPE,
        aggregate_id,
        expected_sequence,
        era: 0,
        rejection: None,
        events: vec![event],
    })
}
