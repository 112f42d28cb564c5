use super::{MemberError, is_refused, leads_to};
use crate::{member::ProfileField, vocabulary::TextError};

#[test]
fn only_what_differs_is_told() {
    let known = r#"{"ProfileChanged":{"set":{"weight":70.0,"height":180}}}"#;
    let asked = r#"{"change-profile":{"set":{"weight":69.5,"height":180,"vo2_day":"thu"}}}"#;
    leads_to(&[known], asked, &[r#"{"ProfileChanged":{"set":{"weight":69.5,"vo2_day":"thu"}}}"#]);
}

#[test]
fn a_change_that_changes_nothing_is_no_event() {
    let known = r#"{"ProfileChanged":{"set":{"weight":70.0}}}"#;
    leads_to(&[known], r#"{"change-profile":{"set":{"weight":70}}}"#, &[]);
    leads_to(&[known], r#"{"change-profile":{"set":{},"clear":["height"]}}"#, &[]);
    leads_to(&[known], r#"{"change-profile":{}}"#, &[]);
}

#[test]
fn a_part_can_be_cleared() {
    let known = r#"{"ProfileChanged":{"set":{"no_long_run_day":"mon"}}}"#;
    let cleared = r#"{"ProfileChanged":{"clear":["no-long-run-day"]}}"#;
    let clear = r#"{"change-profile":{"clear":["no-long-run-day","no-long-run-day"]}}"#;
    leads_to(&[known], clear, &[cleared]);
    leads_to(&[known, cleared], clear, &[]);
}

#[test]
fn a_part_is_not_set_and_cleared_at_once() {
    let asked = r#"{"change-profile":{"set":{"weight":70},"clear":["weight"]}}"#;
    is_refused(&[], asked, MemberError::SetAndCleared(ProfileField::Weight));
}

#[test]
fn an_athlete_is_10_to_120_years_old() {
    let birth_year = |given| format!(r#"{{"change-profile":{{"set":{{"birth_year":{given}}}}}}}"#);
    for fits in [1905, 2015] {
        leads_to(&[], &birth_year(fits), &[&format!(r#"{{"ProfileChanged":{{"set":{{"birth_year":{fits}}}}}}}"#)]);
    }
    for given in [1904, 2016] {
        let error = MemberError::BirthYear { given, earliest: 1905, latest: 2015 };
        is_refused(&[], &birth_year(given), error);
    }
}

#[test]
fn a_name_has_1_to_100_characters() {
    let name = |name: &str| format!(r#"{{"change-profile":{{"set":{{"name":"{name}"}}}}}}"#);
    leads_to(&[], &name(" Jana "), &[r#"{"ProfileChanged":{"set":{"name":"Jana"}}}"#]);
    is_refused(&[], &name("  "), MemberError::Name(TextError::Empty));
    let error = MemberError::Name(TextError::TooLong { given: 101, max: 100 });
    is_refused(&[], &name(&"ž".repeat(101)), error);
}

#[test]
fn sports_are_those_one_trains() {
    for sports in [r#"[]"#, r#"["rest"]"#, r#"["run","run"]"#, r#"["multisport"]"#] {
        is_refused(&[], &format!(r#"{{"change-profile":{{"set":{{"sports":{sports}}}}}}}"#), MemberError::Sports);
    }
    leads_to(
        &[],
        r#"{"change-profile":{"set":{"sports":["run"]}}}"#,
        &[r#"{"ProfileChanged":{"set":{"sports":["run"]}}}"#],
    );
}

#[test]
fn a_day_has_24_hours() {
    let minutes =
        |minutes| format!(r#"{{"change-profile":{{"set":{{"availability":[{{"day":"mon","minutes":{minutes}}}]}}}}}}"#);
    is_refused(&[], &minutes(1441), MemberError::DayTooLong);
    let changed = r#"{"ProfileChanged":{"set":{"availability":[{"day":"mon","minutes":1440}]}}}"#;
    leads_to(&[], &minutes(1440), &[changed]);
}

#[test]
fn the_long_run_is_not_on_the_day_without_one() {
    let known = r#"{"ProfileChanged":{"set":{"no_long_run_day":"sat"}}}"#;
    is_refused(&[known], r#"{"change-profile":{"set":{"long_run_day":"sat"}}}"#, MemberError::LongRunDay);
    let swap = r#"{"change-profile":{"set":{"long_run_day":"sat"},"clear":["no-long-run-day"]}}"#;
    let swapped = r#"{"ProfileChanged":{"set":{"long_run_day":"sat"},"clear":["no-long-run-day"]}}"#;
    leads_to(&[known], swap, &[swapped]);
}
