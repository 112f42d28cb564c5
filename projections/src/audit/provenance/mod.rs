//! What a plan was made from, and by which rules.
//!
//! The plan's own events are always the ledger's. What it was made from is told from the read model, or, for whoever asks
//! for a proof, from the ledger itself: the events of the plan's member up to the position that the plan names are folded
//! with the planner's own fold, and the fingerprint of what comes out is held against the one that the plan carries. The
//! account says which of the two it is.
//!
//! Whether the plan comes out the same when it is made again is the write side's to say: it has the engine.
//!
//! - `inputs`: the events that still counted when the plan was made; `kept`: the form in which the read model keeps them;
//!   `sources`: where they are read. `since`: what happened to the plan afterwards.
//! - `summary`: the account as text; `prov_json`: as W3C PROV-JSON. As plain JSON it is the type itself.

mod inputs;
mod kept;
mod prov_json;
mod since;
mod sources;
mod summary;

pub use inputs::{Input, InputKind};
pub use since::Since;
pub(super) use {inputs::effect, kept::Kept};

use domain::{
    LedgerEvent,
    catalogue::CataloguedEvent,
    ledger::{Metadata, RecordedEvent},
    plan::PlanEvent,
    rubric::Report,
    rules::RuleRecord,
    vocabulary::RaceKind,
};
use jiff::{Timestamp, civil::Date};
use serde::Serialize;
use sqlx::PgPool;
use uuid::Uuid;

use crate::Event;
use sources::Listed;

/// The account of a plan's making.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Provenance {
    pub plan_id: Uuid,
    pub member_id: Uuid,
    pub kind: String,
    pub from: Date,
    /// The last day of the plan.
    pub to: Date,
    pub sessions: usize,
    /// What was asked for, where there was no race in the calendar.
    pub goal: Option<RaceKind>,
    pub made: Making,
    /// Every event up to here was taken into account.
    pub as_of: u64,
    pub engine_version: String,
    /// The fingerprint of the inputs as the plan states it.
    pub inputs_digest: String,
    /// Whether the ledger's events up to `as_of` have that very fingerprint; `null` when nobody asked, and the inputs are
    /// those that the read model lists.
    pub inputs_confirmed: Option<bool>,
    /// Why there are none of them, should they be unreadable by now.
    pub inputs_problem: Option<String>,
    /// In the order of the ledger.
    pub inputs: Vec<Input>,
    /// What each rule did, in order.
    pub rules: Vec<RuleRecord>,
    pub score: Report,
    pub since: Vec<Since>,
}

/// The event by which the plan came to be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Making {
    pub position: u64,
    pub event_id: Uuid,
    pub recorded_at: Timestamp,
    pub actor: String,
    pub gateway: String,
    pub command_id: String,
    pub correlation_id: String,
    pub causation_id: Option<String>,
    /// Commit of the program that recorded it.
    pub build: String,
}

/// Whether what a plan was made from is held against the ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Proof {
    /// As the read model lists it; the ledger itself is read only where the read model can't tell.
    NotAsked,
    /// Every event of the athlete's is read and folded anew.
    OfLedger,
}

/// The account of a plan; `None` when there is no such plan.
pub async fn provenance(pool: &PgPool, plan_id: Uuid, proof: Proof) -> Result<Option<Provenance>, sqlx::Error> {
    let id = plan_id.to_string();
    let listed = async {
        match proof {
            Proof::NotAsked => sources::in_read_model(pool, &id).await,
            Proof::OfLedger => Ok(None),
        }
    };
    let (events, listed) = tokio::try_join!(pg::events_of(pool, PlanEvent::AGGREGATE, &id), listed)?;
    let Some(record) = events.first() else { return Ok(None) };
    let event = Event::decode(record).map_err(unreadable)?;
    let metadata = event.metadata().map_err(unreadable)?;
    let LedgerEvent::Plan(PlanEvent::PlanGenerated { member_id, position, goal, drafted }) = event.fact else {
        return Ok(None);
    };
    let plan = drafted.plan;
    let Inputs { inputs, digest, problem } = inputs_of(pool, record.subject, position, listed).await?;
    Ok(Some(Provenance {
        plan_id,
        member_id,
        kind: plan.kind.to_string(),
        from: plan.from,
        to: domain::history::plus_days(plan.end(), -1),
        sessions: plan.sessions.len(),
        goal,
        made: made(record, metadata),
        as_of: position,
        engine_version: plan.engine_version,
        inputs_confirmed: match (&digest, &problem) {
            (None, None) => None,
            (digest, _) => Some(digest.as_ref() == Some(&plan.inputs_digest)),
        },
        inputs_digest: plan.inputs_digest,
        inputs_problem: problem,
        inputs,
        rules: drafted.record,
        score: drafted.score,
        since: events.iter().skip(1).map(Since::of).collect::<Result<_, _>>().map_err(unreadable)?,
    }))
}

#[derive(Default)]
struct Inputs {
    inputs: Vec<Input>,
    /// Of the ledger's events, where they were read.
    digest: Option<String>,
    problem: Option<String>,
}

async fn inputs_of(pool: &PgPool, member: Uuid, up_to: u64, listed: Option<Listed>) -> Result<Inputs, sqlx::Error> {
    if let Some(inputs) = listed.and_then(|listed| listed.up_to(up_to)) {
        return Ok(Inputs { inputs, ..Inputs::default() });
    }
    // Events that can't be read any more take their inputs with them, but not the rest of the account.
    match sources::in_ledger(pool, member, up_to).await {
        Ok((inputs, digest)) => Ok(Inputs { inputs, digest: Some(digest), problem: None }),
        Err(sqlx::Error::Decode(error)) => Ok(Inputs { problem: Some(error.to_string()), ..Inputs::default() }),
        Err(error) => Err(error),
    }
}

fn made(record: &RecordedEvent, metadata: Metadata) -> Making {
    Making {
        position: record.position,
        event_id: record.event_id,
        recorded_at: record.recorded_at,
        actor: metadata.actor,
        gateway: metadata.gateway,
        command_id: metadata.command_id,
        correlation_id: metadata.correlation_id,
        causation_id: metadata.causation_id,
        build: metadata.build,
    }
}

fn unreadable(error: crate::Indigestible) -> sqlx::Error {
    sqlx::Error::Decode(Box::new(error))
}
