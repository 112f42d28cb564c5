//! `/remind HH:MM` or `off`

use jiff::civil::Time;

use super::{Args, Problem, args::whole};
use crate::chat::{
    parse::{Reminder, Said},
    words::plain_text,
};

const OFF: &[&str] = &["off", "no", "apagar", "desactivar", "выкл", "нет", "выключить"];

pub(super) fn read(args: &mut Args<'_>) -> Result<Said, Problem> {
    let word = args.required()?;
    if OFF.contains(&plain_text(word).as_str()) {
        return Ok(Said::Remind(Reminder::Off));
    }
    time(word).map(|time| Said::Remind(Reminder::At(time))).ok_or_else(|| Problem::unexpected(word))
}

pub(super) fn time(word: &str) -> Option<Time> {
    let (hour, minute) = word.split_once(':')?;
    let shaped = (1..=2).contains(&hour.len()) && minute.len() == 2;
    let (hour, minute) = (whole(hour)?, whole(minute)?);
    shaped.then(|| Time::new(hour, minute, 0, 0).ok()).flatten()
}
