//! One part of a session.

use serde::{Deserialize, Serialize};

use super::{Pace, Target};
use crate::vocabulary::{Zone, words::words};

words! {
    /// Where in the session a step stands.
    StepPart, "part" { WarmUp = "warm-up", Main = "main", CoolDown = "cool-down" }
}

/// A bout, done `times` over, each followed by easy recovery.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Step {
    pub part: StepPart,
    pub times: u16,
    /// Length of one bout.
    pub seconds: u32,
    pub zone: Zone,
    /// Easy jogging, spinning or floating after each bout.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub recovery_s: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pace: Option<Pace>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<Target>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the form that serde asks for")]
fn is_zero(value: &u32) -> bool {
    *value == 0
}

impl Step {
    /// One steady stretch.
    pub const fn steady(part: StepPart, seconds: u32, zone: Zone) -> Self {
        Self { part, times: 1, seconds, zone, recovery_s: 0, pace: None, target: None }
    }

    /// Seconds in the step's own zone.
    pub fn work_s(&self) -> u32 {
        u32::from(self.times) * self.seconds
    }

    /// Seconds of easy recovery between the bouts.
    pub fn rest_s(&self) -> u32 {
        u32::from(self.times) * self.recovery_s
    }

    pub fn total_s(&self) -> u32 {
        self.work_s() + self.rest_s()
    }

    /// Load of the step; an hour at threshold is 100. Shares of threshold after A. Coggan's levels, squared.
    pub fn load(&self) -> f64 {
        f64::from(self.work_s()) / 3600.0 * load_per_hour(self.zone)
            + f64::from(self.rest_s()) / 3600.0 * load_per_hour(Zone::Z1)
    }
}

/// Middle of each zone as a share of threshold, squared: 0.55, 0.67, 0.82, 0.97 and 1.08.
pub(crate) const fn load_per_hour(zone: Zone) -> f64 {
    match zone {
        Zone::Z1 => 30.0,
        Zone::Z2 => 45.0,
        Zone::Z3 => 67.0,
        Zone::Z4 => 94.0,
        Zone::Z5 => 117.0,
    }
}
