//! A club's years into the ledger, through the committer like everything else: while one week is appended, the next one
//! is made up.

use commands::append::{Append, Committer, NewEvent};
use domain::ledger::Metadata;
use futures::stream;
use tokio::sync::mpsc;

use super::{Club, Size, Told};
use crate::{Error, fill::store_all, place::Place, workload::id};

/// Tells how far it is once in so many weeks.
const TELL_EVERY: u32 = 13;
/// Always the same club.
const SEED: u64 = 1;

/// Fills an empty ledger; gives back how many events it has now.
pub(crate) async fn fill(place: &Place, size: Size) -> Result<u64, Error> {
    let committer = Committer::start(place.pool.clone(), place.nats.clone());
    let (weeks, mut told) = mpsc::channel(1);
    let making = tokio::task::spawn_blocking(move || -> Result<(u64, u64), Error> {
        let mut club = Club::try_new(SEED, size.athletes)?;
        for _ in 0..size.weeks() {
            // Nobody waits for it any more: somebody else's error is on its way.
            if weeks.blocking_send(club.next_week()?).is_err() {
                break;
            }
        }
        Ok((club.head(), club.refused()))
    });
    let mut position = 0;
    for week in 0.. {
        let Some(told) = told.recv().await else { break };
        if week % TELL_EVERY == 0 {
            place.say(&format!("filling the ledger: week {week} of {}, {position} events", size.weeks()));
        }
        position = append(&committer, told, position, place.settings.environment.build).await?;
    }
    let (expected, refused) = making.await??;
    let head = pg::head_position(&place.pool).await?;
    if (head, position) != (expected, expected) {
        return Err(Error::Unexpected(format!("of {expected} events {head} are in the ledger")));
    }
    place.say(&format!("filled the ledger: {head} events; {refused} commands were refused"));
    // As after a while in service: what autovacuum would do in the middle of a run is done.
    sqlx::raw_sql("vacuum analyze events").execute(&place.pool).await?;
    Ok(head)
}

async fn append(committer: &Committer, told: Vec<Told>, before: u64, build: &'static str) -> Result<u64, Error> {
    let mut position = before;
    let appends = told.into_iter().map(|told| {
        let first = position;
        position += told.events.len() as u64;
        to_append(told, first, build)
    });
    let appends = appends.collect::<Result<Vec<_>, _>>()?;
    store_all(committer, stream::iter(appends.into_iter().map(Ok))).await?;
    Ok(position)
}

pub(super) fn to_append(told: Told, position: u64, build: &str) -> Result<Append, Error> {
    let Told { envelope, target, expected_sequence, events } = told;
    let occurred_at = envelope.command.occurred_at(envelope.sent_at);
    let recorded = |(event, position): (&domain::LedgerEvent, u64)| -> Result<NewEvent, Error> {
        let event_id = id(0, u64::MAX / 8 + position);
        Ok(NewEvent {
            event_type: event.event_type().to_owned(),
            event_version: event.event_version().to_owned(),
            payload: event.to_json()?,
            metadata: serde_json::to_string(&Metadata::of(&envelope, event_id, occurred_at, build))?,
            event_id,
            subject: envelope.subject,
        })
    };
    Ok(Append {
        command_id: envelope.command_id.clone(),
        aggregate_type: target.aggregate_type,
        aggregate_id: target.aggregate_id,
        expected_sequence,
        era: 0,
        rejection: None,
        events: events.iter().zip(position + 1..).map(recorded).collect::<Result<_, _>>()?,
    })
}
