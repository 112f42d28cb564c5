//! Days of the week.

use jiff::{ToSpan, civil::Date};
use serde::{Deserialize, Serialize};

use super::words::words;

words! {
    Weekday, "weekday" {
        Monday = "mon", Tuesday = "tue", Wednesday = "wed", Thursday = "thu", Friday = "fri", Saturday = "sat", Sunday = "sun",
    }
}

impl Weekday {
    /// The weekday of a local date.
    pub fn of(date: Date) -> Self {
        Self::ALL[date.weekday().to_monday_zero_offset() as usize]
    }
}

words! {
    /// The weekday with which a member's weeks begin, wherever weeks are shown or added up. Plans are made in weeks of
    /// their own.
    #[derive(Default)]
    WeekStart, "first day of a week" { #[default] Monday = "mon", Saturday = "sat", Sunday = "sun" }
}

impl WeekStart {
    /// How many days earlier than Monday it is.
    pub const fn days_before_monday(self) -> i32 {
        match self {
            Self::Monday => 0,
            Self::Sunday => 1,
            Self::Saturday => 2,
        }
    }

    /// The first day of the week that a date lies in.
    pub fn week_of(self, date: Date) -> Date {
        let since_monday = i32::from(date.weekday().to_monday_zero_offset());
        date.saturating_sub(((since_monday + self.days_before_monday()) % 7).days())
    }
}

impl From<WeekStart> for Weekday {
    fn from(start: WeekStart) -> Self {
        match start {
            WeekStart::Monday => Self::Monday,
            WeekStart::Saturday => Self::Saturday,
            WeekStart::Sunday => Self::Sunday,
        }
    }
}

/// Other days begin nobody's week.
impl TryFrom<Weekday> for WeekStart {
    type Error = Weekday;

    fn try_from(day: Weekday) -> Result<Self, Weekday> {
        match day {
            Weekday::Monday => Ok(Self::Monday),
            Weekday::Saturday => Ok(Self::Saturday),
            Weekday::Sunday => Ok(Self::Sunday),
            other => Err(other),
        }
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

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_week_is_the_seven_days_from_its_first_weekday_on() {
        for &start in WeekStart::ALL {
            for day in date(2026, 2, 20).series(1.day()).take(30) {
                let first = start.week_of(day);
                assert_eq!(WeekStart::try_from(Weekday::of(first)), Ok(start), "{start} {day}");
                assert!(first <= day && day < first.saturating_add(7.days()), "{start} {day}");
            }
        }
    }

    #[test]
    fn only_three_days_begin_a_week() {
        let those: Vec<_> = Weekday::ALL.iter().filter_map(|&day| WeekStart::try_from(day).ok()).collect();
        assert_eq!(those, WeekStart::ALL);
    }
}
