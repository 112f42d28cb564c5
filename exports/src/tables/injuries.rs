//! What hurts, as last reported; what has healed isn't there.

use super::{Rows, Tidy};
use crate::{
    cell::{Cell, Kind, column},
    state::State,
};

pub(super) const TABLE: Tidy = Tidy {
    columns: &[
        column("member_id", Kind::Text),
        column("injury_id", Kind::Text),
        column("reported_on", Kind::Day),
        column("body_part", Kind::Text),
        column("severity", Kind::Int),
        column("signs", Kind::Text),
    ],
    rows,
};

fn rows(state: &State) -> Rows<'_> {
    let open = state.member.open_injuries();
    open.map(|injury| {
        let signs: Vec<_> = injury.signs.iter().map(|sign| sign.as_str()).collect();
        vec![
            state.subject.into(),
            injury.injury_id.into(),
            injury.date.into(),
            injury.body_part.as_str().into(),
            Cell::int(injury.severity),
            if signs.is_empty() { Cell::Empty } else { Cell::text(signs.join(";")) },
        ]
    })
    .collect()
}
