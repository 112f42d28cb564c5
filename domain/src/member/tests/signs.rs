use super::{command, event, leads_to, registered};
use crate::{
    ledger::{Actor, Addressed},
    member::{Asker, Member, MemberError, MemberEvent},
    testing::{ATHLETE, SOMEBODY_ELSE, by},
    vocabulary::Role,
};

const RAISE: &str = r#"{"raise-sign":{"sign":"chest-pain"}}"#;
const CLEAR: &str = r#"{"clear-sign":{"sign":"chest-pain"}}"#;
const RAISED: &str = r#"{"SignRaised":{"sign":"chest-pain"}}"#;
const CLEARED: &str = r#"{"SignCleared":{"sign":"chest-pain"}}"#;

fn member(history: &[&str]) -> Member {
    let mut member = Member::default();
    member.take(registered());
    history.iter().for_each(|json| member.take(event(json)));
    member
}

/// What becomes of it when that actor, who has that role, asks to clear the athlete's sign.
fn clear(history: &[&str], actor: Actor, role: Option<Role>) -> Result<Vec<MemberEvent>, MemberError> {
    let mut asking = member(&[]);
    role.into_iter().for_each(|role| asking.take(MemberEvent::RoleGranted { role }));
    let asked = Addressed { actor, ..by(ATHLETE, command(CLEAR)) };
    member(history).decide(asked, &Asker::of(&asking))
}

fn somebody_else() -> Actor {
    Actor::Member(SOMEBODY_ELSE)
}

#[test]
fn a_sign_is_raised_once_until_a_person_clears_it() {
    leads_to(&[], RAISE, &[RAISED]);
    leads_to(&[RAISED], RAISE, &[]);
    leads_to(&[RAISED, CLEARED], RAISE, &[RAISED]);
    for role in [Role::Coach, Role::Admin, Role::Owner] {
        assert_eq!(clear(&[RAISED], somebody_else(), Some(role)), Ok(vec![event(CLEARED)]), "{role}");
    }
    assert_eq!(clear(&[RAISED, CLEARED], somebody_else(), Some(Role::Coach)), Ok(vec![]));
    assert_eq!(clear(&[RAISED], Actor::System("operator".to_owned()), None), Ok(vec![event(CLEARED)]));
}

#[test]
fn nobody_clears_their_own_sign_whatever_their_roles() {
    for role in [None, Some(Role::Coach), Some(Role::Owner)] {
        assert_eq!(clear(&[RAISED], Actor::Member(ATHLETE), role), Err(MemberError::NotYoursToClear), "{role:?}");
    }
}

#[test]
fn neither_another_athlete_nor_a_program_nor_a_suspended_coach_clears_a_sign() {
    for role in [None, Some(Role::Analyst), Some(Role::Auditor)] {
        assert_eq!(clear(&[RAISED], somebody_else(), role), Err(MemberError::NotYoursToClear), "{role:?}");
    }
    let token = Actor::Token("a watch".to_owned());
    assert_eq!(clear(&[RAISED], token, Some(Role::Coach)), Err(MemberError::NotYoursToClear));
    let suspended = member(&[r#"{"RoleGranted":{"role":"coach"}}"#, r#"{"MemberSuspended":{"reason":"gone"}}"#]);
    let asked = Addressed { actor: somebody_else(), ..by(ATHLETE, command(CLEAR)) };
    assert_eq!(member(&[RAISED]).decide(asked, &Asker::of(&suspended)), Err(MemberError::NotYoursToClear));
}
