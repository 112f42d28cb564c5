//! Where the inputs are read: in the ledger itself, with a proof that the plan was made from them, or in the read model,
//! which costs less than a third and proves nothing.

use domain::{
    LedgerEvent,
    history::{AthleteHistory, SOURCES, digest},
};
use jiff::Timestamp;
use pg::Passed;
use serde::Deserialize;
use sqlx::PgPool;
use std::borrow::Cow;
use uuid::Uuid;

use super::{
    inputs::{Input, counting, effect},
    kept::Kept,
};
use crate::{Indigestible, audit::sentence::sentence};

/// The inputs up to a position, and the fingerprint of the history that the planner's own fold makes of them.
pub(super) async fn in_ledger(pool: &PgPool, member: Uuid, up_to: u64) -> Result<(Vec<Input>, String), sqlx::Error> {
    let (mut packed, mut history) = (Vec::new(), AthleteHistory::default());
    // Plans are big, and no plan is made from plans.
    pg::walk(pool, member, up_to, &SOURCES, |passed| {
        let Passed { aggregate_type, aggregate_id, event_type, event_version, payload, .. } = passed;
        let fact = LedgerEvent::decode(aggregate_type, event_type, event_version, payload)
            .map_err(|error| sqlx::Error::Decode(Box::new(error)))?;
        history.apply(aggregate_id, &fact);
        pack(passed, &fact, &mut packed).map_err(unreadable)
    })
    .await?;
    Ok((counting(&packed).map_err(unreadable)?, digest(&history)))
}

/// `None` when the read model isn't that far, or stands still for this member, or isn't there, or doesn't keep all of
/// them. One statement, so that what is kept and how far it reaches are of the same moment.
pub(super) async fn in_read_model(pool: &PgPool, member: Uuid, up_to: u64) -> Result<Option<Vec<Input>>, sqlx::Error> {
    let kept: Result<Option<Option<Vec<u8>>>, _> = sqlx::query_scalar(
        "select (select string_agg(input, '') from (
                     select input from audit.entries
                     where subject = $1 and position <= $2 and input is not null order by position) kept)
         from projection_checkpoints live
         where name = 'audit' and state = 'live' and position >= $2 and not exists (
             select from parked_subjects p
             where (p.name, p.version, p.generation) = (live.name, live.version, live.generation) and p.subject = $1)",
    )
    .bind(member)
    .bind(up_to.cast_signed())
    .fetch_optional(pool)
    .await;
    match kept {
        Ok(Some(packed)) => Ok(counting(&packed.unwrap_or_default()).ok()),
        Ok(None) => Ok(None),
        // Made by an older program, or not at all.
        Err(error) if is_of_other_form(&error) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Undefined schema, column, table.
fn is_of_other_form(error: &sqlx::Error) -> bool {
    let code = error.as_database_error().and_then(sqlx::error::DatabaseError::code);
    matches!(code.as_deref(), Some("3F000" | "42703" | "42P01"))
}

/// What matters here of an event's metadata.
#[derive(Deserialize)]
struct Told<'a> {
    #[serde(borrow)]
    actor: Cow<'a, str>,
    #[serde(borrow)]
    gateway: Cow<'a, str>,
    #[serde(borrow)]
    occurred_at: Cow<'a, str>,
}

fn pack(event: Passed<'_>, fact: &LedgerEvent, into: &mut Vec<u8>) -> Result<(), Indigestible> {
    let Some((kind, about, effect)) = effect(event.aggregate_id, fact) else { return Ok(()) };
    let told: Told<'_> = serde_json::from_str(event.metadata)
        .map_err(|error| Indigestible(format!("the metadata can't be read: {error}")))?;
    Kept {
        kind,
        effect,
        position: event.position,
        event_id: event.event_id,
        occurred_at: told.occurred_at.parse::<Timestamp>().unwrap_or(event.recorded_at),
        recorded_at: event.recorded_at,
        stream: event.aggregate_id,
        about: &about,
        event_type: event.event_type,
        sentence: &sentence(fact),
        actor: &told.actor,
        gateway: &told.gateway,
    }
    .pack(into);
    Ok(())
}

fn unreadable(error: impl std::error::Error + Send + Sync + 'static) -> sqlx::Error {
    sqlx::Error::Decode(Box::new(error))
}
