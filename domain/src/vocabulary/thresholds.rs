//! The athlete's own numbers, from which zones, targets and loads follow.

use serde::{Deserialize, Serialize};

use super::{Ftp, MaxHeartRate, RestingHeartRate, SwimPace, ThresholdHeartRate, Vdot};

/// Thresholds as set on some day. What is absent stays as it was before that day.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Thresholds {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ftp: Option<Ftp>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub threshold_heart_rate: Option<ThresholdHeartRate>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_heart_rate: Option<MaxHeartRate>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resting_heart_rate: Option<RestingHeartRate>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub swim_pace: Option<SwimPace>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vdot: Option<Vdot>,
}

impl Thresholds {
    /// These thresholds where given, the earlier ones elsewhere.
    #[must_use]
    pub fn over(self, earlier: Self) -> Self {
        Self {
            ftp: self.ftp.or(earlier.ftp),
            threshold_heart_rate: self.threshold_heart_rate.or(earlier.threshold_heart_rate),
            max_heart_rate: self.max_heart_rate.or(earlier.max_heart_rate),
            resting_heart_rate: self.resting_heart_rate.or(earlier.resting_heart_rate),
            swim_pace: self.swim_pace.or(earlier.swim_pace),
            vdot: self.vdot.or(earlier.vdot),
        }
    }

    pub fn is_empty(self) -> bool {
        self == Self::default()
    }
}
