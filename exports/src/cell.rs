//! Rows as every format gets them: flat, and typed.

use std::borrow::Cow;

use jiff::{Timestamp, civil::Date};
use uuid::Uuid;

/// What a column holds. Every column may be empty in a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Int,
    Real,
    Bool,
    Text,
    /// A moment in UTC.
    Time,
    /// A local day.
    Day,
}

#[derive(Debug, Clone, Copy)]
pub(crate) struct Column {
    pub(crate) name: &'static str,
    pub(crate) kind: Kind,
}

pub(crate) const fn column(name: &'static str, kind: Kind) -> Column {
    Column { name, kind }
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Cell<'a> {
    Empty,
    Int(i64),
    Real(f64),
    Bool(bool),
    Text(Cow<'a, str>),
    Time(Timestamp),
    Day(Date),
}

impl<'a> Cell<'a> {
    /// Anything that prints as the text that it stands for.
    pub(crate) fn text(value: impl ToString) -> Self {
        Self::Text(Cow::Owned(value.to_string()))
    }

    /// A whole number of any width.
    pub(crate) fn int(value: impl Into<i64>) -> Self {
        Self::Int(value.into())
    }

    /// Bytes that a row group holds on to for it.
    pub(crate) fn size(&self) -> usize {
        match self {
            Self::Text(text) => text.len() + 16,
            _ => 16,
        }
    }
}

impl<'a> From<&'a str> for Cell<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl From<Uuid> for Cell<'_> {
    fn from(id: Uuid) -> Self {
        Self::text(id)
    }
}

macro_rules! cell_from {
    ($($variant:ident($type:ty)),+) => {$(
        impl From<$type> for Cell<'_> {
            fn from(value: $type) -> Self {
                Self::$variant(value)
            }
        }
    )+};
}
cell_from!(Real(f64), Bool(bool), Time(Timestamp), Day(Date));

impl<'a, T: Into<Cell<'a>>> From<Option<T>> for Cell<'a> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Empty, Into::into)
    }
}

/// A position or a count; both are far from the limit of an `i64`.
pub(crate) fn count(value: u64) -> Cell<'static> {
    Cell::Int(value.cast_signed())
}
