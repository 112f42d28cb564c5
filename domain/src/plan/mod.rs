//! What a plan is: weeks with a purpose, sessions with a structure, targets in the athlete's own numbers.
//!
//! Everything here is plain data on zone-less local dates, the same bytes for the same plan. Plans are made in
//! [`crate::drafts`], held to [`crate::rules`] and judged by [`crate::rubric`]. To add a kind of session, add its word
//! to `workout_kind.rs` and its structure in `drafts/structure/`.

mod adherence;
mod adjustment;
mod aggregate;
mod command;
mod draft;
mod error;
mod event;
mod extension;
mod message;
mod session;
mod standing;
mod step;
mod target;
mod words;

pub use adherence::{Outcome, matched, outcomes};
pub use adjustment::{Adjustment, Deviation, SessionChange};
pub use aggregate::{AdjustmentStatus, Plan, SessionStatus};
pub use command::PlanCommand;
pub use draft::{PlanDraft, PlanWeek, RunningOutlook, put_weeks};
pub use error::PlanError;
pub use event::PlanEvent;
pub use message::Message;
pub use session::{Session, session_id};
pub use step::{Step, StepPart};
pub use target::{Pace, Target, Targets};
pub use words::{Phase, PlanKind, Tag, WorkoutKind};

/// Raised whenever the same history could give another plan.
pub const ENGINE_VERSION: &str = "3";
