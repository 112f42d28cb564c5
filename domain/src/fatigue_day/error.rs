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
}
