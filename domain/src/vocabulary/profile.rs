//! What the athlete told about themselves and how they want to train.

use serde::{Deserialize, Serialize};

use super::{Availability, Goal, Height, Level, Minutes, SessionsPerWeek, Sex, Sport, Weekday, WeekdaySet, Weight};

/// Every part is optional: an athlete can train from the first message on, and the rules have defaults.
/// Thresholds and races are not here: they are dated, and have events of their own.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Profile {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", deserialize_with = "super::whole")]
    #[cfg_attr(feature = "schema", schema(minimum = -32768, maximum = 32767))]
    pub birth_year: Option<i16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sex: Option<Sex>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub height: Option<Height>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub weight: Option<Weight>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level: Option<Level>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub goal: Option<Goal>,
    /// The sports the athlete trains; a triathlete names three, a runner one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sports: Option<Vec<Sport>>,
    /// What an ordinary week amounts to today.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub weekly_volume: Option<Minutes>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sessions_per_week: Option<SessionsPerWeek>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub availability: Option<Availability>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub swim_days: Option<WeekdaySet>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vo2_day: Option<Weekday>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub long_ride_day: Option<Weekday>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub long_run_day: Option<Weekday>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub no_long_run_day: Option<Weekday>,
}
