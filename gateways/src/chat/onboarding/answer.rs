//! What an answer means, checked at once against the limits of what it is about.

use domain::{
    units::parse_clock,
    vocabulary::{BodyPart, InjurySeverity, OnboardingQuestion, RaceKind, Text, Thresholds},
};
use jiff::{Timestamp, civil::Date};

use super::place::place;
use crate::chat::{
    parse::{Context, Problem, Said, Setting, day_to_come, injury, setting, told_seconds},
    words::{self, plain_text},
};

const SKIPS: &[&str] = &["skip", "saltar", "omitir", "пропустить", "-"];
const NO_INJURY: &[&str] = &["none", "no", "nothing", "ninguna", "ninguno", "nada", "нет", "ничего"];
/// A week has 168 hours, and nobody trains more than these.
const MOST_HOURS: f64 = 60.0;

const CENTIMETRES: &[&str] = &["cm", "см"];
const METRES: &[&str] = &["m", "м"];
const KILOGRAMS: &[&str] = &["kg", "kilos", "кг", "кило"];

#[derive(Debug, Clone, PartialEq)]
pub enum Answer {
    Skipped,
    /// As typed, but for a day and a place; it is what the member's history keeps. And what follows from it.
    Given {
        text: Text<500>,
        meaning: Meaning,
    },
}

#[derive(Debug, Clone, PartialEq)]
pub enum Meaning {
    Setting(Setting),
    RaceKind(RaceKind),
    RaceDate(Date),
    /// In seconds.
    TargetTime(u32),
    Injury {
        body_part: BodyPart,
        severity: InjurySeverity,
    },
    NoInjury,
}

/// `now` is when it was typed: the time on somebody's watch tells where they live.
pub fn answered(
    question: OnboardingQuestion,
    typed: &str,
    context: &Context<'_>,
    now: Timestamp,
) -> Result<Answer, Problem> {
    let typed = typed.trim();
    if question.may_be_skipped() && SKIPS.contains(&plain_text(typed).as_str()) {
        return Ok(Answer::Skipped);
    }
    let text = |kept: &str| Text::try_new(kept).map_err(|_| wrong(typed));
    let as_typed = text(typed)?;
    Ok(match meaning(question, typed, context, now)? {
        // "Next Sunday" is another day by the time the answers are read again.
        meaning @ Meaning::RaceDate(date) => Answer::Given { text: text(&date.to_string())?, meaning },
        // It is later on the watch by then.
        Meaning::Setting(Setting::TimeZone(zone)) => {
            Answer::Given { text: text(zone.as_str())?, meaning: Meaning::Setting(Setting::TimeZone(zone)) }
        }
        meaning => Answer::Given { text: as_typed, meaning },
    })
}

fn wrong(typed: &str) -> Problem {
    if typed.is_empty() { Problem::Missing } else { Problem::Unexpected(typed.chars().take(40).collect()) }
}

fn meaning(
    question: OnboardingQuestion,
    typed: &str,
    context: &Context<'_>,
    now: Timestamp,
) -> Result<Meaning, Problem> {
    let set = |key: &str| setting(key, typed, context).map(Meaning::Setting);
    match question {
        OnboardingQuestion::Language => set("language"),
        OnboardingQuestion::Sports => set("sports"),
        OnboardingQuestion::Goal => set("goal"),
        OnboardingQuestion::TimeZone => {
            let zone = place(typed, context, now).ok_or_else(|| wrong(typed))?;
            Ok(Meaning::Setting(Setting::TimeZone(zone)))
        }
        OnboardingQuestion::Race => race_kind(typed, context).map(Meaning::RaceKind).ok_or_else(|| wrong(typed)),
        OnboardingQuestion::RaceDate => race_date(typed, context),
        OnboardingQuestion::TargetTime => target_time(typed, context),
        OnboardingQuestion::BirthYear => set("birth-year"),
        OnboardingQuestion::Sex => set("sex"),
        OnboardingQuestion::Height => setting("height", &centimetres(typed), context).map(Meaning::Setting),
        OnboardingQuestion::Weight => setting("weight", without(typed, KILOGRAMS), context).map(Meaning::Setting),
        OnboardingQuestion::Level => set("level"),
        OnboardingQuestion::WeeklyVolume => weekly_volume(typed, context),
        OnboardingQuestion::Availability => set("days"),
        OnboardingQuestion::Injuries => hurt(typed, context),
        OnboardingQuestion::Thresholds => thresholds(typed, context),
    }
}

/// "10 km" as well as "10km".
fn race_kind(typed: &str, context: &Context<'_>) -> Option<RaceKind> {
    let meaning = |typed: &str| words::meaning(typed, context.language, |words| words.race_kinds);
    meaning(typed).or_else(|| meaning(&typed.replace(char::is_whitespace, "")))
}

/// "170", "170 cm", "1.70", "1,7 m".
fn centimetres(typed: &str) -> String {
    let number = without(without(typed, CENTIMETRES), METRES);
    match number.replace(',', ".").parse::<f64>() {
        Ok(metres) if (1.0..3.0).contains(&metres) => format!("{:.0}", metres * 100.0),
        _ => number.to_owned(),
    }
}

/// Without the unit that was asked for and typed all the same.
fn without<'t>(typed: &'t str, units: &[&str]) -> &'t str {
    units.iter().find_map(|unit| typed.strip_suffix(unit)).unwrap_or(typed).trim_end()
}

fn race_date(typed: &str, context: &Context<'_>) -> Result<Meaning, Problem> {
    let date = day_to_come(typed, context)?;
    if date >= context.today { Ok(Meaning::RaceDate(date)) } else { Err(wrong(typed)) }
}

/// "1:45:00", "45:30", "1h45". Two numbers are hours and minutes when nobody races that few minutes.
fn target_time(typed: &str, context: &Context<'_>) -> Result<Meaning, Problem> {
    let hours_first =
        typed.split_once(':').and_then(|(first, _)| first.parse::<u32>().ok()).is_some_and(|first| first < 12);
    let two = typed.matches(':').count() == 1;
    let clock = parse_clock(typed).ok().map(|seconds| if two && hours_first { seconds * 60.0 } else { seconds });
    let seconds = clock.or_else(|| told_seconds(typed, context)).ok_or_else(|| wrong(typed))?;
    if !(600.0..=86_400.0 * 2.0).contains(&seconds) {
        return Err(wrong(typed));
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between ten minutes and two days")]
    Ok(Meaning::TargetTime(seconds.round() as u32))
}

/// Hours, unless minutes are named.
fn weekly_volume(typed: &str, context: &Context<'_>) -> Result<Meaning, Problem> {
    let hours = typed.replace(',', ".").parse::<f64>().ok().map(|hours| hours * 3600.0);
    let seconds = hours.or_else(|| told_seconds(typed, context)).ok_or_else(|| wrong(typed))?;
    if !(60.0..=MOST_HOURS * 3600.0).contains(&seconds) {
        return Err(wrong(typed));
    }
    setting("volume", &format!("{:.0}", seconds / 60.0), context).map(Meaning::Setting)
}

fn hurt(typed: &str, context: &Context<'_>) -> Result<Meaning, Problem> {
    if NO_INJURY.contains(&plain_text(typed).as_str()) {
        return Ok(Meaning::NoInjury);
    }
    match injury(typed, context)? {
        Said::Injury { body_part, severity, .. } => Ok(Meaning::Injury { body_part, severity }),
        _ => Err(wrong(typed)),
    }
}

/// "ftp 240, css 1:45"
fn thresholds(typed: &str, context: &Context<'_>) -> Result<Meaning, Problem> {
    let mut all = Thresholds::default();
    for part in typed.split([',', ';', '\n']).map(str::trim).filter(|part| !part.is_empty()) {
        let (key, value) = part.split_once(char::is_whitespace).ok_or_else(|| wrong(part))?;
        match setting(key, value, context)? {
            Setting::Thresholds(one) => all = one.over(all),
            _ => return Err(wrong(part)),
        }
    }
    if all.is_empty() { Err(Problem::Missing) } else { Ok(Meaning::Setting(Setting::Thresholds(all))) }
}
