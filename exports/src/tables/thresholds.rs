//! The athlete's own numbers; what a row leaves empty stays as it was before.

use super::{Rows, Tidy};
use crate::{
    cell::{Cell, Kind, column},
    state::State,
};

pub(super) const TABLE: Tidy = Tidy {
    columns: &[
        column("member_id", Kind::Text),
        column("effective", Kind::Day),
        column("ftp_w", Kind::Int),
        column("threshold_heart_rate", Kind::Int),
        column("max_heart_rate", Kind::Int),
        column("resting_heart_rate", Kind::Int),
        column("swim_pace_s_per_100m", Kind::Int),
        column("vdot", Kind::Real),
    ],
    rows,
};

fn rows(state: &State) -> Rows<'_> {
    let dated = state.history.thresholds.iter();
    dated
        .map(|dated| {
            let set = dated.thresholds;
            vec![
                state.subject.into(),
                dated.from.into(),
                set.ftp.map_or(Cell::Empty, Cell::int),
                set.threshold_heart_rate.map_or(Cell::Empty, Cell::int),
                set.max_heart_rate.map_or(Cell::Empty, Cell::int),
                set.resting_heart_rate.map_or(Cell::Empty, Cell::int),
                set.swim_pace.map_or(Cell::Empty, Cell::int),
                set.vdot.map(f64::from).into(),
            ]
        })
        .collect()
}
