//! `/set KEY VALUE`

use domain::{
    member::ProfileField,
    vocabulary::{
        Ftp, Height, MaxHeartRate, Minutes, Profile, RestingHeartRate, SessionsPerWeek, Sport, SwimPace,
        ThresholdHeartRate, Thresholds, Vdot, WeekStart, Weekday, WeekdaySet, Weight,
    },
};

use super::{
    Args, Problem,
    args::{listed, weekday, whole},
    choice::zone,
};
use crate::chat::{
    parse::{Said, Setting},
    words::plain_text,
};

/// People are between 10 and 120 years old.
const AGES: std::ops::RangeInclusive<i16> = 10..=120;
const NOTHING: &[&str] = &["none", "clear", "ninguno", "ninguna", "borrar", "нет", "убрать"];

pub(super) fn read(args: &mut Args<'_>) -> Result<Said, Problem> {
    let key = args.required()?;
    let name = plain_text(key).replace('_', "-");
    if let Some(field) = cleared(&name, args) {
        return Ok(Said::Set(Setting::Clear(field)));
    }
    let setting = threshold(&name, args)
        .or_else(|| preference(&name, args))
        .or_else(|| person(&name, args))
        .or_else(|| week(&name, args));
    setting.unwrap_or_else(|| Err(Problem::unexpected(key))).map(Said::Set)
}

type Read = Option<Result<Setting, Problem>>;

/// `/set weight none` empties a part of the profile.
fn cleared(name: &str, args: &mut Args<'_>) -> Option<ProfileField> {
    let field: ProfileField = canonical(name).parse().ok()?;
    let nothing = args.peek().is_some_and(|word| NOTHING.contains(&plain_text(word).as_str()));
    nothing.then(|| {
        args.next();
        field
    })
}

fn canonical(name: &str) -> &str {
    match name {
        "long-day" => "long-ride-day",
        "sessions" => "sessions-per-week",
        "volume" => "weekly-volume",
        "days" => "availability",
        other => other,
    }
}

fn threshold(name: &str, args: &mut Args<'_>) -> Read {
    let none = Thresholds::default();
    let thresholds = match name {
        "ftp" => args.limited(Ftp::try_new).map(|ftp| Thresholds { ftp: Some(ftp), ..none }),
        "threshold-hr" => args
            .limited(ThresholdHeartRate::try_new)
            .map(|rate| Thresholds { threshold_heart_rate: Some(rate), ..none }),
        "max-hr" => args.limited(MaxHeartRate::try_new).map(|rate| Thresholds { max_heart_rate: Some(rate), ..none }),
        "resting-hr" => {
            args.limited(RestingHeartRate::try_new).map(|rate| Thresholds { resting_heart_rate: Some(rate), ..none })
        }
        "css" => swim_pace(args).map(|pace| Thresholds { swim_pace: Some(pace), ..none }),
        "vdot" => args.fraction(Vdot::try_new).map(|vdot| Thresholds { vdot: Some(vdot), ..none }),
        _ => return None,
    };
    Some(thresholds.map(Setting::Thresholds))
}

/// "1:45" or "1:45/100m", in the member's units where none are typed.
fn swim_pace(args: &mut Args<'_>) -> Result<SwimPace, Problem> {
    let given = args.rest();
    let seconds = domain::units::parse_swim_pace(given, args.context.units).map_err(|_| Problem::unexpected(given))?;
    let limits = f64::from(SwimPace::MIN)..=f64::from(SwimPace::MAX);
    if !limits.contains(&seconds.round()) {
        return Err(Problem::unexpected(given));
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "inside the limits of a pace")]
    SwimPace::try_new(seconds.round() as u16).map_err(|_| Problem::unexpected(given))
}

fn preference(name: &str, args: &mut Args<'_>) -> Read {
    Some(match name {
        "language" | "idioma" | "язык" => args.words(|words| words.languages).map(Setting::Language),
        "units" | "unidades" | "единицы" => args.words(|words| words.unit_systems).map(Setting::Units),
        "zone" | "timezone" | "zona" | "зона" => zone(args).map(Setting::TimeZone),
        "week-starts" | "week-start" | "semana" | "inicio-semana" | "неделя" | "начало-недели" => {
            week_start(args).map(Setting::WeekStart)
        }
        "days" => args.weekdays().map(Setting::Days),
        "minutes" => day_minutes(args).map(Setting::DayMinutes),
        _ => return None,
    })
}

fn week_start(args: &mut Args<'_>) -> Result<WeekStart, Problem> {
    let given = args.required()?;
    let day = weekday(given, args.context).and_then(|day| WeekStart::try_from(day).ok());
    day.ok_or_else(|| Problem::unexpected(given))
}

/// `Mon=60 Wed=45`
fn day_minutes(args: &mut Args<'_>) -> Result<Vec<(Weekday, Minutes)>, Problem> {
    let mut days: Vec<(Weekday, Minutes)> = Vec::new();
    while let Some(word) = args.next() {
        let pair = word.trim_end_matches(',').split_once('=');
        let day = pair.and_then(|(day, _)| weekday(day, args.context));
        // A day has no more minutes than this.
        let minutes = pair.and_then(|(_, minutes)| whole(minutes)).filter(|&minutes| minutes <= 1440);
        let minutes = minutes.and_then(|minutes| Minutes::try_new(minutes).ok());
        let (day, minutes) = day.zip(minutes).ok_or_else(|| Problem::unexpected(word))?;
        if days.iter().any(|(known, _)| *known == day) {
            return Err(Problem::unexpected(word));
        }
        days.push((day, minutes));
    }
    if days.is_empty() { Err(Problem::Missing) } else { Ok(days) }
}

fn person(name: &str, args: &mut Args<'_>) -> Read {
    let none = Profile::default();
    let profile = match name {
        "name" => args
            .text::<100>()
            .and_then(|name| name.ok_or(Problem::Missing))
            .map(|name| Profile { name: Some(name.to_string()), ..none }),
        "birth-year" => birth_year(args).map(|year| Profile { birth_year: Some(year), ..none }),
        "sex" => args.word(|words| words.sexes).map(|sex| Profile { sex: Some(sex), ..none }),
        "height" => args.limited(Height::try_new).map(|height| Profile { height: Some(height), ..none }),
        "weight" => args.fraction(Weight::try_new).map(|weight| Profile { weight: Some(weight), ..none }),
        "level" => args.word(|words| words.levels).map(|level| Profile { level: Some(level), ..none }),
        "goal" => args.words(|words| words.goals).map(|goal| Profile { goal: Some(goal), ..none }),
        "sports" => sports(args).map(|sports| Profile { sports: Some(sports), ..none }),
        _ => return None,
    };
    Some(profile.map(|profile| Setting::Profile(Box::new(profile))))
}

fn birth_year(args: &mut Args<'_>) -> Result<i16, Problem> {
    let given = args.required()?;
    let year: Option<i16> = whole(given);
    let this_year = args.context.today.year();
    year.filter(|year| AGES.contains(&(this_year - year))).ok_or_else(|| Problem::unexpected(given))
}

fn sports(args: &mut Args<'_>) -> Result<Vec<Sport>, Problem> {
    let mut sports: Vec<Sport> = Vec::new();
    for word in listed(args.rest()) {
        let sport = crate::chat::words::meaning(word, args.context.language, |words| words.sports);
        let (sport, _) = sport.ok_or_else(|| Problem::unexpected(word))?;
        if !sports.contains(&sport) {
            sports.push(sport);
        }
    }
    if sports.is_empty() { Err(Problem::Missing) } else { Ok(sports) }
}

fn week(name: &str, args: &mut Args<'_>) -> Read {
    let none = Profile::default();
    let day = |args: &mut Args<'_>| {
        let given = args.required()?;
        weekday(given, args.context).ok_or_else(|| Problem::unexpected(given))
    };
    let profile = match canonical(name) {
        "sessions-per-week" => {
            args.limited(SessionsPerWeek::try_new).map(|sessions| Profile { sessions_per_week: Some(sessions), ..none })
        }
        "weekly-volume" => args.limited(Minutes::try_new).map(|volume| Profile { weekly_volume: Some(volume), ..none }),
        "swim-days" => args.weekdays().map(|days| Profile { swim_days: Some(WeekdaySet::new(days)), ..none }),
        "vo2-day" => day(args).map(|day| Profile { vo2_day: Some(day), ..none }),
        "long-ride-day" => day(args).map(|day| Profile { long_ride_day: Some(day), ..none }),
        "long-run-day" => day(args).map(|day| Profile { long_run_day: Some(day), ..none }),
        "no-long-run-day" => day(args).map(|day| Profile { no_long_run_day: Some(day), ..none }),
        _ => return None,
    };
    Some(profile.map(|profile| Setting::Profile(Box::new(profile))))
}
