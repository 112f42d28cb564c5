//! What training amounts to.
//!
//! Facts first, figures from them: `workouts` and `legs` hold what each workout is now, with its load. Figures are folded
//! from those rows by the domain's formulas when somebody asks, and totals are added up by the database. A late, corrected
//! or voided workout is nothing special then.
//!
//! - `facts`: a workout's row; `loads`: its load; `change`: what a batch changes, gathered in memory; `flush`: the
//!   changes written.
//! - `done`: the workouts read; from them `form`, `bests`, `vdot`, `results`, `progress`. `totals`: of weeks, months, years;
//!   `queries`: week by week. A multisport workout counts as its legs.
//! - `figures`: the platform's own figures, written; `platform`: read.

mod bests;
mod change;
mod done;
mod facts;
mod figures;
mod flush;
mod form;
mod loads;
mod platform;
mod progress;
mod queries;
mod results;
mod totals;
mod vdot;

pub use bests::{Best, BestKind, bests};
pub use done::{Cursor, Page, Workout, workouts};
pub use form::{Day, Spread, days, days_and_spread, spread};
pub use platform::{Platform, PlatformDay, platform, platform_days};
pub use progress::{Insight, Progress, Span, insight, progress};
pub use queries::{Total, Week, weeks};
pub use results::{RunResult, run_results};
pub use totals::{Period, PeriodTotals, totals};
pub use vdot::{Evidence, Predictions, RacePrediction, VdotOn, predictions, vdot_history};

#[cfg(test)]
pub(crate) use {
    done::{daily_query, done_query, workouts_query},
    platform::active_query,
    queries::weeks_query,
    totals::totals_query,
};

use domain::{
    catalogue::CataloguedEvent, fatigue_day::FatigueDayEvent, identity::IdentityEvent, member::MemberEvent,
    plan::PlanEvent, workout::WorkoutEvent,
};
use sqlx::PgConnection;

use crate::{Event, Indigestible, Phase, Projection};
use change::Changes;

/// The read model `analytics`.
#[derive(Debug, Clone, Copy, Default)]
pub struct Analytics;

impl Projection for Analytics {
    const NAME: &'static str = "analytics";
    const VERSION: i32 = 4;
    const TABLES: &'static str = include_str!("schema.sql");
    const INDEXES: &'static str = include_str!("indexes.sql");
    /// All of them count as activity.
    const AGGREGATES: &'static [&'static str] = &[
        MemberEvent::AGGREGATE,
        IdentityEvent::AGGREGATE,
        WorkoutEvent::AGGREGATE,
        FatigueDayEvent::AGGREGATE,
        PlanEvent::AGGREGATE,
    ];
    type Batch = Changes;

    fn apply(&self, batch: &mut Changes, event: &Event<'_>) -> Result<(), Indigestible> {
        batch.take(event)
    }

    async fn flush(&self, batch: &Changes, tables: &mut PgConnection, _: Phase) -> Result<(), sqlx::Error> {
        flush::flush(batch, tables).await
    }
}
