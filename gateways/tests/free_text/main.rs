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
