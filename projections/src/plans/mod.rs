//! What is to be trained: the plans in force, their sessions, and what became of each.
//!
//! Facts only: sessions as they stand and workouts as they count. Which workout fulfils which session is asked of the
//! domain when somebody looks, so a late or corrected workout needs nothing done anew.
//!
//! - `change`: what a batch of events changes; `sessions`: how the steps of a batch add up for each session.
//! - `flush`: the changes written.
//! - `queries`: plans and proposals read; `calendar`: sessions with what was done; `adherence`: how they add up;
//!   `spans`: what a calendar is made of; `narrowest`: which of several plans speaks for a day.
//! - `touched`: the days that a batch changes; `withdrawn`: what later plans took away; `notices`: what those who
//!   subscribe to a calendar are told.

mod adherence;
mod calendar;
mod change;
mod flush;
mod narrowest;
mod notices;
mod queries;
mod sessions;
mod spans;
mod touched;
mod withdrawn;

pub use adherence::{Adherence, adherence};
pub use calendar::{Fulfilment, PlannedSession, State, agenda, calendar, pending, today};
pub use notices::{Notice, notices};
pub use queries::{Page, PlanSummary, Proposal, by_id, current, list, proposals, seasons};
pub use withdrawn::withdrawn;

#[cfg(test)]
pub(crate) use {
    narrowest::in_force_query,
    notices::marks_query,
    queries::{current_query, list_query, proposals_query, seasons_query},
    spans::{sessions_query, workouts_query},
    withdrawn::withdrawn_query,
};

use domain::{LedgerEvent, catalogue::CataloguedEvent, member::MemberEvent, plan::PlanEvent, workout::WorkoutEvent};
use sqlx::PgConnection;

use crate::{Event, Indigestible, Phase, Projection};
use change::Changes;

/// The read model `plans`.
#[derive(Debug, Clone, Copy, Default)]
pub struct Plans;

impl Projection for Plans {
    const NAME: &'static str = "plans";
    const VERSION: i32 = 3;
    const TABLES: &'static str = include_str!("schema.sql");
    const INDEXES: &'static str = include_str!("indexes.sql");
    const AGGREGATES: &'static [&'static str] =
        &[MemberEvent::AGGREGATE, PlanEvent::AGGREGATE, WorkoutEvent::AGGREGATE];
    type Batch = Changes;

    fn apply(&self, batch: &mut Changes, event: &Event<'_>) -> Result<(), Indigestible> {
        match &event.fact {
            LedgerEvent::Member(fact) => {
                batch.member(event.record, fact);
                Ok(())
            }
            LedgerEvent::Plan(fact) => batch.plan(event.record, fact),
            LedgerEvent::Workout(fact) => batch.workout(event.record, fact),
            _ => Ok(()),
        }
    }

    async fn flush(&self, batch: &Changes, tables: &mut PgConnection, _: Phase) -> Result<(), sqlx::Error> {
        flush::flush(batch, tables).await
    }
}
