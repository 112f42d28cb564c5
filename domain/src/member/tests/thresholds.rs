use cqrs_es::Aggregate;

use super::{Member, MemberError, event, is_refused, leads_to, registered};
use crate::testing::day;

fn change(effective: &str, thresholds: &str) -> String {
    format!(r#"{{"change-thresholds":{{"effective":"{effective}","thresholds":{thresholds}}}}}"#)
}

fn changed(effective: &str, thresholds: &str) -> String {
    format!(r#"{{"ThresholdsChanged":{{"effective":"{effective}","thresholds":{thresholds}}}}}"#)
}

#[test]
fn only_the_thresholds_that_differ_on_that_day_are_told() {
    let known = changed("2025-04-01", r#"{"ftp":240,"vdot":47.5}"#);
    let asked = change("2025-05-01", r#"{"ftp":250,"vdot":47.5}"#);
    leads_to(&[&known], &asked, &[&changed("2025-05-01", r#"{"ftp":250}"#)]);
    leads_to(&[&known, &changed("2025-05-01", r#"{"ftp":250}"#)], &asked, &[]);
}

#[test]
fn an_earlier_day_keeps_its_own() {
    let known = changed("2025-05-01", r#"{"ftp":250}"#);
    leads_to(&[&known], &change("2025-04-01", r#"{"ftp":250}"#), &[&changed("2025-04-01", r#"{"ftp":250}"#)]);
}

#[test]
fn each_day_has_the_thresholds_that_were_last_set_by_then() {
    let mut member = Member::default();
    member.apply(registered());
    for (effective, thresholds) in [
        ("2025-05-01", r#"{"ftp":260}"#),
        ("2025-03-01", r#"{"ftp":240,"vdot":45.0}"#),
        ("2025-05-01", r#"{"vdot":46.0}"#),
    ] {
        member.apply(event(&changed(effective, thresholds)));
    }
    let on = |date: &str| {
        let thresholds = member.thresholds_on(day(date));
        (thresholds.ftp.map(crate::vocabulary::Ftp::get), thresholds.vdot.map(crate::vocabulary::Vdot::get))
    };
    assert_eq!(on("2025-02-28"), (None, None));
    assert_eq!(on("2025-04-30"), (Some(240), Some(45.0)));
    assert_eq!(on("2025-05-01"), (Some(260), Some(46.0)));
}

#[test]
fn a_change_gives_at_least_one_threshold() {
    is_refused(&[], &change("2025-05-01", "{}"), MemberError::NoThresholds);
}

#[test]
fn heart_rates_rise_from_resting_to_threshold_to_maximum() {
    let known = changed("2025-04-01", r#"{"threshold_heart_rate":168}"#);
    is_refused(&[&known], &change("2025-05-01", r#"{"max_heart_rate":168}"#), MemberError::HeartRates);
    is_refused(
        &[],
        &change("2025-05-01", r#"{"max_heart_rate":110,"resting_heart_rate":115}"#),
        MemberError::HeartRates,
    );
    let fits = r#"{"max_heart_rate":186,"resting_heart_rate":48}"#;
    leads_to(&[&known], &change("2025-05-01", fits), &[&changed("2025-05-01", fits)]);
}

#[test]
fn thresholds_hold_from_a_day_that_has_begun() {
    is_refused(&[], &change("2025-05-05", r#"{"ftp":250}"#), MemberError::Future(day("2025-05-05")));
    is_refused(&[], &change("1989-05-05", r#"{"ftp":250}"#), MemberError::TooOld(day("1989-05-05")));
}
