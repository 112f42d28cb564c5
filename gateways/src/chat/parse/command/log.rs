//! `/log SPORT MINUTES [ZONE] [DISTANCE] [rpe N] [yesterday or DATE] [notes…]`

use domain::vocabulary::{BodyPart, Duration, Sport, Text};
use jiff::civil::Date;

use super::{Args, Problem};
use crate::chat::{
    parse::{
        Choice, LogDraft, Question, Said, Torn, Understanding,
        free::{Amount, Details, Fact, Kind, Line, distance, is_plausible},
    },
    words::Unit,
};

/// What comes behind the minutes, in any order; notes are what is left from the first word that is none of it.
pub(super) fn read(args: &mut Args<'_>) -> Result<Said, Problem> {
    let context = args.context;
    let text = args.rest();
    let line = Line::new(text, context);
    let (sport, sport_length) = sport(&line, text)?;
    let (duration, length) = minutes(&line, sport_length)?;
    let mut draft = LogDraft::new(sport, context.today, duration);
    let mut details = Details::default();
    let mut at = sport_length + length;
    while at < line.tokens.len() {
        let Some((fact, length)) = line.fact(at).filter(|(fact, _)| belongs(fact)) else {
            if is_mark(&line, at) {
                at += 1;
                continue;
            }
            if is_another_day(&line, at, context.today) {
                return Err(Problem::unexpected(word(&line, at)));
            }
            draft.notes = notes(&line, at)?;
            break;
        };
        add(&mut draft, &mut details, &fact).map_err(|question| Problem::Impossible(Box::new(question)))?;
        at += length;
    }
    draft.zone = details.zone;
    draft.rpe = details.rpe;
    draft.mood = details.mood;
    draft.avg_heart_rate = details.avg_heart_rate;
    draft.max_heart_rate = details.max_heart_rate;
    draft.avg_power = details.avg_power;
    Ok(believed(draft))
}

fn sport(line: &Line<'_>, text: &str) -> Result<(Sport, usize), Problem> {
    let wrong = || text.split_whitespace().next().map_or(Problem::Missing, Problem::unexpected);
    let found = line.phrase(0, |words| words.sports).map(|((sport, _), length)| (sport, length));
    let other =
        || matches!(line.phrase(0, |words| words.body_parts), Some((BodyPart::Other, _))).then_some((Sport::Other, 1));
    found.or_else(other).filter(|(sport, _)| *sport != Sport::Multisport).ok_or_else(wrong)
}

/// Whole minutes, or a time that says its units: "60", "60 min", "1h30", "45:30".
fn minutes(line: &Line<'_>, at: usize) -> Result<(Duration, usize), Problem> {
    let token = line.tokens.get(at).ok_or(Problem::Missing)?;
    let wrong = || Problem::unexpected(word(line, at));
    let (seconds, length) = match (&token.kind, line.fact(at)) {
        (Kind::Clock(parts), Some((Fact::Amount(Amount::Clock(_)), _))) => (clock(parts).ok_or_else(wrong)?, 1),
        (Kind::Number(number), Some((Fact::Amount(Amount::Seconds(seconds)), length))) => {
            let hours = matches!(line.unit(at + 1), Some((Unit::Seconds(3600.0), _)));
            let whole = hours || !number.typed.contains('.');
            (Some(seconds).filter(|_| whole).ok_or_else(wrong)?, length)
        }
        (Kind::Number(number), _) => {
            let alone =
                line.tokens.get(at + 1).is_none_or(|next| !next.glued || matches!(next.kind, Kind::Mark(',' | ';')));
            let whole = !number.typed.contains('.');
            (Some(number.value * 60.0).filter(|_| alone && whole).ok_or_else(wrong)?, 1)
        }
        _ => return Err(wrong()),
    };
    let limits = f64::from(Duration::MIN)..=f64::from(Duration::MAX);
    if !limits.contains(&seconds) {
        return Err(wrong());
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "inside the limits of a duration")]
    Ok((Duration::try_new(seconds.round() as u32).map_err(|_| wrong())?, length))
}

/// h:mm:ss, or m:ss that can't be hours.
fn clock(parts: &[u32]) -> Option<f64> {
    match *parts {
        [hours, minutes, seconds] if minutes < 60 && seconds < 60 => {
            Some(f64::from(hours * 3600 + minutes * 60 + seconds))
        }
        [minutes, seconds] if seconds < 60 && minutes >= 24 => Some(f64::from(minutes * 60 + seconds)),
        _ => None,
    }
}

fn belongs(fact: &Fact) -> bool {
    match fact {
        Fact::Days(_) | Fact::Zone(_) | Fact::Rpe(_) | Fact::Mood(_) => true,
        Fact::HeartRate(_) | Fact::MaxHeartRate(_) | Fact::Power(_) => true,
        Fact::Amount(amount) => matches!(amount, Amount::Metres(_) | Amount::MetresOrMinutes { .. }),
        _ => false,
    }
}

fn add(draft: &mut LogDraft, details: &mut Details, fact: &Fact) -> Result<(), Question> {
    match *fact {
        Fact::Amount(Amount::Metres(metres) | Amount::MetresOrMinutes { grouped: metres, .. }) => {
            if draft.distance.is_some() {
                return Err(Question::Contradiction);
            }
            draft.distance = Some(distance(metres)?);
        }
        Fact::Days(ref days) => draft.date = days.first().copied().unwrap_or(draft.date),
        ref other => details.add(other)?,
    }
    Ok(())
}

/// A day on which nothing can have been done yet, or none that there ever was. As a note it would stand beside today.
fn is_another_day(line: &Line<'_>, at: usize, today: Date) -> bool {
    let shape = |(place, byte): (usize, u8)| if matches!(place, 4 | 7) { byte == b'-' } else { byte.is_ascii_digit() };
    let is_written = word(line, at).len() == 10 && word(line, at).bytes().enumerate().all(shape);
    // "Sun was hot" is a note.
    let is_weekday =
        line.phrase(at, |words| words.weekdays).or(line.phrase(at, |words| words.short_weekdays)).is_some();
    is_written || !is_weekday && line.any_date(at).is_some_and(|(day, _)| day > today)
}

/// Up to the next blank.
fn word<'l>(line: &'l Line<'_>, at: usize) -> &'l str {
    let start = line.tokens[at].start;
    line.text[start..].split_whitespace().next().unwrap_or_default()
}

fn is_mark(line: &Line<'_>, at: usize) -> bool {
    matches!(line.tokens[at].kind, Kind::Mark(',' | ';' | '.'))
}

fn notes(line: &Line<'_>, at: usize) -> Result<Option<Text<2000>>, Problem> {
    let token = &line.tokens[at];
    let text = line.text[token.start..].trim();
    let quoted = token.kind == Kind::Quote && token.end == line.text.trim_end().len();
    let text = if quoted { text.trim_matches(['"', '“', '”', '«', '»']) } else { text };
    Text::try_new(text).map(Some).map_err(|_| Problem::unexpected(text))
}

/// Typed as a command, but beyond what a body can do: asked about all the same.
fn believed(draft: LogDraft) -> Said {
    let seconds = f64::from(draft.duration.get());
    match draft.distance.map(|distance| f64::from(distance.get())) {
        Some(metres) if !is_plausible(draft.sport, metres, seconds) => {
            let question = Question::Implausible { sport: draft.sport, metres, seconds };
            Said::Told(Understanding::Torn(Torn { question, choices: vec![Choice { logs: vec![draft] }] }))
        }
        _ => Said::Log(draft),
    }
}
