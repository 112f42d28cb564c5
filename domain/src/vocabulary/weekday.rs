//! Days of the week.

use serde::{Deserialize, Serialize};

use super::words::words;

words! {
    Weekday, "weekday" {
        Monday = "mon", Tuesday = "tue", Wednesday = "wed", Thursday = "thu", Friday = "fri", Saturday = "sat", Sunday = "sun",
    }
}

impl Weekday {
    /// The weekday of a local date.
    pub fn of(date: jiff::civil::Date) -> Self {
        Self::ALL[date.weekday().to_monday_zero_offset() as usize]
    }
}

/// A set of weekdays, kept in order from Monday, without repeats.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Vec<Weekday>", into = "Vec<Weekday>")]
pub struct WeekdaySet(Vec<Weekday>);

impl WeekdaySet {
    pub fn new(days: impl IntoIterator<Item = Weekday>) -> Self {
        let mut days: Vec<_> = days.into_iter().collect();
        days.sort_unstable();
        days.dedup();
        Self(days)
    }

    pub fn contains(&self, day: Weekday) -> bool {
        self.0.contains(&day)
    }

    pub fn iter(&self) -> impl Iterator<Item = Weekday> + '_ {
        self.0.iter().copied()
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl From<Vec<Weekday>> for WeekdaySet {
    fn from(days: Vec<Weekday>) -> Self {
        Self::new(days)
    }
}

impl From<WeekdaySet> for Vec<Weekday> {
    fn from(set: WeekdaySet) -> Self {
        set.0
    }
}
