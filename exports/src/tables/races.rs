//! Races in the calendar, those that are over included; what was cancelled isn't there.

use super::{Rows, Tidy};
use crate::{
    cell::{Cell, Kind, column},
    state::State,
};

pub(super) const TABLE: Tidy = Tidy {
    columns: &[
        column("member_id", Kind::Text),
        column("race_id", Kind::Text),
        column("local_date", Kind::Day),
        column("kind", Kind::Text),
        column("priority", Kind::Text),
        column("name", Kind::Text),
        column("target_time_s", Kind::Int),
    ],
    rows,
};

fn rows(state: &State) -> Rows<'_> {
    let races = state.history.races.iter();
    races
        .map(|race| {
            vec![
                state.subject.into(),
                race.race_id.into(),
                race.date.into(),
                race.kind.as_str().into(),
                race.priority.as_str().into(),
                race.name.as_str().into(),
                race.target_time_s.map_or(Cell::Empty, Cell::int),
            ]
        })
        .collect()
}
