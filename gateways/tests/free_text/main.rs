//! Free text as people type it, against what they meant.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod corpus;
mod properties;

use corpus::{Figures, figures};
use domain::vocabulary::Language;

const CORPUS: [(Language, &str); 3] = [
    (Language::English, include_str!("../corpus/en.jsonl")),
    (Language::Spanish, include_str!("../corpus/es.jsonl")),
    (Language::Russian, include_str!("../corpus/ru.jsonl")),
];

/// Written before the parser as well, and never looked at while it was made.
const HELD_OUT: [(Language, &str); 3] = [
    (Language::English, include_str!("../corpus/held-out.en.jsonl")),
    (Language::Spanish, include_str!("../corpus/held-out.es.jsonl")),
    (Language::Russian, include_str!("../corpus/held-out.ru.jsonl")),
];

#[test]
fn messages_that_were_held_back_are_not_silently_wrong_either() {
    let mut all = Figures::default();
    for (language, text) in HELD_OUT {
        let figures = figures(language, text);
        figures.print(language.as_str());
        all.add(figures);
    }
    all.print("held out");
    assert!(all.silently_wrong.is_empty(), "{:#?}", all.silently_wrong);
}

#[test]
fn what_people_type_is_understood_or_asked_about_and_never_silently_wrong() {
    let mut all = Figures::default();
    for (language, text) in CORPUS {
        let figures = figures(language, text);
        figures.print(language.as_str());
        assert!(figures.total() >= 50, "{language}: a corpus of {} is too small", figures.total());
        all.add(figures);
    }
    all.print("all");
    assert!(all.silently_wrong.is_empty(), "{:#?}", all.silently_wrong);
    assert!(all.right * 100 >= all.total() * 95, "{} of {} right, asked: {:#?}", all.right, all.total(), all.asked);
}

/// What the conversation does with an answer that is typed: the text and the answer are read together.
#[test]
fn a_missing_time_that_is_typed_afterwards_completes_the_workout() {
    for (language, text, answer, whole) in [
        (Language::English, "ran 10k", "52:30", "run 0:52:30 10.000 km 2025-05-14"),
        (Language::Spanish, "fui a nadar", "40 min", "swim 0:40:00 2025-05-14"),
        (Language::Russian, "вчера пробежал 10 км", "50 минут", "run 0:50:00 10.000 km 2025-05-13"),
    ] {
        assert_eq!(corpus::outcome(language, text), "asked");
        assert_eq!(corpus::outcome(language, &format!("{text} {answer}")), whole);
    }
}

#[test]
fn the_day_that_is_named_is_the_day_that_is_logged() {
    // Today is Wednesday, 14 May 2025.
    for (text, date) in [
        ("run 40 min last monday", "2025-05-12"),
        ("run 40 min 3 days ago", "2025-05-11"),
        ("run 40 min a week ago", "2025-05-07"),
        ("run 40 min on May 3rd", "2025-05-03"),
        ("run 40 min on 3 December", "2024-12-03"),
        ("run 40 min 13/05", "asked"),
        ("13/05 run 40 min", "2025-05-13"),
        ("run 40 min 2024-02-29", "2024-02-29"),
        ("correr 40 min el 3 de mayo de 2024", "2024-05-03"),
        ("hace una semana corrí 40 min", "2025-05-07"),
        ("бегал 40 мин неделю назад", "2025-05-07"),
        ("3 дня назад бегал 40 мин", "2025-05-11"),
        ("12.05.2024 бег 40 мин", "2024-05-12"),
        ("run 40 min wednesday", "asked"),
        ("run 40 min on 20 May", "nothing"),
        ("run 40 min today, sore from yesterday", "asked"),
    ] {
        let outcome = corpus::outcome(Language::English, text);
        let expected = if date.starts_with("20") { format!("0:40:00 {date}") } else { date.to_owned() };
        assert!(outcome.contains(&expected), "{text}: {outcome}, not {expected}");
    }
}
