//! The dialogue in each language, from the first question to the last.

use domain::{
    member::MemberEvent,
    vocabulary::{Language, Minutes, OnboardingQuestion, RaceKind, Text, Units},
};
use jiff::{Timestamp, civil::date};

use super::{Answer, Meaning, Onboarding, Step, answered, asked, finished, read_back};
use crate::chat::{
    parse::{Context, Problem, Setting},
    reply::{Part, Press, Voice},
};

fn context(language: Language) -> Context<'static> {
    Context { today: date(2025, 5, 14), units: Units::Metric, language, bot: None }
}

fn voice(language: Language) -> Voice {
    Voice { language, units: Units::Metric }
}

/// On the Wednesday of the context; Madrid has 20:30, Moscow 21:30.
fn evening() -> Timestamp {
    "2025-05-14T18:30:00Z".parse().unwrap()
}

fn read(question: OnboardingQuestion, typed: &str, language: Language) -> Result<Answer, Problem> {
    answered(question, typed, &context(language), evening())
}

fn event(question: OnboardingQuestion, answer: Answer) -> MemberEvent {
    let answer = match answer {
        Answer::Skipped => None,
        Answer::Given { text, .. } => Some(text),
    };
    MemberEvent::OnboardingAnswered { question, answer }
}

/// Gives the answers in order and returns the questions that were asked.
fn talk(language: Language, answers: &[&str]) -> (Vec<OnboardingQuestion>, Onboarding) {
    let (mut asked, mut onboarding) = (Vec::new(), Onboarding::default());
    for typed in answers {
        let Step::Ask(question) = onboarding.step() else { panic!("{typed}: {:?}", onboarding.step()) };
        asked.push(question);
        let answer = read(question, typed, language).unwrap_or_else(|error| panic!("{question} {typed}: {error}"));
        onboarding.apply(&event(question, answer));
    }
    (asked, onboarding)
}

#[test]
fn a_race_stays_on_its_day_however_much_later_the_answers_are_read() {
    for (language, typed) in
        [(Language::English, "sunday"), (Language::Spanish, "18 de mayo"), (Language::Russian, "воскресенье")]
    {
        let Ok(Answer::Given { text, meaning }) = read(OnboardingQuestion::RaceDate, typed, language) else {
            panic!("{typed}")
        };
        assert_eq!(meaning, Meaning::RaceDate(date(2025, 5, 18)), "{typed}");
        for today in [date(2025, 5, 15), date(2025, 5, 18)] {
            let later = Context { today, ..context(Language::English) };
            let read = answered(OnboardingQuestion::RaceDate, text.as_str(), &later, evening()).unwrap();
            assert_eq!(read, Answer::Given { text: text.clone(), meaning: meaning.clone() }, "{typed} on {today}");
        }
    }
}

#[test]
fn the_whole_dialogue_can_be_typed_in_every_language() {
    let talks: [(Language, [&str; 16]); 3] = [
        (
            Language::English,
            [
                "English",
                "swim, bike, run",
                "improve time",
                "Lisbon",
                "half marathon",
                "20 September",
                "1:45:00",
                "1985",
                "female",
                "170",
                "62.5",
                "intermediate",
                "6.5",
                "mon wed fri sun",
                "knee 3",
                "ftp 210, css 1:50",
            ],
        ),
        (
            Language::Spanish,
            [
                "español",
                "natación bici carrera",
                "primera carrera",
                "Ciudad de México",
                "media maratón",
                "20 de septiembre",
                "1h45",
                "1985",
                "mujer",
                "170",
                "62,5",
                "principiante",
                "6 horas",
                "lunes, jueves",
                "rodilla 3",
                "ftp 210",
            ],
        ),
        (
            Language::Russian,
            [
                "русский",
                "плавание, бег",
                "улучшить время",
                "21:28",
                "полумарафон",
                "20 сентября",
                "1:45",
                "1985",
                "женский",
                "170",
                "62,5",
                "новичок",
                "360 мин",
                "пн ср вс",
                "нет",
                "threshold-hr 165",
            ],
        ),
    ];
    for (language, answers) in talks {
        let (asked, onboarding) = talk(language, &answers);
        assert_eq!(asked, OnboardingQuestion::ALL, "{language}");
        assert_eq!(onboarding.step(), Step::ReadBack, "{language}");
    }
}

#[test]
fn every_button_of_every_question_is_an_answer_in_every_language() {
    for &language in Language::ALL {
        for &question in OnboardingQuestion::ALL {
            for button in asked(voice(language), question).buttons.into_iter().flatten() {
                let Press::Say(typed) = button.press else { panic!() };
                assert!(read(question, &typed, language).is_ok(), "{language} {question}: {typed}");
            }
        }
    }
}

#[test]
fn only_the_first_three_questions_must_be_answered() {
    let (_, onboarding) = talk(Language::English, &["en", "run", "first race", "skip", "skip"]);
    assert_eq!(onboarding.step(), Step::Ask(OnboardingQuestion::BirthYear), "without a race nobody asks for its date");
    for question in OnboardingQuestion::REQUIRED {
        assert!(read(question, "skip", Language::English).is_err(), "{question}");
    }
}

#[test]
fn nobody_who_wants_to_stay_fit_is_asked_for_a_race() {
    for (language, goal) in
        [(Language::English, "stay fit"), (Language::Spanish, "estar en forma"), (Language::Russian, "быть в форме")]
    {
        let (_, onboarding) = talk(language, &["en", "run", goal, "skip"]);
        assert_eq!(onboarding.step(), Step::Ask(OnboardingQuestion::BirthYear), "{language}");
    }
}

#[test]
fn what_cannot_be_is_asked_again() {
    let refused = [
        (OnboardingQuestion::Language, "klingon"),
        (OnboardingQuestion::Sports, "chess"),
        (OnboardingQuestion::TimeZone, "Atlantis"),
        (OnboardingQuestion::TimeZone, "25:00"),
        (OnboardingQuestion::TimeZone, "18:47"),
        (OnboardingQuestion::RaceDate, "2024-09-20"),
        (OnboardingQuestion::TargetTime, "soon"),
        (OnboardingQuestion::TargetTime, "0:05:00"),
        (OnboardingQuestion::BirthYear, "2020"),
        (OnboardingQuestion::Height, "300"),
        (OnboardingQuestion::Weight, "20"),
        (OnboardingQuestion::WeeklyVolume, "90"),
        (OnboardingQuestion::WeeklyVolume, "60abc"),
        (OnboardingQuestion::Availability, "someday"),
        (OnboardingQuestion::Injuries, "knee 11"),
        (OnboardingQuestion::Thresholds, "weight 70"),
        (OnboardingQuestion::Sex, ""),
    ];
    for (question, typed) in refused {
        assert!(read(question, typed, Language::English).is_err(), "{question}: {typed}");
    }
}

#[test]
fn an_answer_means_what_it_says() {
    let means = |question, typed| match read(question, typed, Language::English) {
        Ok(Answer::Given { meaning, .. }) => meaning,
        other => panic!("{other:?}"),
    };
    assert_eq!(means(OnboardingQuestion::Race, "Half-Marathon"), Meaning::RaceKind(RaceKind::HalfMarathon));
    assert_eq!(means(OnboardingQuestion::RaceDate, "20 September"), Meaning::RaceDate(date(2025, 9, 20)));
    assert_eq!(means(OnboardingQuestion::TargetTime, "1:45"), Meaning::TargetTime(6300));
    assert_eq!(means(OnboardingQuestion::TargetTime, "45:30"), Meaning::TargetTime(2730));
    let Meaning::Setting(Setting::Profile(profile)) = means(OnboardingQuestion::WeeklyVolume, "6.5 h") else {
        panic!()
    };
    assert_eq!(profile.weekly_volume.map(Minutes::get), Some(390));
}

#[test]
fn a_place_is_a_city_a_zone_or_the_time_on_a_watch_and_is_kept_as_a_zone() {
    let placed = |typed: &str, language| match read(OnboardingQuestion::TimeZone, typed, language) {
        Ok(Answer::Given { text, meaning: Meaning::Setting(Setting::TimeZone(zone)) }) => {
            assert_eq!(text.as_str(), zone.as_str(), "{typed}");
            text.to_string()
        }
        other => panic!("{typed}: {other:?}"),
    };
    use Language::{English, Russian, Spanish};
    for (typed, language, zone) in [
        ("Europe/Prague", English, "Europe/Prague"),
        ("new york", English, "America/New_York"),
        ("Lisbon", Spanish, "Europe/Lisbon"),
        ("Los Ángeles", Spanish, "America/Los_Angeles"),
        ("Мехико", Russian, "America/Mexico_City"),
        // Of those who have half past eight now, somebody who speaks Spanish is in Spain.
        ("20:30", Spanish, "Europe/Madrid"),
        ("20.36", Russian, "Europe/Kaliningrad"),
        ("8:27 pm", English, "Europe/Berlin"),
        ("0:00", English, "Asia/Kolkata"),
        ("00:15", English, "Asia/Kathmandu"),
    ] {
        assert_eq!(placed(typed, language), zone, "{typed}");
    }
}

#[test]
fn where_the_dialogue_stands_follows_from_the_events_alone() {
    let answer =
        |question, text: &str| MemberEvent::OnboardingAnswered { question, answer: Some(Text::try_new(text).unwrap()) };
    let mut events = vec![answer(OnboardingQuestion::Language, "en"), answer(OnboardingQuestion::Sports, "run")];
    assert_eq!(Onboarding::of(&events).step(), Step::Ask(OnboardingQuestion::Goal));
    events.push(MemberEvent::OnboardingCompleted {});
    assert_eq!(Onboarding::of(&events).step(), Step::Finished);
}

#[test]
fn the_answers_are_read_back_and_then_a_plan_is_offered() {
    let (_, onboarding) = talk(Language::Spanish, &["español", "carrera", "estar en forma", "20:33", "saltar"]);
    let reply = read_back(voice(Language::Spanish), &onboarding);
    let Part::List(lines) = &reply.parts[1] else { panic!() };
    assert_eq!(lines[..3], ["Idioma: español", "Deportes: carrera", "Objetivo: estar en forma"]);
    assert_eq!(lines[3..], ["Lugar: Europe/Madrid", "Año de nacimiento: —"]);
    assert!(matches!(reply.buttons[0][0].press, Press::Choose { number: 0, .. }));
    assert_eq!(finished(voice(Language::Russian)).buttons[0][0].press, Press::Say("/plan week".to_owned()));
}
