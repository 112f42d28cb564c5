//! `/race add DATE TYPE A NAME`, `/race list`, `/race move RACE DATE`, `/race cancel RACE`

use domain::vocabulary::{RacePriority, Text};

use super::{Args, Problem, args::whole};
use crate::chat::{
    parse::{Context, RaceReference, Said},
    words::plain_text,
};

#[derive(Clone, Copy)]
enum Action {
    Add,
    List,
    Move,
    Cancel,
}

const ACTIONS: &[(Action, &[&str])] = &[
    (Action::Add, &["add", "anadir", "agregar", "добавить"]),
    (Action::List, &["list", "lista", "список"]),
    (Action::Move, &["move", "mover", "перенести"]),
    (Action::Cancel, &["cancel", "cancelar", "отменить"]),
];

pub(super) fn read(args: &mut Args<'_>) -> Result<Said, Problem> {
    let Some(word) = args.next() else { return Ok(Said::RaceList) };
    let given = plain_text(word);
    match ACTIONS.iter().find(|(_, words)| words.contains(&given.as_str())) {
        Some((Action::Add, _)) => add(args),
        Some((Action::List, _)) => Ok(Said::RaceList),
        Some((Action::Move, _)) => move_to(args),
        Some((Action::Cancel, _)) => Ok(Said::RaceCancel { race: reference(args.rest())? }),
        None => Err(Problem::unexpected(word)),
    }
}

fn add(args: &mut Args<'_>) -> Result<Said, Problem> {
    let date = args.date()?;
    let kind = args.words(|words| words.race_kinds)?;
    let letter = args.required()?;
    let priority = priority(letter).ok_or_else(|| Problem::unexpected(letter))?;
    let name = args.text()?.ok_or(Problem::Missing)?;
    Ok(Said::RaceAdd { date, kind, priority, name })
}

/// A, B or C; the Russian keyboard has letters that look the same.
fn priority(letter: &str) -> Option<RacePriority> {
    match plain_text(letter).as_str() {
        "a" | "а" => Some(RacePriority::A),
        "b" | "в" | "б" => Some(RacePriority::B),
        "c" | "с" => Some(RacePriority::C),
        _ => None,
    }
}

/// The date is what stands last: one word, or two as in "3 May".
fn move_to(args: &mut Args<'_>) -> Result<Said, Problem> {
    let given = args.rest();
    let starts = given.char_indices().filter(|&(_, c)| c.is_whitespace()).map(|(at, _)| at);
    for at in starts {
        if let Some(to) = whole_date(given[at..].trim(), args.context) {
            return Ok(Said::RaceMove { race: reference(&given[..at])?, to });
        }
    }
    Err(if given.is_empty() { Problem::Missing } else { Problem::unexpected(given) })
}

fn whole_date(text: &str, context: &Context<'_>) -> Option<jiff::civil::Date> {
    let mut args = Args::new(text, context);
    let date = args.date().ok()?;
    args.is_empty().then_some(date)
}

fn reference(given: &str) -> Result<RaceReference, Problem> {
    let given = given.trim();
    if let Some(number) = whole::<u8>(given).filter(|&number| number > 0) {
        return Ok(RaceReference::Number(number));
    }
    let name =
        Text::try_new(given).map_err(|_| if given.is_empty() { Problem::Missing } else { Problem::unexpected(given) });
    name.map(RaceReference::Name)
}
