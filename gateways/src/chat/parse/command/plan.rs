//! `/plan [week, block or season] [new]`

use domain::plan::PlanKind;

use super::{Args, Problem};
use crate::chat::{parse::Said, words::plain_text};

const KINDS: &[(PlanKind, &[&str])] = &[
    (PlanKind::Week, &["week", "semana", "неделя", "неделю"]),
    (PlanKind::Block, &["block", "bloque", "блок"]),
    (PlanKind::Season, &["season", "temporada", "сезон"]),
];

const NEW: &[&str] = &["new", "nuevo", "nueva", "новый", "новая", "новую"];

/// "план на неделю".
const FOR: &str = "на";

pub(super) fn read(args: &mut Args<'_>) -> Result<Said, Problem> {
    let Some(mut word) = args.next() else { return Ok(Said::Plan(PlanKind::Week)) };
    if plain_text(word) == FOR {
        word = args.required()?;
    }
    let given = plain_text(word);
    let kind = KINDS.iter().find(|(_, words)| words.contains(&given.as_str()));
    let &(kind, _) = kind.ok_or_else(|| Problem::unexpected(word))?;
    let anew = args.peek().is_some_and(|word| NEW.contains(&plain_text(word).as_str()));
    if anew {
        args.next();
    }
    Ok(if anew { Said::NewPlan(kind) } else { Said::Plan(kind) })
}
