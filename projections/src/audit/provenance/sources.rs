//! Where the inputs are read: in the ledger itself, with a proof that the plan was made from them, or in the read model,
//! which costs less than a third and proves nothing.

use domain::{
    LedgerEvent,
    catalogue::CataloguedEvent,
    history::{AthleteHistory, SOURCES, digest},
    plan::PlanEvent,
};
use jiff::Timestamp;
use pg::Passed;
use serde::Deserialize;
use sqlx::{PgPool, Row, postgres::PgRow};
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
    Ok((counting(&packed, up_to).map_err(unreadable)?, digest(&history)))
}

/// What the read model lists of the member whose plan it is.
pub(super) struct Listed {
    reaches: u64,
    packed: Vec<u8>,
}

impl Listed {
    /// `None` when the read model isn't that far, or doesn't keep all of them.
    pub(super) fn up_to(&self, position: u64) -> Option<Vec<Input>> {
        if self.reaches < position { None } else { counting(&self.packed, position).ok() }
    }
}

/// `None` when the read model stands still for this member, or isn't there. One statement, so that what is listed and how
/// far it reaches are of the same moment; and asked by the plan, so that nobody has to read that first.
pub(super) async fn in_read_model(pool: &PgPool, plan_id: &str) -> Result<Option<Listed>, sqlx::Error> {
    let listed = sqlx::query(
        "select live.position, (select string_agg(input, '') from (
                     select e.input from audit.entries e
                     where e.subject = plan.subject and e.input is not null order by e.position) listed)
         from projection_checkpoints live, (
             select subject from events where aggregate_type = $1 and aggregate_id = $2 order by sequence limit 1) plan
         where live.name = 'audit' and live.state = 'live' and not exists (
             select from parked_subjects p
             where (p.name, p.version, p.generation) = (live.name, live.version, live.generation)
               and p.subject = plan.subject)",
    )
    .bind(PlanEvent::AGGREGATE)
    .bind(plan_id)
    .try_map(|row: PgRow| {
        let packed: Option<Vec<u8>> = row.try_get(1)?;
        Ok(Listed { reaches: row.try_get::<i64, _>(0)?.unsigned_abs(), packed: packed.unwrap_or_default() })
    })
    .fetch_optional(pool)
    .await;
    match listed {
        // Made by an older program, or not at all.
        Err(error) if is_of_other_form(&error) => Ok(None),
        listed => listed,
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
