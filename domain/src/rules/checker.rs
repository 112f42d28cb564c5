//! The last word before a plan is issued: which hard rules does it still break?

use super::{RULES, Situation};
use crate::{plan::Session, rules::RuleKind};

/// A hard rule that a week breaks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Breach {
    pub rule: &'static str,
    pub what: String,
}

/// Every hard rule that the week breaks; a plan with one is never issued.
pub fn breaches(situation: &Situation<'_>, week: &[Session]) -> Vec<Breach> {
    RULES
        .iter()
        .filter(|rule| rule.kind() == RuleKind::Hard)
        .filter_map(|rule| Some(Breach { rule: rule.name(), what: rule.broken(situation, week)? }))
        .collect()
}
