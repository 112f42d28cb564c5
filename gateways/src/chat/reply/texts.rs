//! The texts of `gateways/texts`, built into the program. A new text is a line in each language's file and in `keys`.

use std::{borrow::Cow, collections::HashMap};

use domain::vocabulary::Language;
use fluent_templates::{LanguageIdentifier, Loader, fluent_bundle::FluentValue, static_loader};
use unic_langid::langid;

static_loader! {
    static TEXTS = {
        locales: "./texts",
        fallback_language: "en",
        // Chats show the invisible marks around arguments as boxes, and copy them.
        customise: |bundle| bundle.set_use_isolating(false),
    };
}

const fn locale(language: Language) -> LanguageIdentifier {
    match language {
        Language::English => langid!("en"),
        Language::Spanish => langid!("es"),
        Language::Russian => langid!("ru"),
    }
}

/// A text in a language; none where there is no such key in any.
pub(super) fn text(language: Language, id: &str, args: &[(&'static str, FluentValue<'static>)]) -> Option<String> {
    let args: HashMap<Cow<'static, str>, FluentValue<'static>> =
        args.iter().map(|(name, value)| (Cow::Borrowed(*name), value.clone())).collect();
    TEXTS.try_lookup_with_args(&locale(language), id, &args)
}
