//! Every language says everything, with the same arguments, and nothing that nobody asks for.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use domain::vocabulary::{Language, Units};
use fluent_syntax::{
    ast::{Entry, Expression, InlineExpression, Pattern, PatternElement},
    parser,
};

use super::{Voice, keys};
use crate::chat::parse::CommandName;

type Texts = BTreeMap<String, BTreeSet<String>>;

/// The texts of one language by key, with the arguments of each.
fn texts(language: Language, wanted: impl Fn(&str) -> bool) -> Texts {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("texts").join(language.as_str());
    let mut texts = Texts::new();
    for file in fs::read_dir(folder).unwrap().map(|file| file.unwrap()) {
        if wanted(file.file_name().to_str().unwrap()) {
            add(&mut texts, &fs::read_to_string(file.path()).unwrap(), language);
        }
    }
    texts
}

fn add(texts: &mut Texts, file: &str, language: Language) {
    let resource = parser::parse(file).unwrap_or_else(|(_, errors)| panic!("{language}: {errors:?}"));
    for entry in resource.body {
        let Entry::Message(message) = entry else { continue };
        let mut args = BTreeSet::new();
        collect(&message.value.unwrap(), &mut args);
        assert!(texts.insert(message.id.name.to_owned(), args).is_none(), "{language}: {} twice", message.id.name);
    }
}

fn collect(pattern: &Pattern<&str>, args: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        let PatternElement::Placeable { expression } = element else { continue };
        match expression {
            Expression::Inline(inline) => collect_inline(inline, args),
            Expression::Select { selector, variants } => {
                collect_inline(selector, args);
                variants.iter().for_each(|variant| collect(&variant.value, args));
            }
        }
    }
}

fn collect_inline(inline: &InlineExpression<&str>, args: &mut BTreeSet<String>) {
    match inline {
        InlineExpression::VariableReference { id } => {
            args.insert(id.name.to_owned());
        }
        InlineExpression::Placeable { expression } => {
            if let Expression::Inline(inline) = expression.as_ref() {
                collect_inline(inline, args);
            }
        }
        _ => {}
    }
}

#[test]
fn every_language_has_every_text_with_the_same_arguments() {
    let english = texts(Language::English, |_| true);
    for &language in Language::ALL {
        let other = texts(language, |_| true);
        let ids = |texts: &Texts| texts.keys().cloned().collect::<BTreeSet<_>>();
        let (ours, theirs) = (ids(&english), ids(&other));
        assert_eq!(ours.symmetric_difference(&theirs).collect::<Vec<_>>(), Vec::<&String>::new(), "{language}");
        for (id, args) in &english {
            // "Logged:" of one workout doesn't name the number; the key says what may be used.
            assert_eq!(&other[id], args, "{language}: {id}");
        }
    }
}

#[test]
fn every_text_is_said_somewhere_and_whatever_is_said_has_a_text() {
    // Words of care are asked for by the signs they answer, in a room of their own.
    // So are the reasons of rejections, by their codes.
    let written = texts(Language::English, |file| !["care.ftl", "rejections.ftl"].contains(&file));
    let usages = CommandName::ALL.iter().map(|command| (command.usage_key(), BTreeSet::new()));
    let declared = keys::ALL
        .iter()
        .map(|key| (key.id.to_owned(), key.args.iter().map(|&arg| arg.to_owned()).collect::<BTreeSet<_>>()));
    let said: Texts = declared.chain(usages).collect();
    assert_eq!(written, said);
}

#[test]
fn no_text_is_empty_and_none_keeps_its_english() {
    for &language in &[Language::Spanish, Language::Russian] {
        let same = CommandName::ALL.iter().filter(|command| {
            super::texts::text(language, &command.usage_key(), &[])
                == super::texts::text(Language::English, &command.usage_key(), &[])
        });
        assert_eq!(same.collect::<Vec<_>>(), Vec::<&CommandName>::new(), "{language}");
    }
}

#[test]
fn every_sign_of_danger_is_answered_in_every_language() {
    for &language in Language::ALL {
        let voice = Voice { language, units: Units::Metric };
        for sign in domain::care::Sign::ALL {
            let answer = voice.by_name(sign.message_key()).unwrap_or_default();
            assert!(answer.len() > 40, "{language} {sign:?}: {answer}");
        }
    }
}
