//! Parts of commands that dialogues ask for as well: what may be typed behind `/set` may be typed as an answer.

use jiff::civil::{Date, Time};

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

/// As `/remind` reads its time, or with "pm" behind it.
pub(in crate::chat) fn clock(value: &str) -> Option<Time> {
    let value = value.trim().to_lowercase().replace('.', ":");
    let half = value.strip_suffix("am").map(|rest| (rest, 0)).or(value.strip_suffix("pm").map(|rest| (rest, 12)));
    let Some((rest, noon)) = half else { return super::remind::time(&value) };
    let time = super::remind::time(rest.trim()).filter(|time| (1..=12).contains(&time.hour()))?;
    Time::new(time.hour() % 12 + noon, time.minute(), 0, 0).ok()
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
