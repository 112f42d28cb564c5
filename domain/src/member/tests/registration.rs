use super::{Member, MemberError, MemberEvent, command, is_refused, leads_to, registered};
use crate::testing::given;

const REGISTER: &str = r#"{"register":{"language":"en","time_zone":"europe/prague","units":"metric"}}"#;
const SUSPENDED: &str = r#"{"MemberSuspended":{"reason":"spam"}}"#;

#[test]
fn a_person_becomes_a_member() {
    given::<Member>([]).when(command(REGISTER)).then_expect_events(vec![registered()]);
}

#[test]
fn a_member_registers_once() {
    is_refused(&[], REGISTER, MemberError::AlreadyRegistered);
}

#[test]
fn a_time_zone_that_does_not_exist_is_refused() {
    let register = r#"{"register":{"language":"en","time_zone":"Moon/Tranquility","units":"metric"}}"#;
    let error = MemberError::UnknownTimeZone("Moon/Tranquility".parse().unwrap());
    given::<Member>([]).when(command(register)).then_expect_error(error);
}

#[test]
fn nothing_can_be_asked_before_registering() {
    for asked in [
        r#"{"choose-language":{"language":"es"}}"#,
        r#"{"complete-onboarding":{}}"#,
        r#"{"suspend":{"reason":"spam"}}"#,
        r#"{"reinstate":{}}"#,
        r#"{"change-profile":{"set":{"weight":70}}}"#,
    ] {
        given::<Member>([]).when(command(asked)).then_expect_error(MemberError::NotRegistered);
    }
}

#[test]
fn a_member_is_suspended_once() {
    leads_to(&[], r#"{"suspend":{"reason":"spam"}}"#, &[SUSPENDED]);
    is_refused(&[SUSPENDED], r#"{"suspend":{"reason":"spam"}}"#, MemberError::AlreadySuspended);
}

#[test]
fn a_suspended_member_can_do_nothing_but_be_reinstated() {
    for asked in [REGISTER, r#"{"choose-language":{"language":"es"}}"#, r#"{"grant-role":{"role":"admin"}}"#] {
        is_refused(&[SUSPENDED], asked, MemberError::Suspended);
    }
    leads_to(&[SUSPENDED], r#"{"reinstate":{}}"#, &[r#"{"MemberReinstated":{}}"#]);
}

#[test]
fn a_reinstated_member_acts_again() {
    let history = [SUSPENDED, r#"{"MemberReinstated":{}}"#];
    leads_to(&history, r#"{"choose-language":{"language":"es"}}"#, &[r#"{"LanguageChosen":{"language":"es"}}"#]);
    is_refused(&history, r#"{"reinstate":{}}"#, MemberError::NotSuspended);
}

#[test]
fn the_name_given_on_registering_is_in_the_profile() {
    let named = r#"{"MemberRegistered":{"language":"en","time_zone":"UTC","units":"metric","name":"Jana"}}"#;
    let named: MemberEvent = super::event(named);
    given::<Member>([named]).when(command(r#"{"change-profile":{"set":{"name":"Jana"}}}"#)).then_expect_events(vec![]);
}
