//! `/done [n]`, `/skip [n] [reason]`, `/move n [DAY]`: sessions by their number among the open ones, or, as buttons name
//! them, by their id.

use uuid::Uuid;

use super::{Args, Problem, args::whole};
use crate::chat::parse::{Said, SessionReference};

/// The list of open sessions never grows longer.
const MOST: u8 = 99;

fn reference(word: &str) -> Option<SessionReference> {
    let number = whole(word).filter(|number| (1..=MOST).contains(number)).map(SessionReference::Number);
    number.or_else(|| id(word).map(SessionReference::Id))
}

/// Nobody types thirty-six characters by chance.
fn id(word: &str) -> Option<Uuid> {
    Uuid::try_parse(word).ok().filter(|_| word.len() == 36)
}

fn required(args: &mut Args<'_>) -> Result<SessionReference, Problem> {
    let word = args.required()?;
    reference(word).ok_or_else(|| Problem::unexpected(word))
}

pub(super) fn done(args: &mut Args<'_>) -> Result<Said, Problem> {
    let session = if args.is_empty() { None } else { Some(required(args)?) };
    Ok(Said::Done { session })
}

/// A word that begins with a digit is meant as a number.
pub(super) fn skip(args: &mut Args<'_>) -> Result<Said, Problem> {
    let named = |word: &str| word.starts_with(|c: char| c.is_ascii_digit()) || id(word).is_some();
    let session = if args.peek().is_some_and(named) { Some(required(args)?) } else { None };
    Ok(Said::Skip { session, reason: args.text()? })
}

/// Whoever names no day chooses one.
pub(super) fn move_to(args: &mut Args<'_>) -> Result<Said, Problem> {
    let session = required(args)?;
    if args.is_empty() { Ok(Said::MoveWhere { session }) } else { Ok(Said::Move { session, to: args.date()? }) }
}
