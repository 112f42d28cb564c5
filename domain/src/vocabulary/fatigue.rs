//! How fresh or tired an athlete is on one day.

use serde::{Deserialize, Serialize};

use super::{HeartRateVariability, Readiness, RestingHeartRate, SleepHours, SleepScore, Strain};

/// What the athlete or their watch says about one day. Every part is optional.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct FatigueReading {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub readiness: Option<Readiness>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sleep_hours: Option<SleepHours>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sleep_score: Option<SleepScore>,
    /// Heart-rate variability, rMSSD in milliseconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hrv_ms: Option<HeartRateVariability>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resting_heart_rate: Option<RestingHeartRate>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub soreness: Option<Strain>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stress: Option<Strain>,
    /// `false` takes an earlier `true` back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ill: Option<bool>,
}

impl FatigueReading {
    /// This reading where it says something, the earlier one elsewhere.
    #[must_use]
    pub fn over(self, earlier: Self) -> Self {
        Self {
            readiness: self.readiness.or(earlier.readiness),
            sleep_hours: self.sleep_hours.or(earlier.sleep_hours),
            sleep_score: self.sleep_score.or(earlier.sleep_score),
            hrv_ms: self.hrv_ms.or(earlier.hrv_ms),
            resting_heart_rate: self.resting_heart_rate.or(earlier.resting_heart_rate),
            soreness: self.soreness.or(earlier.soreness),
            stress: self.stress.or(earlier.stress),
            ill: self.ill.or(earlier.ill),
        }
    }

    pub fn is_empty(self) -> bool {
        self == Self::default()
    }
}
