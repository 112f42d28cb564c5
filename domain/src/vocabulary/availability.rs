//! When an athlete can train.

use serde::{Deserialize, Serialize};

use super::{Minutes, Sport, Weekday};

/// One weekday on which the athlete can train.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct DayAvailability {
    pub day: Weekday,
    /// No more than this on that day; unlimited when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minutes: Option<Minutes>,
    /// Only these sports on that day; any sport when empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sports: Vec<Sport>,
}

/// The weekdays on which the athlete can train. Days that are not listed are days off.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Vec<DayAvailability>", into = "Vec<DayAvailability>")]
pub struct Availability(Vec<DayAvailability>);

impl Availability {
    /// Keeps one entry a weekday (the last one given), in order from Monday.
    pub fn new(days: impl IntoIterator<Item = DayAvailability>) -> Self {
        let by_day: std::collections::BTreeMap<_, _> = days.into_iter().map(|day| (day.day, day)).collect();
        Self(by_day.into_values().collect())
    }

    /// What is possible on that weekday; `None` is a day off.
    pub fn on(&self, day: Weekday) -> Option<&DayAvailability> {
        self.0.iter().find(|entry| entry.day == day)
    }

    pub fn days(&self) -> impl Iterator<Item = &DayAvailability> {
        self.0.iter()
    }
}

impl From<Vec<DayAvailability>> for Availability {
    fn from(days: Vec<DayAvailability>) -> Self {
        Self::new(days)
    }
}

impl From<Availability> for Vec<DayAvailability> {
    fn from(availability: Availability) -> Self {
        availability.0
    }
}

impl Default for Availability {
    /// Every day, any sport, as long as it takes.
    fn default() -> Self {
        Self::new(Weekday::ALL.iter().map(|&day| DayAvailability { day, minutes: None, sports: Vec::new() }))
    }
}
