//! Random parts of commands and events: from small pools where streams should meet them again, from the whole range
//! where their limits matter.

use domain::{
    identity::{ExternalId, GatewayName},
    member::{InjuryReport, ProfileField},
    vocabulary::*,
    workout::{ContentHash, Leg, RaceEffort, Source, WorkoutFacts},
};
use jiff::{Timestamp, ToSpan, civil::Date};
use proptest::{option, prelude::*, sample::select};
use uuid::Uuid;

pub(crate) fn sent_at() -> Timestamp {
    "2025-05-03T08:00:00Z".parse().unwrap()
}

pub(crate) fn id() -> impl Strategy<Value = Uuid> {
    (1_u128..4).prop_map(Uuid::from_u128)
}

/// Mostly dates that rules accept, now and then one they don't.
pub(crate) fn date() -> impl Strategy<Value = Date> {
    (-400_i32..400).prop_map(|days| jiff::civil::date(2025, 5, 3).saturating_add(days.days()))
}

pub(crate) fn text<const MAX: usize>() -> impl Strategy<Value = Text<MAX>> {
    "[\\PC\n\t]{1,40}".prop_filter_map("blank", |text| Text::try_new(&text).ok())
}

pub(crate) fn word<T: Copy + std::fmt::Debug + 'static>(words: &'static [T]) -> impl Strategy<Value = T> {
    select(words)
}

pub(crate) fn zone_name() -> impl Strategy<Value = TimeZoneName> {
    select(&["Europe/Prague", "america/lima", "UTC", "Moon/Tranquility"][..]).prop_map(|name| name.parse().unwrap())
}

/// Any value of a whole quantity.
macro_rules! whole {
    ($name:ident) => {
        ($name::MIN..=$name::MAX).prop_map(|value| $name::try_new(value).unwrap())
    };
}

pub(crate) fn consent() -> impl Strategy<Value = Consent> {
    prop_oneof![
        Just(Consent::HealthData),
        id().prop_map(|coach_id| Consent::CoachAccess { coach_id }),
        Just(Consent::Reminders),
        Just(Consent::LanguageModel),
        Just(Consent::PublicPosts),
    ]
}

pub(crate) fn gateway() -> impl Strategy<Value = GatewayName> {
    "[a-z0-9-]{1,32}".prop_map(|name| name.parse().unwrap())
}

pub(crate) fn external_id() -> impl Strategy<Value = ExternalId> {
    "[^\\s\\pC]{1,40}".prop_filter_map("blank", |id| id.parse().ok())
}

pub(crate) fn thresholds() -> impl Strategy<Value = Thresholds> {
    (
        option::of(whole!(Ftp)),
        option::of(whole!(ThresholdHeartRate)),
        option::of(whole!(MaxHeartRate)),
        option::of(whole!(RestingHeartRate)),
        option::of(whole!(SwimPace)),
        option::of(whole!(Vdot)),
    )
        .prop_map(|(ftp, threshold_heart_rate, max_heart_rate, resting_heart_rate, swim_pace, vdot)| Thresholds {
            ftp,
            threshold_heart_rate,
            max_heart_rate,
            resting_heart_rate,
            swim_pace,
            vdot,
        })
}

pub(crate) fn reading() -> impl Strategy<Value = FatigueReading> {
    let body = (option::of(whole!(HeartRateVariability)), option::of(whole!(RestingHeartRate)));
    let sleep = (option::of(whole!(SleepHours)), option::of(whole!(SleepScore)));
    let mind = (option::of(whole!(Readiness)), option::of(whole!(Strain)), option::of(whole!(Strain)));
    (body, sleep, mind, any::<Option<bool>>()).prop_map(
        |((hrv_ms, resting_heart_rate), (sleep_hours, sleep_score), (readiness, soreness, stress), ill)| {
            FatigueReading { readiness, sleep_hours, sleep_score, hrv_ms, resting_heart_rate, soreness, stress, ill }
        },
    )
}

pub(crate) fn race() -> impl Strategy<Value = Race> {
    let target = option::of(0_u32..700_000);
    (id(), date(), word(RaceKind::ALL), word(RacePriority::ALL), "\\PC{0,110}", target).prop_map(
        |(race_id, date, kind, priority, name, target_time_s)| Race {
            race_id,
            date,
            kind,
            priority,
            name,
            target_time_s,
        },
    )
}

pub(crate) fn injury() -> impl Strategy<Value = InjuryReport> {
    let signs = prop::collection::vec(word(PainSign::ALL), 0..4);
    let body_part = word(&[BodyPart::Knee, BodyPart::Shin, BodyPart::Shoulder]);
    (id(), body_part, whole!(InjurySeverity), signs, option::of(text()), date()).prop_map(
        |(injury_id, body_part, severity, signs, note, date)| InjuryReport {
            injury_id,
            body_part,
            severity,
            signs,
            note,
            date,
        },
    )
}

fn availability() -> impl Strategy<Value = Availability> {
    let day = (word(Weekday::ALL), option::of(whole!(Minutes)), prop::collection::vec(word(Sport::ALL), 0..3));
    prop::collection::vec(day.prop_map(|(day, minutes, sports)| DayAvailability { day, minutes, sports }), 0..9)
        .prop_map(Availability::new)
}

pub(crate) fn profile() -> impl Strategy<Value = Profile> {
    let person =
        (option::of("\\PC{0,110}"), option::of(1890_i16..2030), option::of(whole!(Height)), option::of(whole!(Weight)));
    let words = (option::of(word(Sex::ALL)), option::of(word(Level::ALL)), option::of(word(Goal::ALL)));
    let week = (
        option::of(prop::collection::vec(word(Sport::ALL), 0..4)),
        option::of(whole!(Minutes)),
        option::of(whole!(SessionsPerWeek)),
        option::of(availability()),
    );
    let swim_days = option::of(prop::collection::vec(word(Weekday::ALL), 0..9).prop_map(WeekdaySet::new));
    let days = (swim_days, prop::array::uniform4(option::of(word(Weekday::ALL))));
    (person, words, week, days).prop_map(|(person, words, week, (swim_days, days))| {
        let [vo2_day, long_ride_day, long_run_day, no_long_run_day] = days;
        Profile {
            name: person.0,
            birth_year: person.1,
            height: person.2,
            weight: person.3,
            sex: words.0,
            level: words.1,
            goal: words.2,
            sports: week.0,
            weekly_volume: week.1,
            sessions_per_week: week.2,
            availability: week.3,
            swim_days,
            vo2_day,
            long_ride_day,
            long_run_day,
            no_long_run_day,
        }
    })
}

pub(crate) fn clear() -> impl Strategy<Value = Vec<ProfileField>> {
    prop::collection::vec(word(ProfileField::ALL), 0..3)
}

pub(crate) fn source() -> impl Strategy<Value = Source> {
    let file = (0_u8..3, option::of(text())).prop_map(|(content, name)| Source::File {
        content_hash: ContentHash::try_new(&format!("{content:02x}").repeat(32)).unwrap(),
        name,
    });
    prop_oneof![Just(Source::Typed), Just(Source::Api), file]
}

fn durations() -> impl Strategy<Value = Durations> {
    (option::of(whole!(Duration)), option::of(whole!(Duration)), option::of(whole!(Duration)))
        .prop_filter_map("no such clocks", |(elapsed, timer, moving)| Durations::try_new(elapsed, timer, moving).ok())
}

fn leg() -> impl Strategy<Value = Leg> {
    let heart = option::of(whole!(HeartRate));
    (word(Sport::ALL), durations(), option::of(whole!(Distance)), option::of(word(Zone::ALL)), heart).prop_map(
        |(sport, duration, distance_m, zone, avg_heart_rate)| Leg {
            sport,
            duration,
            distance_m,
            zone,
            avg_heart_rate,
            avg_power: None,
        },
    )
}

pub(crate) fn time_of_day() -> impl Strategy<Value = jiff::civil::Time> {
    (0..24_i8, 0..60_i8).prop_map(|(hour, minute)| jiff::civil::time(hour, minute, 0, 0))
}

pub(crate) fn workout() -> impl Strategy<Value = Box<WorkoutFacts>> {
    let when = (-10_000_000_i64..200_000, zone_name());
    let effort = (durations(), option::of(whole!(Distance)), option::of(word(Zone::ALL)), option::of(whole!(Rpe)));
    let ache =
        (word(BodyPart::ALL), whole!(PainSeverity)).prop_map(|(body_part, severity)| Ache { body_part, severity });
    let words = (
        option::of(word(Mood::ALL)),
        prop::collection::vec(ache, 0..3),
        option::of(text()),
        option::of(text()),
        prop::collection::vec(text(), 0..3),
    );
    let watch = (
        option::of(whole!(HeartRate)),
        option::of(whole!(HeartRate)),
        option::of(whole!(Power)),
        option::of(whole!(Power)),
        option::of(whole!(Ascent)),
    );
    let race =
        option::of((word(RaceKind::ALL), option::of(id())).prop_map(|(kind, race_id)| RaceEffort { kind, race_id }));
    let legs = prop_oneof![4 => Just(Vec::new()), 1 => prop::collection::vec(leg(), 0..4)];
    (word(Sport::ALL), when, effort, words, watch, race, legs).prop_map(
        |(sport, (ago, time_zone), effort, words, watch, race, legs)| {
            let start = sent_at().saturating_add(ago.seconds()).unwrap();
            Box::new(WorkoutFacts {
                sport,
                start,
                local_date: time_zone.date_of(start).unwrap_or(jiff::civil::date(2025, 5, 3)),
                time_zone,
                duration: effort.0,
                distance_m: effort.1,
                zone: effort.2,
                rpe: effort.3,
                mood: words.0,
                aches: words.1,
                notes: words.2,
                weather: words.3,
                tags: words.4,
                avg_heart_rate: watch.0,
                max_heart_rate: watch.1,
                avg_power: watch.2,
                normalized_power: watch.3,
                ascent_m: watch.4,
                race,
                legs,
            })
        },
    )
}
