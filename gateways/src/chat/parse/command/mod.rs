//! Commands: with or without the slash, in any case and language. One file for each that has arguments.

mod adjust;
mod args;
mod choice;
mod dialogue;
mod fatigue;
mod forget;
mod injury;
mod link;
mod log;
#[cfg(test)]
mod log_tests;
mod name;
mod plan;
mod race;
mod remind;
mod session;
mod set;
mod start;
mod stats;
#[cfg(test)]
mod tests;
mod undo;
mod usage;

pub(in crate::chat) use dialogue::{clock, day_to_come, injury, setting, told_seconds};
pub use name::CommandName;
pub use usage::{Problem, UsageError};

use self::args::Args;
use super::{Context, Heard, Said, Understanding, understand};
use crate::chat::words::{COMMAND_NAMES, plain_text};

/// What a message asks for.
pub fn hear(text: &str, context: &Context<'_>) -> Heard {
    let text = text.trim();
    let (first, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    match first.strip_prefix('/') {
        Some(command) => slashed(command, rest, context),
        None => plainly(text, first, rest, context),
    }
}

fn slashed(command: &str, rest: &str, context: &Context<'_>) -> Heard {
    let (given, bot) = command.split_once('@').map_or((command, None), |(given, bot)| (given, Some(bot)));
    if bot.is_some_and(|bot| !context.bot.is_some_and(|ours| ours.eq_ignore_ascii_case(bot))) {
        return Heard::NotForUs;
    }
    match named(given) {
        Some(name) => read(name, rest, context).map_or_else(Heard::Usage, Heard::Said),
        None => Heard::UnknownCommand { given: given.chars().take(40).collect(), nearest: nearest(given) },
    }
}

/// A word that is a command's name as well opens a command when its arguments fit; when they don't, a workout
/// that is told in the same words counts for more.
fn plainly(text: &str, first: &str, rest: &str, context: &Context<'_>) -> Heard {
    let free = || Heard::Said(Said::Told(understand(text, context)));
    let Some(name) = named(first) else { return free() };
    match read(name, rest, context) {
        Ok(said) => Heard::Said(said),
        Err(usage) => match understand(text, context) {
            Understanding::NotAWorkout if takes_arguments(name) => Heard::Usage(usage),
            understanding => Heard::Said(Said::Told(understanding)),
        },
    }
}

fn named(given: &str) -> Option<CommandName> {
    let given = plain_text(given);
    COMMAND_NAMES.iter().find(|(_, names)| names.contains(&given.as_str())).map(|&(name, _)| name)
}

/// The command that is one slip of the finger away.
fn nearest(given: &str) -> Option<CommandName> {
    let given: Vec<char> = plain_text(given).chars().take(20).collect();
    let close = |name: &str| distance(&given, &name.chars().collect::<Vec<_>>()) <= 1;
    COMMAND_NAMES
        .iter()
        .find(|(_, names)| names.iter().any(|name| name.len() > 2 && close(name)))
        .map(|&(name, _)| name)
}

/// Letters to add, drop or change to make one word of the other.
fn distance(one: &[char], other: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (i, a) in one.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, b) in other.iter().enumerate() {
            let changed = diagonal + usize::from(a != b);
            diagonal = row[j + 1];
            row[j + 1] = changed.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[other.len()]
}

const fn takes_arguments(name: CommandName) -> bool {
    use CommandName::*;
    matches!(
        name,
        Set | Log
            | Fatigue
            | Plan
            | Done
            | Skip
            | Move
            | Race
            | Stats
            | Injury
            | Remind
            | Language
            | Units
            | TimeZone
            | Help
    )
}

fn read(name: CommandName, rest: &str, context: &Context<'_>) -> Result<Said, UsageError> {
    let mut args = Args::new(rest, context);
    let said = said(name, &mut args).and_then(|said| args.end().map(|()| said));
    said.map_err(|problem| UsageError { command: name, problem })
}

fn said(name: CommandName, args: &mut Args<'_>) -> Result<Said, Problem> {
    match name {
        CommandName::Start => start::read(args),
        CommandName::Profile => Ok(Said::Profile),
        CommandName::Set => set::read(args),
        CommandName::Update => Ok(Said::Update),
        CommandName::Log => log::read(args),
        CommandName::Undo => undo::read(args),
        CommandName::Fatigue => fatigue::read(args),
        CommandName::CheckIn => Ok(Said::CheckIn),
        CommandName::Plan => plan::read(args),
        CommandName::Today => Ok(Said::Today),
        CommandName::Pending => Ok(Said::Pending),
        CommandName::Done => session::done(args),
        CommandName::Skip => session::skip(args),
        CommandName::Move => session::move_to(args),
        CommandName::Adjust => adjust::read(args),
        CommandName::Race => race::read(args),
        CommandName::Predict => Ok(Said::Predict),
        CommandName::Zones => Ok(Said::Zones),
        CommandName::Stats => stats::read(args),
        CommandName::Form => Ok(Said::Form),
        CommandName::Summary => Ok(Said::Summary),
        CommandName::Injury => injury::read(args),
        CommandName::Remind => remind::read(args),
        CommandName::Language => choice::language(args),
        CommandName::English => Ok(Said::Language(Some(domain::vocabulary::Language::English))),
        CommandName::Spanish => Ok(Said::Language(Some(domain::vocabulary::Language::Spanish))),
        CommandName::Russian => Ok(Said::Language(Some(domain::vocabulary::Language::Russian))),
        CommandName::Units => choice::units(args),
        CommandName::TimeZone => choice::time_zone(args),
        CommandName::Link => link::read(args),
        CommandName::Export => Ok(Said::Export),
        CommandName::Forget => forget::read(args),
        CommandName::Help => choice::help(args, named),
        CommandName::Cancel => Ok(Said::Cancel),
    }
}
