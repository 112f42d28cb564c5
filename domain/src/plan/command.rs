//! What can be asked of a plan. The member is the subject of the envelope.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::PlanKind;
use crate::vocabulary::{RaceKind, Text};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum PlanCommand {
    /// Asks for a plan; it is drafted from what the ledger knows of the member.
    Generate {
        plan_id: Uuid,
        kind: PlanKind,
        /// The plan's first day.
        from: Date,
        /// What a season without a race in the calendar is to prepare for.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        goal: Option<RaceKind>,
    },
    /// Asks for the sessions of the weeks that have come near; where there are none, nothing happens.
    Extend {
        plan_id: Uuid,
    },
    Complete {
        plan_id: Uuid,
        session_id: Uuid,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        workout_id: Option<Uuid>,
    },
    Skip {
        plan_id: Uuid,
        session_id: Uuid,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<Text<200>>,
    },
    Reopen {
        plan_id: Uuid,
        session_id: Uuid,
    },
    Move {
        plan_id: Uuid,
        session_id: Uuid,
        to: Date,
    },
    /// Asks what should change after what was done on a day, and puts it to the athlete.
    Propose {
        plan_id: Uuid,
        adjustment_id: Uuid,
        /// The day on which more or less was done than planned.
        date: Date,
    },
    /// Takes a change that was proposed.
    Accept {
        plan_id: Uuid,
        adjustment_id: Uuid,
    },
    /// Takes back a change that was accepted.
    Undo {
        plan_id: Uuid,
        adjustment_id: Uuid,
    },
    Supersede {
        plan_id: Uuid,
        by: Uuid,
    },
}

impl PlanCommand {
    pub const fn plan_id(&self) -> Uuid {
        let (Self::Generate { plan_id, .. }
        | Self::Extend { plan_id }
        | Self::Complete { plan_id, .. }
        | Self::Skip { plan_id, .. }
        | Self::Reopen { plan_id, .. }
        | Self::Move { plan_id, .. }
        | Self::Propose { plan_id, .. }
        | Self::Accept { plan_id, .. }
        | Self::Undo { plan_id, .. }
        | Self::Supersede { plan_id, .. }) = self;
        *plan_id
    }

    /// Whether the plan is likely to have no events yet.
    pub const fn begins(&self) -> bool {
        matches!(self, Self::Generate { .. })
    }

    /// Whether the answer depends on what was logged, felt and reported, not only on the plan.
    pub const fn needs_history(&self) -> bool {
        matches!(
            self,
            Self::Generate { .. }
                | Self::Extend { .. }
                | Self::Move { .. }
                | Self::Propose { .. }
                | Self::Accept { .. }
                | Self::Undo { .. }
        )
    }
}
