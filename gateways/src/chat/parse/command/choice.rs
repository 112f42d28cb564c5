//! `/language`, `/units`, `/timezone`, `/help`: one choice, or none to see what can be chosen.

use domain::vocabulary::TimeZoneName;

use super::{Args, CommandName, Problem};
use crate::chat::{parse::Said, words::plain_text};

pub(super) fn language(args: &mut Args<'_>) -> Result<Said, Problem> {
    let chosen = if args.is_empty() { None } else { Some(args.words(|words| words.languages)?) };
    Ok(Said::Language(chosen))
}

pub(super) fn units(args: &mut Args<'_>) -> Result<Said, Problem> {
    let chosen = if args.is_empty() { None } else { Some(args.words(|words| words.unit_systems)?) };
    Ok(Said::Units(chosen))
}

pub(super) fn time_zone(args: &mut Args<'_>) -> Result<Said, Problem> {
    let chosen = if args.is_empty() { None } else { Some(zone(args)?) };
    Ok(Said::TimeZone(chosen))
}

/// A zone that the database knows, or one of its cities; blanks stand for underscores, as people type
/// "America/New York".
pub(super) fn zone(args: &mut Args<'_>) -> Result<TimeZoneName, Problem> {
    let given = args.rest();
    let name = TimeZoneName::try_new(&given.replace(' ', "_")).ok().and_then(|name| name.known());
    let name = name.or_else(|| TimeZoneName::of_city(&plain_text(given)));
    name.ok_or_else(|| if given.is_empty() { Problem::Missing } else { Problem::unexpected(given) })
}

pub(super) fn help(args: &mut Args<'_>, named: impl Fn(&str) -> Option<CommandName>) -> Result<Said, Problem> {
    let Some(word) = args.next() else { return Ok(Said::Help { about: None }) };
    let about = named(word.trim_start_matches('/')).ok_or_else(|| Problem::unexpected(word))?;
    Ok(Said::Help { about: Some(about) })
}
