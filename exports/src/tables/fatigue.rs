//! Readings of how fresh or tired an athlete is, as last corrected.

use super::{Rows, Tidy};
use crate::{
    cell::{Cell, Kind, column},
    state::State,
};

pub(super) const TABLE: Tidy = Tidy {
    columns: &[
        column("member_id", Kind::Text),
        column("local_date", Kind::Day),
        column("readiness", Kind::Int),
        column("sleep_hours", Kind::Real),
        column("sleep_score", Kind::Int),
        column("hrv_ms", Kind::Real),
        column("resting_heart_rate", Kind::Int),
        column("soreness", Kind::Int),
        column("stress", Kind::Int),
        column("ill", Kind::Bool),
    ],
    rows,
};

fn rows(state: &State) -> Rows<'_> {
    let read = state.days.iter().filter_map(|(&date, day)| day.reading().map(|reading| (date, reading)));
    read.map(|(date, reading)| {
        vec![
            state.subject.into(),
            date.into(),
            reading.readiness.map_or(Cell::Empty, Cell::int),
            reading.sleep_hours.map(f64::from).into(),
            reading.sleep_score.map_or(Cell::Empty, Cell::int),
            reading.hrv_ms.map(f64::from).into(),
            reading.resting_heart_rate.map_or(Cell::Empty, Cell::int),
            reading.soreness.map_or(Cell::Empty, Cell::int),
            reading.stress.map_or(Cell::Empty, Cell::int),
            reading.ill.into(),
        ]
    })
    .collect()
}
