//! Counting local days.

use jiff::{ToSpan, civil::Date};

/// The date so many days later (or earlier, if negative); held at the ends of the calendar.
pub fn plus_days(date: Date, days: i32) -> Date {
    date.saturating_add(days.days())
}

/// Days from one date to another; negative when the second lies before the first.
pub fn days_between(from: Date, to: Date) -> i32 {
    (to - from).get_days()
}
