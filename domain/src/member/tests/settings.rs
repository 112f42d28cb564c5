use super::{MemberError, is_refused, leads_to};

const COACH: &str = r#"{"coach-access":{"coach_id":"0197f3c0-5a00-7000-8000-00000000a002"}}"#;

#[test]
fn choices_are_taken_and_the_same_choice_again_changes_nothing() {
    for (asked, chosen) in [
        (r#"{"choose-language":{"language":"ru"}}"#, r#"{"LanguageChosen":{"language":"ru"}}"#),
        (r#"{"choose-units":{"units":"imperial"}}"#, r#"{"UnitsChosen":{"units":"imperial"}}"#),
        (r#"{"choose-week-start":{"week_start":"sun"}}"#, r#"{"WeekStartChosen":{"week_start":"sun"}}"#),
        (r#"{"choose-timezone":{"time_zone":"america/lima"}}"#, r#"{"TimezoneChosen":{"time_zone":"America/Lima"}}"#),
    ] {
        leads_to(&[], asked, &[chosen]);
        leads_to(&[chosen], asked, &[]);
    }
}

#[test]
fn what_was_chosen_on_registering_need_not_be_chosen_again() {
    leads_to(&[], r#"{"choose-language":{"language":"en"}}"#, &[]);
    leads_to(&[], r#"{"choose-units":{"units":"metric"}}"#, &[]);
    leads_to(&[], r#"{"choose-timezone":{"time_zone":"Europe/Prague"}}"#, &[]);
    leads_to(&[], r#"{"choose-week-start":{"week_start":"mon"}}"#, &[]);
}

#[test]
fn a_time_zone_must_exist() {
    let error = MemberError::UnknownTimeZone("Prague".parse().unwrap());
    is_refused(&[], r#"{"choose-timezone":{"time_zone":"Prague"}}"#, error);
}

#[test]
fn a_consent_is_given_and_withdrawn() {
    for consent in [COACH, r#""health-data""#] {
        let (give, withdraw) = (
            format!(r#"{{"give-consent":{{"consent":{consent}}}}}"#),
            format!(r#"{{"withdraw-consent":{{"consent":{consent}}}}}"#),
        );
        let (given, withdrawn) = (
            format!(r#"{{"ConsentGiven":{{"consent":{consent}}}}}"#),
            format!(r#"{{"ConsentWithdrawn":{{"consent":{consent}}}}}"#),
        );
        leads_to(&[], &give, &[&given]);
        leads_to(&[&given], &give, &[]);
        leads_to(&[&given], &withdraw, &[&withdrawn]);
        leads_to(&[], &withdraw, &[]);
        leads_to(&[&given, &withdrawn], &give, &[&given]);
    }
}

#[test]
fn each_coach_needs_a_consent_of_their_own() {
    let given = format!(r#"{{"ConsentGiven":{{"consent":{COACH}}}}}"#);
    let other = COACH.replace("a002", "a003");
    let other_given = format!(r#"{{"ConsentGiven":{{"consent":{other}}}}}"#);
    leads_to(&[&given], &format!(r#"{{"give-consent":{{"consent":{other}}}}}"#), &[&other_given]);
}

#[test]
fn a_role_is_granted_and_revoked() {
    let (grant, revoke) = (r#"{"grant-role":{"role":"coach"}}"#, r#"{"revoke-role":{"role":"coach"}}"#);
    let (granted, revoked) = (r#"{"RoleGranted":{"role":"coach"}}"#, r#"{"RoleRevoked":{"role":"coach"}}"#);
    leads_to(&[], grant, &[granted]);
    leads_to(&[granted], grant, &[]);
    leads_to(&[granted], revoke, &[revoked]);
    leads_to(&[], revoke, &[]);
}

#[test]
fn everybody_begins_as_an_athlete() {
    leads_to(&[], r#"{"grant-role":{"role":"athlete"}}"#, &[]);
}

#[test]
fn the_last_role_stays() {
    let revoke = r#"{"revoke-role":{"role":"athlete"}}"#;
    is_refused(&[], revoke, MemberError::LastRole);
    leads_to(&[r#"{"RoleGranted":{"role":"coach"}}"#], revoke, &[r#"{"RoleRevoked":{"role":"athlete"}}"#]);
}

#[test]
fn a_reminder_is_chosen_moved_and_switched_off() {
    let (eight, off) = (r#"{"ReminderChosen":{"at":"20:00:00"}}"#, r#"{"ReminderChosen":{}}"#);
    leads_to(&[], r#"{"choose-reminder":{"at":"20:00:00"}}"#, &[eight]);
    leads_to(&[eight], r#"{"choose-reminder":{"at":"20:00:00"}}"#, &[]);
    leads_to(&[eight], r#"{"choose-reminder":{}}"#, &[off]);
    // Who never said anything can still say that nothing is wanted.
    leads_to(&[], r#"{"choose-reminder":{}}"#, &[off]);
    leads_to(&[off], r#"{"choose-reminder":{}}"#, &[]);
}

#[test]
fn who_was_forgotten_is_nobody_any_more_and_stays_so() {
    let (forget, forgotten) = (r#"{"forget":{}}"#, r#"{"MemberForgotten":{}}"#);
    leads_to(&[], forget, &[forgotten]);
    leads_to(&[r#"{"MemberSuspended":{"reason":"Spam"}}"#], forget, &[forgotten]);
    let register = r#"{"register":{"language":"en","time_zone":"Europe/Prague","units":"metric"}}"#;
    for again in [forget, register, r#"{"reinstate":{}}"#, r#"{"choose-units":{"units":"imperial"}}"#] {
        is_refused(&[forgotten], again, MemberError::Forgotten);
    }
    let mut member = super::Member::default();
    for event in [super::registered(), super::event(r#"{"LanguageChosen":{"language":"ru"}}"#), super::event(forgotten)]
    {
        member.take(event);
    }
    assert_eq!((member.language(), member.roles().len()), (None, 0));
}
