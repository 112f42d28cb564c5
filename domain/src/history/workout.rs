//! A workout that was done, reduced to what planning needs.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::vocabulary::Sport;

/// How hard a workout was, in the three steps that the rules tell apart.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Effort {
    #[default]
    Easy,
    /// z4 or z5, ten minutes at or above threshold, or an effort of 7 and more: the next day is for recovery.
    Hard,
    Race,
}

/// One done workout on its local day.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DoneWorkout {
    pub workout_id: Uuid,
    pub date: Date,
    pub sport: Sport,
    pub minutes: u16,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub metres: Option<u32>,
    #[serde(default)]
    pub effort: Effort,
    /// Training load; an hour at threshold is 100.
    pub load: f64,
    /// Seconds of a run that says what its runner can do, a race or a hard one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub result_s: Option<u32>,
}

impl DoneWorkout {
    /// Their order in a history.
    pub fn order(&self) -> (Date, Uuid) {
        (self.date, self.workout_id)
    }
}
