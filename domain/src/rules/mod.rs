//! What every week must pass before anyone sees it, in order, and how each rule keeps account of itself.
//!
//! To add a rule: a file of its own that implements [`Rule`], and its line in [`RULES`].

mod care_guard;
mod checker;
mod injury_guard;
mod no_hard_hard;
mod readiness_downshift;
mod record;
mod rest_day;
mod situation;
mod swim_rotation;
#[cfg(test)]
mod testing;
mod weekly_load_cap;

pub use checker::{Breach, breaches};
pub(crate) use injury_guard::leaves_something;
pub use record::{Change, RuleKind, RuleRecord, Snapshot};
pub use situation::Situation;
pub use weekly_load_cap::allowed_minutes;

use crate::plan::Session;

/// What a rule saw, and its reason in a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ground {
    pub saw: String,
    pub reason: String,
}

impl Ground {
    pub fn new(saw: impl Into<String>, reason: impl Into<String>) -> Self {
        Self { saw: saw.into(), reason: reason.into() }
    }
}

/// One rule of the week.
pub trait Rule: Sync {
    fn name(&self) -> &'static str;

    /// Raised whenever the rule could decide differently.
    fn version(&self) -> u16 {
        1
    }

    fn kind(&self) -> RuleKind;

    /// Changes the week where it must; `None` when there is nothing to say.
    fn apply(&self, situation: &Situation<'_>, week: &mut Vec<Session>) -> Option<Ground>;

    /// What of the rule the week still breaks, for the checker. Soft rules can't be broken.
    fn broken(&self, _situation: &Situation<'_>, _week: &[Session]) -> Option<String> {
        None
    }
}

/// The rules in the order in which they apply.
pub const RULES: &[&dyn Rule] = &[
    &swim_rotation::SwimRotation,
    &readiness_downshift::ReadinessDownshift,
    &no_hard_hard::NoHardHard,
    &injury_guard::InjuryGuard,
    &care_guard::CareGuard,
    &rest_day::RestDay,
    &weekly_load_cap::WeeklyLoadCap,
];

/// Applies every rule in order. A rule that changes nothing leaves no record.
pub fn apply_all(situation: &Situation<'_>, week: &mut Vec<Session>) -> Vec<RuleRecord> {
    RULES.iter().filter_map(|rule| apply_one(*rule, situation, week)).collect()
}

fn apply_one(rule: &dyn Rule, situation: &Situation<'_>, week: &mut Vec<Session>) -> Option<RuleRecord> {
    let before: Vec<Snapshot> = week.iter().map(Snapshot::of).collect();
    let ground = rule.apply(situation, week)?;
    let changes = record::changes(&before, week);
    (!changes.is_empty()).then(|| RuleRecord {
        rule: rule.name().to_owned(),
        version: rule.version(),
        kind: rule.kind(),
        week: situation.from,
        saw: ground.saw,
        reason: ground.reason,
        changes,
    })
}
