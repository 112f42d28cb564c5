//! Beside the six rules of training: nothing hard while a sign is open that a clinician should look at.
//!
//! Dizziness, fever, pain over two weeks, pregnancy, a new medicine: the athlete wrote of it and nobody has cleared it
//! yet. It stays easy until then; it is the planner's own caution and no diagnosis. Emergencies never get this far: there
//! is no plan while one is open. A race stays in the plan and is the athlete's own decision.

use super::{Ground, Rule, RuleKind, Situation};
use crate::plan::{Message, Session};

pub(super) struct CareGuard;

const REASON: &str = "Nothing hard until a clinician has looked at what you wrote about. This is not medical advice.";

impl Rule for CareGuard {
    fn name(&self) -> &'static str {
        "CareGuard"
    }

    fn kind(&self) -> RuleKind {
        RuleKind::Hard
    }

    fn apply(&self, situation: &Situation<'_>, week: &mut Vec<Session>) -> Option<Ground> {
        let sign = situation.history.signs.first()?;
        for session in week.iter_mut().filter(|session| must_give_way(session)) {
            session.ease();
            session.note = Some(Message::new("note.care", REASON).with("sign", sign));
        }
        Some(Ground::new(format!("an open sign: {sign}"), REASON))
    }

    fn broken(&self, situation: &Situation<'_>, week: &[Session]) -> Option<String> {
        let sign = situation.history.signs.first()?;
        let hard = week.iter().find(|session| must_give_way(session))?;
        Some(format!("{} is planned while a sign is open: {sign}", hard.title))
    }
}

fn must_give_way(session: &Session) -> bool {
    session.is_hard() && !session.is_race()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        care::Sign,
        rules::testing::{Case, race, session},
        vocabulary::{Sport, Zone},
    };

    fn week() -> Vec<Session> {
        vec![session(10, Sport::Run, Zone::Z4, 50), session(12, Sport::Bike, Zone::Z5, 60)]
    }

    #[test]
    fn an_open_sign_makes_the_whole_week_easy_and_the_checker_sees_what_is_not() {
        let mut case = Case::default();
        assert!(case.apply(&CareGuard, &mut week()).is_none());
        case.history.signs.insert(Sign::Dizziness);
        assert!(case.broken(&CareGuard, &week()).is_some());
        let mut week = week();
        let record = case.apply(&CareGuard, &mut week).unwrap();
        assert!(record.reason.contains("not medical advice"));
        assert!(week.iter().all(|session| !session.is_hard() && session.note.is_some()));
        assert!(case.broken(&CareGuard, &week).is_none());
    }

    #[test]
    fn a_race_is_left_to_the_athlete() {
        let mut case = Case::default();
        case.history.signs.insert(Sign::NewMedicine);
        case.history.put_race(race(12));
        let mut week = vec![session(12, Sport::Run, Zone::Z4, 50).tagged(crate::plan::Tag::Race)];
        assert!(case.apply(&CareGuard, &mut week).is_none());
    }
}
