//! A session in the member's language and units.

use domain::{
    plan::{Session, Step, StepPart, Target, WorkoutKind},
    units::{format_clock, format_distance, format_run_pace, format_swim_distance, format_swim_pace},
    vocabulary::{Language, Sport, Units},
};

/// The words of one language, lists in the order of their types.
struct Words {
    feed: &'static str,
    sports: [&'static str; 7],
    kinds: [&'static str; 12],
    /// In the place of a hard kind that has become easy: tempo, race pace, threshold, intervals, repetitions, VO2max,
    /// sharpening.
    eased: [&'static str; 7],
    minutes: &'static str,
    warm_up: &'static str,
    cool_down: &'static str,
    recovery: &'static str,
    watts: &'static str,
    heart_rate: &'static str,
}

static ENGLISH: Words = Words {
    feed: "Training",
    sports: ["Swim", "Bike", "Run", "Strength", "Rest", "Other", "Multisport"],
    kinds: [
        "endurance",
        "recovery",
        "long",
        "technique",
        "tempo",
        "race pace",
        "threshold",
        "intervals",
        "repetitions",
        "VO2max",
        "sharpening",
        "race",
    ],
    eased: [
        "easy instead of tempo",
        "easy instead of race pace",
        "easy instead of threshold",
        "easy instead of intervals",
        "easy instead of repetitions",
        "easy instead of VO2max",
        "easy instead of sharpening",
    ],
    minutes: "min",
    warm_up: "warm up",
    cool_down: "cool down",
    recovery: "easy between",
    watts: "W",
    heart_rate: "bpm",
};

static SPANISH: Words = Words {
    feed: "Entrenamiento",
    sports: ["Natación", "Bici", "Carrera", "Fuerza", "Descanso", "Otro", "Multideporte"],
    kinds: [
        "resistencia",
        "recuperación",
        "larga",
        "técnica",
        "tempo",
        "ritmo de competición",
        "umbral",
        "intervalos",
        "repeticiones",
        "VO2máx",
        "puesta a punto",
        "competición",
    ],
    eased: [
        "suave en vez de tempo",
        "suave en vez de ritmo de competición",
        "suave en vez de umbral",
        "suave en vez de intervalos",
        "suave en vez de repeticiones",
        "suave en vez de VO2máx",
        "suave en vez de puesta a punto",
    ],
    minutes: "min",
    warm_up: "calentar",
    cool_down: "enfriar",
    recovery: "suave entre medias",
    watts: "W",
    heart_rate: "ppm",
};

static RUSSIAN: Words = Words {
    feed: "Тренировки",
    sports: ["Плавание", "Велосипед", "Бег", "Силовая", "Отдых", "Другое", "Мультиспорт"],
    kinds: [
        "выносливость",
        "восстановление",
        "длительная",
        "техника",
        "темповая",
        "соревновательный темп",
        "порог",
        "интервалы",
        "повторы",
        "МПК",
        "подводка",
        "старт",
    ],
    eased: [
        "легко вместо темповой",
        "легко вместо соревновательного темпа",
        "легко вместо порога",
        "легко вместо интервалов",
        "легко вместо повторов",
        "легко вместо МПК",
        "легко вместо подводки",
    ],
    minutes: "мин",
    warm_up: "разминка",
    cool_down: "заминка",
    recovery: "легко между ними",
    watts: "Вт",
    heart_rate: "уд/мин",
};

const fn of(language: Language) -> &'static Words {
    match language {
        Language::English => &ENGLISH,
        Language::Spanish => &SPANISH,
        Language::Russian => &RUSSIAN,
    }
}

/// What calendar programs call the feed.
pub(super) const fn feed_name(language: Language) -> &'static str {
    of(language).feed
}

/// In the order of their words when they are eased.
const HARD: &[WorkoutKind] = &[
    WorkoutKind::Tempo,
    WorkoutKind::RacePace,
    WorkoutKind::Threshold,
    WorkoutKind::Intervals,
    WorkoutKind::Repetitions,
    WorkoutKind::Vo2,
    WorkoutKind::Sharpening,
];

/// "Run: tempo, 50 min". A calendar doesn't show how long something of a whole day takes.
pub(super) fn title(session: &Session, language: Language) -> String {
    let words = of(language);
    let sport = word(Sport::ALL, session.sport, &words.sports).unwrap_or(session.sport.as_str());
    let named = word(WorkoutKind::ALL, session.workout, &words.kinds).unwrap_or(session.workout.as_str());
    let kind = word(HARD, session.workout, &words.eased).filter(|_| session.is_eased()).unwrap_or(named);
    format!("{sport}: {kind}, {} {}", session.minutes, words.minutes)
}

/// The zone and the distance, then the structure, a step a line.
pub(super) fn lines(session: &Session, language: Language, units: Units) -> Vec<String> {
    let distance = session.metres.map(|metres| match session.sport {
        Sport::Swim => format_swim_distance(f64::from(metres), units),
        _ => format_distance(f64::from(metres), units),
    });
    let about = std::iter::once(session.zone.as_str().to_uppercase()).chain(distance).collect::<Vec<_>>().join(", ");
    let steps = session.steps.iter().map(|step| line(step, of(language), units));
    std::iter::once(about).chain(steps).collect()
}

/// "6 × 3:00 Z4, 3:55–4:05 /km, easy between 2:00".
fn line(step: &Step, words: &Words, units: Units) -> String {
    let times = if step.times > 1 { format!("{} × ", step.times) } else { String::new() };
    let zone = step.zone.as_str().to_uppercase();
    let mut text = format!("{times}{} {zone}", format_clock(f64::from(step.seconds)));
    if let Some(target) = step.target {
        text.push_str(", ");
        text.push_str(&range(target, words, units));
    }
    if step.recovery_s > 0 {
        text.push_str(&format!(", {} {}", words.recovery, format_clock(f64::from(step.recovery_s))));
    }
    match step.part {
        StepPart::WarmUp => format!("{}: {text}", words.warm_up),
        StepPart::Main => text,
        StepPart::CoolDown => format!("{}: {text}", words.cool_down),
    }
}

fn range(target: Target, words: &Words, units: Units) -> String {
    match target {
        Target::Watts { low, high } => format!("{low}–{high} {}", words.watts),
        Target::HeartRate { low, high } => format!("{low}–{high} {}", words.heart_rate),
        Target::RunPace { fast_s, slow_s } => between(fast_s, slow_s, |s| format_run_pace(s, units)),
        Target::SwimPace { fast_s, slow_s } => between(fast_s, slow_s, |s| format_swim_pace(s, units)),
    }
}

/// The unit once, at the end.
fn between(fast_s: u16, slow_s: u16, format: impl Fn(f64) -> String) -> String {
    let (fast, slow) = (format(f64::from(fast_s)), format(f64::from(slow_s)));
    if fast == slow { slow } else { format!("{}–{slow}", fast.split(' ').next().unwrap_or_default()) }
}

fn word<T: PartialEq>(all: &[T], wanted: T, words: &[&'static str]) -> Option<&'static str> {
    all.iter().zip(words).find_map(|(one, word)| (*one == wanted).then_some(*word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::vocabulary::Zone;
    use jiff::civil::date;
    use uuid::Uuid;

    fn session() -> Session {
        let mut session =
            Session::new(Uuid::nil(), date(2026, 3, 18), Sport::Run, WorkoutKind::Intervals, Zone::Z4, 52);
        session.metres = Some(9_000);
        session.steps = vec![
            Step::steady(StepPart::WarmUp, 600, Zone::Z1),
            Step {
                times: 6,
                recovery_s: 120,
                target: Some(Target::RunPace { fast_s: 235, slow_s: 245 }),
                ..Step::steady(StepPart::Main, 180, Zone::Z4)
            },
            Step::steady(StepPart::CoolDown, 600, Zone::Z1),
        ];
        session
    }

    #[test]
    fn a_session_reads_in_the_members_language_and_units() {
        assert_eq!(title(&session(), Language::English), "Run: intervals, 52 min");
        assert_eq!(title(&session(), Language::Russian), "Бег: интервалы, 52 мин");
        assert_eq!(
            lines(&session(), Language::Spanish, Units::Metric),
            [
                "Z4, 9 km",
                "calentar: 10:00 Z1",
                "6 × 3:00 Z4, 3:55–4:05 /km, suave entre medias 2:00",
                "enfriar: 10:00 Z1"
            ]
        );
        let imperial = lines(&session(), Language::English, Units::Imperial);
        assert!(imperial[0] == "Z4, 5.6 mi" && imperial[2].contains("6:18–6:34 /mi"), "{imperial:?}");
    }

    #[test]
    fn a_session_that_was_made_easy_is_called_what_it_is_now() {
        let mut eased = session();
        eased.ease();
        let titles = [Language::English, Language::Spanish, Language::Russian].map(|language| title(&eased, language));
        assert_eq!(
            titles,
            [
                "Run: easy instead of intervals, 52 min",
                "Carrera: suave en vez de intervalos, 52 min",
                "Бег: легко вместо интервалов, 52 мин"
            ]
        );
    }

    #[test]
    fn every_sport_and_kind_has_a_word_in_every_language() {
        for language in Language::ALL {
            let words = of(*language);
            assert_eq!((words.sports.len(), words.kinds.len()), (Sport::ALL.len(), WorkoutKind::ALL.len()));
        }
    }
}
