//! What can be asked of a workout. The member is the subject of the envelope.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Source, WorkoutFacts};
use crate::vocabulary::Text;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum WorkoutCommand {
    /// Puts a workout into the log.
    Log { workout_id: Uuid, source: Source, workout: Box<WorkoutFacts> },
    /// Replaces all facts of a workout by these.
    Correct { workout_id: Uuid, workout: Box<WorkoutFacts> },
    /// Takes a workout out of the log; nothing counts it any more.
    Void {
        workout_id: Uuid,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<Text<200>>,
    },
}

impl WorkoutCommand {
    pub const fn workout_id(&self) -> Uuid {
        let (Self::Log { workout_id, .. } | Self::Correct { workout_id, .. } | Self::Void { workout_id, .. }) = self;
        *workout_id
    }

    /// Whether the workout is likely to have no events yet.
    pub const fn begins(&self) -> bool {
        matches!(self, Self::Log { .. })
    }
}
