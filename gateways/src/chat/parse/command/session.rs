//! `/done [n]`, `/skip [n] [reason]`, `/move n DAY`: sessions by their number among the open ones.

use super::{Args, Problem, args::whole};
use crate::chat::parse::Said;

/// The list of open sessions never grows longer.
const MOST: u8 = 99;

fn number(word: &str) -> Option<u8> {
    whole(word).filter(|number| (1..=MOST).contains(number))
}

fn required(args: &mut Args<'_>) -> Result<u8, Problem> {
    let word = args.required()?;
    number(word).ok_or_else(|| Problem::unexpected(word))
}

pub(super) fn done(args: &mut Args<'_>) -> Result<Said, Problem> {
    let session = if args.is_empty() { None } else { Some(required(args)?) };
    Ok(Said::Done { session })
}

/// A word that begins with a digit is meant as a number.
pub(super) fn skip(args: &mut Args<'_>) -> Result<Said, Problem> {
    let numbered = args.peek().is_some_and(|word| word.starts_with(|c: char| c.is_ascii_digit()));
    let session = if numbered { Some(required(args)?) } else { None };
    Ok(Said::Skip { session, reason: args.text()? })
}

pub(super) fn move_to(args: &mut Args<'_>) -> Result<Said, Problem> {
    Ok(Said::Move { session: required(args)?, to: args.date()? })
}
