//! How fresh or tired an athlete is.

use domain::{Command, fatigue_day::FatigueDayCommand, vocabulary::FatigueReading};
use jiff::civil::Date;
use serde::Deserialize;

use crate::http::{
    asked::{Answer, Asked},
    at::At,
};

#[derive(Deserialize)]
pub(super) struct DayAt {
    date: Date,
}

/// Takes a reading for a day
///
/// Where the day has one already, what is given replaces it.
#[utoipa::path(put, path = "/members/{member}/fatigue/{date}", tag = "fatigue", request_body = FatigueReading)]
pub(super) async fn record(At(DayAt { date }): At<DayAt>, asked: Asked<FatigueReading>) -> Answer {
    let (reading, asked) = asked.take();
    asked.carry_out(Command::FatigueDay(FatigueDayCommand::Record { date, reading })).await
}
