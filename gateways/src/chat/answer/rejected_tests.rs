//! Every reason has its words in every language.

use domain::vocabulary::{Language, Units};

use crate::chat::reply::Voice;

/// Where the reasons are, each with its code.
const SOURCES: [&str; 7] = [
    include_str!("../../../../domain/src/member/error.rs"),
    include_str!("../../../../domain/src/identity/error.rs"),
    include_str!("../../../../domain/src/conversation/error.rs"),
    include_str!("../../../../domain/src/fatigue_day/error.rs"),
    include_str!("../../../../domain/src/workout/error.rs"),
    include_str!("../../../../domain/src/plan/error.rs"),
    include_str!("../../../../domain/src/drafts/refusal.rs"),
];

fn codes() -> impl Iterator<Item = &'static str> {
    // What comes after the codes are fields, which aren't told to people.
    let told = SOURCES.into_iter().filter_map(|source| source.split("fn field(").next());
    told.flat_map(|source| source.split("=> \"").skip(1)).filter_map(|rest| rest.split('"').next())
}

#[test]
fn every_reason_of_the_domain_is_told_in_every_language() {
    assert!(codes().count() > 60, "{}", codes().count());
    for &language in Language::ALL {
        let voice = Voice { language, units: Units::Metric };
        for code in codes() {
            let text = voice.by_name(&format!("rejected.{code}")).unwrap_or_default();
            assert!(text.len() > 15, "{language} {code}: {text}");
        }
    }
}
