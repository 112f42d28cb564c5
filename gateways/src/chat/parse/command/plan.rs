//! `/plan [week, block or season]`

use domain::plan::PlanKind;

use super::{Args, Problem};
use crate::chat::{parse::Said, words::plain_text};

const KINDS: &[(PlanKind, &[&str])] = &[
    (PlanKind::Week, &["week", "semana", "неделя", "неделю", "на неделю"]),
    (PlanKind::Block, &["block", "bloque", "блок"]),
    (PlanKind::Season, &["season", "temporada", "сезон"]),
];

pub(super) fn read(args: &mut Args<'_>) -> Result<Said, Problem> {
    let Some(word) = args.next() else { return Ok(Said::Plan(PlanKind::Week)) };
    let given = plain_text(word);
    let kind = KINDS.iter().find(|(_, words)| words.contains(&given.as_str()));
    kind.map(|&(kind, _)| Said::Plan(kind)).ok_or_else(|| Problem::unexpected(word))
}
