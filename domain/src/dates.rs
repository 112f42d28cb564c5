//! Which dates a command may speak of.

use jiff::{ToSpan, civil::Date};

/// Nobody's training log in digital form is older; an earlier year is a typing error.
pub(crate) const FIRST_YEAR: i16 = 1990;

/// Whether a date lies more than a day after the day of sending: in no time zone has it begun.
pub(crate) fn is_future(date: Date, sent_on: Date) -> bool {
    date > sent_on.saturating_add(1.day())
}

/// Whether a date lies more than a day before the day of sending: in every time zone it is over.
pub(crate) fn is_past(date: Date, sent_on: Date) -> bool {
    date < sent_on.saturating_sub(1.day())
}

/// Whether a date lies so far ahead that nobody can know what will be then.
pub(crate) fn is_far(date: Date, sent_on: Date) -> bool {
    date > sent_on.saturating_add(1.year())
}

pub(crate) fn is_too_old(date: Date) -> bool {
    date.year() < FIRST_YEAR
}
