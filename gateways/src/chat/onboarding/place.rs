//! Where somebody lives, from a city, the name of a zone, or the time on their watch.

use domain::vocabulary::{Language, TimeZoneName};
use jiff::{Timestamp, civil::Time};

use crate::chat::{
    parse::{Context, Setting, clock, setting},
    reply::{Voice, keys},
    words::plain_text,
};

/// How far a watch, or a message that was written slowly, may be off.
const MINUTES_OFF: i32 = 10;
const MINUTES_OF_A_DAY: i32 = 1440;

/// Cities where many live who speak the language, each by the name of its text, with its zone.
const fn cities(language: Language) -> &'static [(&'static str, &'static str)] {
    match language {
        Language::English => &[
            ("london", "Europe/London"),
            ("new-york", "America/New_York"),
            ("chicago", "America/Chicago"),
            ("los-angeles", "America/Los_Angeles"),
            ("sydney", "Australia/Sydney"),
        ],
        Language::Spanish => &[
            ("madrid", "Europe/Madrid"),
            ("mexico-city", "America/Mexico_City"),
            ("bogota", "America/Bogota"),
            ("santiago", "America/Santiago"),
            ("buenos-aires", "America/Argentina/Buenos_Aires"),
        ],
        Language::Russian => &[
            ("moscow", "Europe/Moscow"),
            ("kaliningrad", "Europe/Kaliningrad"),
            ("samara", "Europe/Samara"),
            ("yekaterinburg", "Asia/Yekaterinburg"),
            ("novosibirsk", "Asia/Novosibirsk"),
            ("vladivostok", "Asia/Vladivostok"),
        ],
    }
}

/// One for every time that watches show, those where most people live first.
const ELSEWHERE: &[&str] = &[
    "Europe/Berlin",
    "Europe/London",
    "Europe/Athens",
    "Europe/Moscow",
    "America/New_York",
    "America/Chicago",
    "America/Denver",
    "America/Los_Angeles",
    "America/Sao_Paulo",
    "America/Halifax",
    "America/St_Johns",
    "America/Anchorage",
    "Pacific/Honolulu",
    "Atlantic/Azores",
    "America/Noronha",
    "Asia/Dubai",
    "Asia/Tehran",
    "Asia/Kabul",
    "Asia/Tashkent",
    "Asia/Kolkata",
    "Asia/Kathmandu",
    "Asia/Dhaka",
    "Asia/Yangon",
    "Asia/Bangkok",
    "Asia/Shanghai",
    "Asia/Tokyo",
    "Australia/Adelaide",
    "Australia/Darwin",
    "Australia/Sydney",
    "Australia/Brisbane",
    "Pacific/Noumea",
    "Pacific/Auckland",
    "Pacific/Fiji",
    "Pacific/Tongatapu",
    "Pacific/Kiritimati",
    "Pacific/Pago_Pago",
];

/// What the buttons say.
pub(super) fn labels(voice: Voice) -> Vec<String> {
    cities(voice.language).iter().map(|(city, _)| label(voice, city)).collect()
}

fn label(voice: Voice, city: &'static str) -> String {
    voice.say(keys::CITY, &[("city", city.into())])
}

pub(super) fn place(typed: &str, context: &Context<'_>, now: Timestamp) -> Option<TimeZoneName> {
    let shown = || labelled(typed, context);
    let named = || match setting("zone", typed, context) {
        Ok(Setting::TimeZone(zone)) => Some(zone),
        _ => None,
    };
    shown().or_else(named).or_else(|| clock(typed).and_then(|clock| with_clock(clock, context.language, now)))
}

/// A city of the buttons by its name in any language.
fn labelled(typed: &str, context: &Context<'_>) -> Option<TimeZoneName> {
    let typed = plain_text(typed.trim());
    let voice = |&language: &Language| Voice { language, units: context.units };
    let is = |city| Language::ALL.iter().any(|language| plain_text(&label(voice(language), city)) == typed);
    let mut all = Language::ALL.iter().flat_map(|&language| cities(language));
    all.find(|(city, _)| is(city)).and_then(|(_, zone)| TimeZoneName::try_new(zone).ok())
}

/// A zone where it is this late now: of several, one where the language is spoken.
fn with_clock(clock: Time, language: Language, now: Timestamp) -> Option<TimeZoneName> {
    let zones = cities(language).iter().map(|(_, zone)| *zone).chain(ELSEWHERE.iter().copied());
    let minute = |time: Time| i32::from(time.hour()) * 60 + i32::from(time.minute());
    let near = zones.filter_map(|zone| {
        let zone = TimeZoneName::try_new(zone).ok()?;
        let apart = (minute(now.to_zoned(zone.time_zone()?).time()) - minute(clock)).rem_euclid(MINUTES_OF_A_DAY);
        let off = apart.min(MINUTES_OF_A_DAY - apart);
        (off <= MINUTES_OFF).then_some((off, zone))
    });
    near.min_by_key(|(off, _)| *off).map(|(_, zone)| zone)
}
