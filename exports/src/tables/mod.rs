//! What can be exported: the events themselves, and tables with one row a fact as of one moment.

mod events;
mod fatigue;
mod injuries;
mod races;
mod sessions;
mod thresholds;
mod workouts;

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use crate::{
    ExportError,
    cell::{Cell, Column},
    state::State,
};

pub(crate) use events::row as event_row;

/// What an export holds. A table's rows come subject by subject, so one subject's history is all that is in memory.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Table {
    /// One row an event.
    Events,
    /// One row a workout that counts, as last corrected, with its load.
    Workouts,
    /// One row a day with a reading.
    Fatigue,
    /// One row a session of a plan, with what became of it.
    Sessions,
    /// One row a change of thresholds, by the day that they hold from.
    Thresholds,
    /// One row a race in the calendar.
    Races,
    /// One row an open injury.
    Injuries,
}

type Rows<'s> = Vec<Vec<Cell<'s>>>;

/// A table that is made of states.
#[derive(Clone, Copy)]
pub(crate) struct Tidy {
    pub(crate) columns: &'static [Column],
    pub(crate) rows: for<'s> fn(&'s State) -> Rows<'s>,
}

impl Table {
    pub const ALL: &'static [Self] =
        &[Self::Events, Self::Workouts, Self::Fatigue, Self::Sessions, Self::Thresholds, Self::Races, Self::Injuries];

    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Events => "events",
            Self::Workouts => "workouts",
            Self::Fatigue => "fatigue",
            Self::Sessions => "sessions",
            Self::Thresholds => "thresholds",
            Self::Races => "races",
            Self::Injuries => "injuries",
        }
    }

    pub(crate) fn names() -> String {
        Self::ALL.iter().map(|table| table.as_str()).collect::<Vec<_>>().join(", ")
    }

    /// `None` for the events, which are no state.
    pub(crate) const fn tidy(self) -> Option<Tidy> {
        match self {
            Self::Events => None,
            Self::Workouts => Some(workouts::TABLE),
            Self::Fatigue => Some(fatigue::TABLE),
            Self::Sessions => Some(sessions::TABLE),
            Self::Thresholds => Some(thresholds::TABLE),
            Self::Races => Some(races::TABLE),
            Self::Injuries => Some(injuries::TABLE),
        }
    }

    pub(crate) fn columns(self) -> &'static [Column] {
        self.tidy().map_or(events::COLUMNS, |tidy| tidy.columns)
    }
}

impl FromStr for Table {
    type Err = ExportError;

    fn from_str(typed: &str) -> Result<Self, ExportError> {
        let known = Self::ALL.iter().copied().find(|table| table.as_str() == typed);
        known.ok_or_else(|| ExportError::UnknownTable(typed.to_owned()))
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}
