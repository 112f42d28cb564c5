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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        care::Sign,
        history::{OpenInjury, Reading},
        rules::testing::{Case, done, session},
        vocabulary::{BodyPart, Readiness, Sport, Zone},
    };

    /// For each hard rule an athlete and a week that breaks it, and no other.
    fn planted() -> Vec<(&'static str, Case, Vec<Session>)> {
        let easy = |on| session(on, Sport::Run, Zone::Z2, 40);
        let hard = |on| session(on, Sport::Run, Zone::Z4, 40);
        let case = |prepare: fn(&mut Case)| {
            let mut case = Case::default();
            prepare(&mut case);
            case
        };
        let tired = case(|case| {
            let readiness = Readiness::try_new(2).ok();
            case.history.readings.insert(case.from, Reading { readiness, ill: false });
        });
        let lame = case(|case| {
            let (injury_id, body_part) = (uuid::Uuid::nil(), BodyPart::Shin);
            case.history.injuries.push(OpenInjury { injury_id, body_part, severity: 6, signs: vec![] });
        });
        let sore = case(|case| {
            let (injury_id, body_part) = (uuid::Uuid::nil(), BodyPart::Shoulder);
            case.history.injuries.push(OpenInjury { injury_id, body_part, severity: 4, signs: vec![] });
        });
        let dizzy = case(|case| case.history.signs.extend([Sign::Dizziness]));
        let light = case(|case| case.history.put_workout(done(5, 100, false)));
        vec![
            ("ReadinessDownshift", tired, vec![hard(10)]),
            ("NoHardHard", Case::default(), vec![hard(10), hard(11)]),
            ("InjuryGuard", lame, vec![easy(10)]),
            ("InjuryGuard", sore, vec![session(10, Sport::Swim, Zone::Z2, 40)]),
            ("CareGuard", dizzy, vec![hard(10)]),
            ("RestDay", Case::default(), (10..17).map(easy).collect()),
            ("WeeklyLoadCap", light, vec![easy(10), easy(12), session(14, Sport::Run, Zone::Z2, 31)]),
        ]
    }

    #[test]
    fn a_week_that_breaks_a_hard_rule_is_told_by_that_rule_alone() {
        for (rule, case, week) in planted() {
            let told: Vec<_> = case.with(|situation| breaches(situation, &week)).iter().map(|b| b.rule).collect();
            assert_eq!(told, [rule]);
        }
    }

    #[test]
    fn every_hard_rule_has_a_planted_week() {
        let planted: Vec<_> = planted().into_iter().map(|(rule, ..)| rule).collect();
        let hard = RULES.iter().filter(|rule| rule.kind() == RuleKind::Hard);
        assert!(hard.into_iter().all(|rule| planted.contains(&rule.name())));
    }

    #[test]
    fn what_the_rules_made_of_a_bad_week_breaks_none_of_them() {
        for (rule, case, mut week) in planted() {
            case.with(|situation| drop(crate::rules::apply_all(situation, &mut week)));
            assert_eq!(case.with(|situation| breaches(situation, &week)), [], "{rule}");
        }
    }
}
