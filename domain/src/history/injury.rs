//! What hurts today.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::vocabulary::{BodyPart, PainSign};

/// An injury that has not healed, as last reported.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OpenInjury {
    pub injury_id: Uuid,
    pub body_part: BodyPart,
    /// 0 (gone, but watched) to 10.
    pub severity: u8,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub signs: Vec<PainSign>,
}

impl OpenInjury {
    /// Severity 6 and more, or a limp, night pain or bone tenderness: no running until a clinician has looked.
    pub fn stops_running(&self) -> bool {
        self.severity >= 6 || !self.signs.is_empty()
    }

    /// Severity 4 and more: nothing hard, in any sport.
    pub fn forbids_hard(&self) -> bool {
        self.severity >= 4 || self.stops_running()
    }

    /// Severity 3 and more: no speed and no hills on foot.
    pub fn forbids_speed(&self) -> bool {
        self.severity >= 3 || self.stops_running()
    }
}
