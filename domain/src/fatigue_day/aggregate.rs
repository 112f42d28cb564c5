//! One day's reading.

use serde::{Deserialize, Serialize};

use super::{FatigueDayCommand, FatigueDayError, FatigueDayEvent};
use crate::{aggregate::aggregate, dates, ledger::Addressed, vocabulary::FatigueReading};

/// One athlete's one day.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct FatigueDay {
    reading: Option<FatigueReading>,
}

aggregate!(FatigueDay, FatigueDayCommand, FatigueDayEvent, FatigueDayError);

impl FatigueDay {
    /// The day's reading as it stands.
    pub const fn reading(&self) -> Option<FatigueReading> {
        self.reading
    }

    pub fn decide(&self, asked: Addressed<FatigueDayCommand>) -> Result<Vec<FatigueDayEvent>, FatigueDayError> {
        let FatigueDayCommand::Record { date, reading } = asked.command;
        if reading.is_empty() {
            return Err(FatigueDayError::Empty);
        }
        if dates::is_future(date, asked.sent_on()) {
            return Err(FatigueDayError::Future(date));
        }
        if dates::is_too_old(date) {
            return Err(FatigueDayError::TooOld(date));
        }
        let Some(earlier) = self.reading else {
            return Ok(vec![FatigueDayEvent::FatigueRecorded { date, reading }]);
        };
        let merged = reading.over(earlier);
        if merged == earlier {
            return Ok(vec![]);
        }
        Ok(vec![FatigueDayEvent::FatigueCorrected { date, reading: merged }])
    }

    fn fold(&mut self, event: FatigueDayEvent) {
        let (FatigueDayEvent::FatigueRecorded { reading, .. } | FatigueDayEvent::FatigueCorrected { reading, .. }) =
            event;
        self.reading = Some(reading);
    }
}
