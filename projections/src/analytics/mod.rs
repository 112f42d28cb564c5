//! What training amounts to.
//!
//! Facts first, figures from them: `workouts` and `legs` hold what each workout is now, and every figure is computed
//! from those rows for the weeks that a batch touched. A late, corrected or voided workout is nothing special then.
//! A further figure (daily load, fitness and fatigue) is a table of its own and a file beside `weekly_totals`.
//!
//! - `facts`: a workout's row; `change`: what a batch changes, gathered in memory; `flush`: the changes written.
//! - `weekly_totals`: by sport and zone. A multisport workout counts as its legs.
//! - `queries`: the figures read.

mod change;
mod facts;
mod flush;
mod queries;
mod weekly_totals;

pub use queries::{Total, Week, weeks};

#[cfg(test)]
pub(crate) use queries::weeks_query;

use domain::{LedgerEvent, catalogue::CataloguedEvent, workout::WorkoutEvent};
use sqlx::PgConnection;

use crate::{Event, Indigestible, Phase, Projection};
use change::Changes;

/// The read model `analytics`.
#[derive(Debug, Clone, Copy, Default)]
pub struct Analytics;

impl Projection for Analytics {
    const NAME: &'static str = "analytics";
    const VERSION: i32 = 1;
    const TABLES: &'static str = include_str!("schema.sql");
    const INDEXES: &'static str = include_str!("indexes.sql");
    const AGGREGATES: &'static [&'static str] = &[WorkoutEvent::AGGREGATE];
    type Batch = Changes;

    fn apply(&self, batch: &mut Changes, event: &Event<'_>) -> Result<(), Indigestible> {
        match &event.fact {
            LedgerEvent::Workout(fact) => batch.workout(event.record, fact),
            _ => Ok(()),
        }
    }

    async fn flush(&self, batch: &Changes, tables: &mut PgConnection, phase: Phase) -> Result<(), sqlx::Error> {
        flush::flush(batch, tables, phase).await
    }

    async fn settle(&self, tables: &mut PgConnection) -> Result<(), sqlx::Error> {
        weekly_totals::compute_all(tables).await
    }
}
