use super::{MemberError, is_refused, leads_to};
use crate::testing::day;

fn injury(id: u8, body_part: &str, severity: u8, more: &str) -> String {
    format!(
        r#"{{"injury":{{"injury_id":"0197f3c0-5a00-7000-8000-00000000d00{id}","body_part":"{body_part}","severity":{severity},{more}"date":"2025-05-03"}}}}"#
    )
}

fn report(id: u8, body_part: &str, severity: u8) -> String {
    format!(r#"{{"report-injury":{}}}"#, injury(id, body_part, severity, ""))
}

fn reported(id: u8, body_part: &str, severity: u8) -> String {
    format!(r#"{{"InjuryReported":{}}}"#, injury(id, body_part, severity, ""))
}

fn resolve(id: u8) -> String {
    format!(r#"{{"resolve-injury":{{"injury_id":"0197f3c0-5a00-7000-8000-00000000d00{id}","date":"2025-05-03"}}}}"#)
}

fn resolved(id: u8) -> String {
    resolve(id).replace("resolve-injury", "InjuryResolved")
}

#[test]
fn an_injury_is_reported_and_the_same_report_changes_nothing() {
    leads_to(&[], &report(1, "knee", 4), &[&reported(1, "knee", 4)]);
    leads_to(&[&reported(1, "knee", 4)], &report(1, "knee", 4), &[]);
}

#[test]
fn signs_are_kept_once_each() {
    let asked = format!(
        r#"{{"report-injury":{}}}"#,
        injury(1, "shin", 5, r#""signs":["bone-tenderness","limp","limp"],"note":"at night","#)
    );
    let expected = format!(
        r#"{{"InjuryReported":{}}}"#,
        injury(1, "shin", 5, r#""signs":["limp","bone-tenderness"],"note":"at night","#)
    );
    leads_to(&[], &asked, &[&expected]);
}

#[test]
fn a_severity_goes_up_and_down_to_nothing() {
    for severity in [0, 2, 10] {
        leads_to(&[&reported(1, "knee", 4)], &report(1, "knee", severity), &[&reported(1, "knee", severity)]);
    }
}

#[test]
fn the_same_body_part_is_the_same_injury_whatever_its_id() {
    leads_to(&[&reported(1, "knee", 4)], &report(2, "knee", 6), &[&reported(1, "knee", 6)]);
    leads_to(&[&reported(1, "knee", 4)], &report(2, "shin", 6), &[&reported(2, "shin", 6)]);
}

#[test]
fn an_id_stays_with_its_body_part() {
    is_refused(&[&reported(1, "knee", 4)], &report(1, "shin", 4), MemberError::InjuryExists);
}

#[test]
fn an_injury_heals_once() {
    let history = [reported(1, "knee", 4), resolved(1)];
    leads_to(&[&history[0]], &resolve(1), &[&history[1]]);
    is_refused(&[&history[0], &history[1]], &resolve(1), MemberError::InjuryResolved);
    is_refused(&[], &resolve(1), MemberError::UnknownInjury);
}

#[test]
fn what_hurts_again_is_a_new_injury() {
    let history = [reported(1, "knee", 4), resolved(1)];
    let history: Vec<&str> = history.iter().map(String::as_str).collect();
    is_refused(&history, &report(1, "knee", 4), MemberError::InjuryResolved);
    leads_to(&history, &report(2, "knee", 4), &[&reported(2, "knee", 4)]);
}

#[test]
fn nobody_knows_what_will_hurt() {
    for asked in [report(1, "knee", 4), resolve(1)] {
        let later = asked.replace("2025-05-03", "2025-05-05");
        is_refused(&[&reported(1, "knee", 5)], &later, MemberError::Future(day("2025-05-05")));
        let ancient = asked.replace("2025-05-03", "1989-05-05");
        is_refused(&[&reported(1, "knee", 5)], &ancient, MemberError::TooOld(day("1989-05-05")));
    }
}
