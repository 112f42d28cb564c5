//! The words of care are there in every language that the domain may ask them for.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::{collections::BTreeMap, fs};

use domain::care::{NOT_MEDICAL_ADVICE, Sign};
use fluent_syntax::{ast, parser};

/// Each language with what its emergency texts must name.
const LANGUAGES: [(&str, &str); 3] =
    [("en", "emergency number"), ("es", "número de emergencias"), ("ru", "экстренной помощи")];

/// Fluent's names have no dots.
fn name_of(key: &str) -> String {
    key.replace('.', "-")
}

/// The file's messages, each as it is written.
fn texts(language: &str) -> BTreeMap<String, String> {
    let file = format!("{}/texts/{language}/care.ftl", env!("CARGO_MANIFEST_DIR"));
    let resource = parser::parse(fs::read_to_string(file).unwrap()).unwrap();
    let messages = resource.body.into_iter().filter_map(|entry| match entry {
        ast::Entry::Message(message) => Some((message.id.name, written(message.value.unwrap()))),
        _ => None,
    });
    messages.collect()
}

fn written(pattern: ast::Pattern<String>) -> String {
    let part = |element| match element {
        ast::PatternElement::TextElement { value } => value,
        ast::PatternElement::Placeable {
            expression: ast::Expression::Inline(ast::InlineExpression::MessageReference { id, .. }),
        } => format!("{{{}}}", id.name),
        other => panic!("words of care have no variables: {other:?}"),
    };
    pattern.elements.into_iter().map(part).collect()
}

#[test]
fn every_sign_has_its_words_in_every_language_and_no_words_are_left_over() {
    let mut wanted: Vec<String> = Sign::ALL.iter().map(|sign| name_of(sign.message_key())).collect();
    wanted.push(name_of(NOT_MEDICAL_ADVICE));
    wanted.sort_unstable();
    for (language, _) in LANGUAGES {
        assert_eq!(texts(language).into_keys().collect::<Vec<_>>(), wanted, "{language}");
    }
}

#[test]
fn an_emergency_says_whom_to_call_and_everything_on_the_body_says_what_it_is_not() {
    for (language, number) in LANGUAGES {
        let texts = texts(language);
        for sign in Sign::ALL {
            let text = &texts[&name_of(sign.message_key())];
            assert!(!sign.level().suspends_plan() || text.contains(number), "{language}: {text}");
            let disclaims = text.contains(&format!("{{{}}}", name_of(NOT_MEDICAL_ADVICE)));
            assert!(disclaims || *sign == Sign::SelfHarm, "{language}: {text}");
        }
    }
}

#[test]
fn nothing_is_dosed() {
    for (language, _) in LANGUAGES {
        for text in texts(language).values() {
            assert!(!text.contains(|letter: char| letter.is_ascii_digit()), "{language}: {text}");
        }
    }
}
