//! What happens to a plan.

use jiff::civil::Date;
use uuid::Uuid;

use super::Adjustment;
use crate::{
    catalogue::events,
    drafts::{Drafted, DraftedWeeks},
    vocabulary::{RaceKind, Text},
};

events! {
    /// The history of one plan.
    PlanEvent of "plan" {
        /// A plan was made from everything the ledger knew of the member up to `position`. Whoever folds those events
        /// and drafts again with this engine gets the same plan.
        PlanGenerated "1.0" {
            member_id: Uuid,
            position: u64,
            #[serde(default, skip_serializing_if = "Option::is_none")]
            goal: Option<RaceKind>,
            drafted: Box<Drafted>,
        }
        /// Weeks of a season that had come near got their sessions, made by this engine from everything the ledger knew
        /// of the member up to `position`.
        WeeksDrafted "1.0" {
            /// As far as the ledger was looked at.
            position: u64,
            /// Fingerprint of the history that they were made from.
            inputs_digest: String,
            engine_version: String,
            drafted: Box<DraftedWeeks>,
        }
        /// A session was done; by which workout, if that is known.
        SessionCompleted "1.0" {
            session_id: Uuid,
            #[serde(default, skip_serializing_if = "Option::is_none")]
            workout_id: Option<Uuid>,
        }
        /// A session won't be done.
        SessionSkipped "1.0" {
            session_id: Uuid,
            #[serde(default, skip_serializing_if = "Option::is_none")]
            reason: Option<Text<200>>,
        }
        /// A session that counted as done or skipped is open again.
        SessionReopened "1.0" { session_id: Uuid }
        /// A session is to be done on another day.
        SessionMoved "1.0" { session_id: Uuid, from: Date, to: Date }
        /// A change of the days to come was put to the athlete, made by this engine from everything the ledger knew of
        /// the member up to `position`. Nothing has changed yet.
        AdjustmentProposed "1.0" {
            /// As far as the ledger was looked at.
            position: u64,
            /// Fingerprint of the history that it was made from.
            inputs_digest: String,
            engine_version: String,
            adjustment: Box<Adjustment>,
        }
        /// The athlete took the proposal; its sessions are as it says.
        PlanAdjusted "1.0" { adjustment_id: Uuid }
        /// The athlete took the change back; the sessions are as before.
        AdjustmentUndone "1.0" { adjustment_id: Uuid }
        /// Another plan has taken this one's place; nothing of it is to be done any more.
        PlanSuperseded "1.0" { by: Uuid }
    }
}
