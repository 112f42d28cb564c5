//! `/profile`: what is known of the member.

use domain::{
    member::{Member, Reminder},
    vocabulary::{Sport, Thresholds, Units, Weekday},
};
use jiff::civil::Date;

use super::{Answer, rejected::button, sessions::minutes, stats::hours};
use crate::chat::{
    Asker,
    reply::{Part, Reply, Voice, keys},
};

const KILOGRAMS_PER_POUND: f64 = 0.453_592_37;

pub(super) fn profile(asker: &Asker<'_>) -> Answer {
    let voice = asker.voice;
    let list = Part::List(lines(voice, asker.member, asker.today));
    let row = vec![button(voice, "update", "/update"), button(voice, "help-set", "/help set")];
    Ok(vec![Reply::paragraph(voice.say(keys::PROFILE_HEAD, &[])).and(list).offering(row)])
}

/// Whatever is known, one a line.
pub(super) fn lines(voice: Voice, member: &Member, today: Date) -> Vec<String> {
    let held = member.thresholds().range(..=today).fold(Thresholds::default(), |known, (_, set)| set.over(known));
    let known = about(voice, member).into_iter().chain(week(voice, member)).chain(measured(voice, &held));
    known
        .filter_map(|(field, value)| {
            let field = voice.say(keys::PROFILE_FIELD, &[("field", field.into())]);
            value.map(|value| format!("{field}: {value}"))
        })
        .collect()
}

type Field = (&'static str, Option<String>);

fn about(voice: Voice, member: &Member) -> Vec<Field> {
    let profile = member.profile();
    let word =
        |key, name: &'static str, word: Option<&'static str>| word.map(|word| voice.say(key, &[(name, word.into())]));
    let sports = |sports: &Vec<Sport>| sports.iter().map(|sport| voice.sport(*sport)).collect::<Vec<_>>().join(", ");
    let reminder = member.reminder().map(|reminder| match reminder {
        Reminder::At(time) => time.strftime("%H:%M").to_string(),
        Reminder::Off => "–".to_owned(),
    });
    vec![
        ("name", profile.name.clone()),
        ("time-zone", member.time_zone().map(ToString::to_string)),
        ("sports", profile.sports.as_ref().map(sports)),
        ("goal", word(keys::GOAL, "goal", profile.goal.map(domain::vocabulary::Goal::as_str))),
        ("level", word(keys::LEVEL, "level", profile.level.map(domain::vocabulary::Level::as_str))),
        ("birth-year", profile.birth_year.map(|year| year.to_string())),
        ("sex", word(keys::SEX, "sex", profile.sex.map(domain::vocabulary::Sex::as_str))),
        (
            "height",
            profile.height.map(|height| voice.say(keys::CENTIMETRES, &[("number", height.get().to_string().into())])),
        ),
        ("weight", profile.weight.map(|weight| weight_in(voice, weight.get()))),
        ("reminder", reminder),
    ]
}

fn weight_in(voice: Voice, kilograms: f64) -> String {
    let (number, unit) = match voice.units {
        Units::Metric => (kilograms, "kg"),
        Units::Imperial => (kilograms / KILOGRAMS_PER_POUND, "lb"),
    };
    voice.say(keys::WEIGHT, &[("number", voice.number(number, 1).into()), ("unit", unit.into())])
}

fn week(voice: Voice, member: &Member) -> Vec<Field> {
    let profile = member.profile();
    let name = |day: Weekday| voice.say(keys::WEEKDAY, &[("day", day.as_str().into())]);
    let all = |days: &mut dyn Iterator<Item = String>| days.collect::<Vec<_>>().join(", ");
    let open = profile.availability.as_ref().map(|open| {
        all(&mut open.days().map(|day| match day.minutes {
            Some(most) => format!("{} ({})", name(day.day), minutes(voice, most.get().into())),
            None => name(day.day),
        }))
    });
    vec![
        ("week-starts", Some(name(member.week_start().into()))),
        ("weekly-volume", profile.weekly_volume.map(|volume| hours(voice, u64::from(volume.get()) * 60))),
        ("sessions-per-week", profile.sessions_per_week.map(|sessions| sessions.get().to_string())),
        ("availability", open),
        ("swim-days", profile.swim_days.as_ref().map(|days| all(&mut days.iter().map(name)))),
        ("vo2-day", profile.vo2_day.map(name)),
        ("long-ride-day", profile.long_ride_day.map(name)),
        ("long-run-day", profile.long_run_day.map(name)),
        ("no-long-run-day", profile.no_long_run_day.map(name)),
    ]
}

fn measured(voice: Voice, held: &Thresholds) -> Vec<Field> {
    let number = |key, value: u16| voice.say(key, &[("number", value.to_string().into())]);
    let beats = |rate: Option<u8>| rate.map(|rate| number(keys::HEART_RATE, rate.into()));
    vec![
        ("ftp", held.ftp.map(|ftp| number(keys::POWER, ftp.get()))),
        ("threshold-hr", beats(held.threshold_heart_rate.map(domain::vocabulary::ThresholdHeartRate::get))),
        ("max-hr", beats(held.max_heart_rate.map(domain::vocabulary::MaxHeartRate::get))),
        ("resting-hr", beats(held.resting_heart_rate.map(domain::vocabulary::RestingHeartRate::get))),
        ("css", held.swim_pace.map(|pace| voice.pace(Sport::Swim, 100.0, f64::from(pace.get())))),
        ("vdot", held.vdot.map(|vdot| voice.number(vdot.get(), 1))),
    ]
}
