//! Parts of commands that dialogues ask for as well: what may be typed behind `/set` may be typed as an answer.

use jiff::civil::Date;

use super::{Args, Problem, set};
use crate::chat::parse::{
    Context, Said, Setting,
    free::{Amount, Fact, Line},
};

/// As `/set KEY VALUE` reads it.
pub(in crate::chat) fn setting(key: &str, value: &str, context: &Context<'_>) -> Result<Setting, Problem> {
    let line = format!("{key} {value}");
    let mut args = Args::new(&line, context);
    let said = set::read(&mut args)?;
    args.end()?;
    match said {
        Said::Set(setting) => Ok(setting),
        _ => Err(Problem::unexpected(value)),
    }
}

/// As `/injury` reads it.
pub(in crate::chat) fn injury(value: &str, context: &Context<'_>) -> Result<Said, Problem> {
    super::injury::read(&mut Args::new(value, context))
}

/// As `/move` reads its day.
pub(in crate::chat) fn day_to_come(value: &str, context: &Context<'_>) -> Result<Date, Problem> {
    let mut args = Args::new(value, context);
    let date = args.date()?;
    args.end().map(|()| date)
}

/// A length of time that names its units, and nothing else: "6 h", "1h45", "360 min".
pub(in crate::chat) fn told_seconds(value: &str, context: &Context<'_>) -> Option<f64> {
    let line = Line::new(value, context);
    match line.fact(0) {
        Some((Fact::Amount(Amount::Seconds(seconds)), length)) if length == line.tokens.len() => Some(seconds),
        _ => None,
    }
}
