//! What can be asked of a day. The member is the subject of the envelope.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::vocabulary::FatigueReading;

#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum FatigueDayCommand {
    /// Takes a reading for the athlete's local day; where the day has one already, what is given replaces it.
    Record { date: Date, reading: FatigueReading },
}

impl FatigueDayCommand {
    /// The athlete's local day.
    pub const fn date(&self) -> Date {
        let Self::Record { date, .. } = self;
        *date
    }

    /// Whether the day is likely to have no events yet.
    pub const fn begins(&self) -> bool {
        matches!(self, Self::Record { .. })
    }
}
