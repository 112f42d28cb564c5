//! Why a reading is refused.

use jiff::civil::Date;

use crate::ledger::Reason;

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum FatigueDayError {
    #[error("this reading says nothing; give at least one value, such as readiness 4")]
    Empty,
    #[error("{0} hasn't come yet; record how you feel on the day itself")]
    Future(Date),
    #[error("{0} is before 1990; check the date")]
    TooOld(Date),
}

impl Reason for FatigueDayError {
    fn code(&self) -> &'static str {
        match self {
            Self::Empty => "fatigue-day.empty",
            Self::Future(_) => "fatigue-day.future",
            Self::TooOld(_) => "fatigue-day.too-old",
        }
    }

    fn field(&self) -> Option<&'static str> {
        match self {
            Self::Empty => None,
            Self::Future(_) | Self::TooOld(_) => Some("date"),
        }
    }

    fn allowed(&self) -> Vec<String> {
        match self {
            Self::Empty => Vec::new(),
            Self::Future(_) => vec!["today or earlier".to_owned()],
            Self::TooOld(_) => vec!["1990-01-01 or later".to_owned()],
        }
    }
}
