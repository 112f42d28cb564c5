use jiff::civil::Date;

use super::{FatigueDay, FatigueDayCommand, FatigueDayError, FatigueDayEvent};
use crate::{
    testing::{day, given},
    vocabulary::FatigueReading,
};

fn reading(json: &str) -> FatigueReading {
    serde_json::from_str(json).unwrap()
}

fn record_on(date: Date, json: &str) -> FatigueDayCommand {
    FatigueDayCommand::Record { date, reading: reading(json) }
}

fn record(json: &str) -> FatigueDayCommand {
    record_on(day("2025-05-03"), json)
}

fn recorded(json: &str) -> FatigueDayEvent {
    FatigueDayEvent::FatigueRecorded { date: day("2025-05-03"), reading: reading(json) }
}

fn corrected(json: &str) -> FatigueDayEvent {
    FatigueDayEvent::FatigueCorrected { date: day("2025-05-03"), reading: reading(json) }
}

#[test]
fn the_first_reading_of_a_day_is_recorded() {
    given::<FatigueDay>([])
        .when(record(r#"{"readiness":4,"sleep_hours":7.5}"#))
        .then_expect_events(vec![recorded(r#"{"readiness":4,"sleep_hours":7.5}"#)]);
}

#[test]
fn a_later_reading_corrects_what_it_gives_and_keeps_the_rest() {
    given::<FatigueDay>([recorded(r#"{"readiness":4,"sleep_hours":7.5}"#)])
        .when(record(r#"{"readiness":2,"ill":true}"#))
        .then_expect_events(vec![corrected(r#"{"readiness":2,"sleep_hours":7.5,"ill":true}"#)]);
}

#[test]
fn corrections_build_on_corrections() {
    given::<FatigueDay>([recorded(r#"{"readiness":4}"#), corrected(r#"{"readiness":4,"ill":true}"#)])
        .when(record(r#"{"ill":false}"#))
        .then_expect_events(vec![corrected(r#"{"readiness":4,"ill":false}"#)]);
}

#[test]
fn the_same_reading_again_changes_nothing() {
    given::<FatigueDay>([recorded(r#"{"readiness":4,"sleep_hours":7.5}"#)])
        .when(record(r#"{"sleep_hours":7.5}"#))
        .then_expect_events(vec![]);
}

#[test]
fn a_reading_that_says_nothing_is_refused() {
    given::<FatigueDay>([]).when(record("{}")).then_expect_error(FatigueDayError::Empty);
}

#[test]
fn tomorrow_may_have_begun_elsewhere_but_the_day_after_has_not() {
    let (tomorrow, later) = (day("2025-05-04"), day("2025-05-05"));
    assert!(given::<FatigueDay>([]).when(record_on(tomorrow, r#"{"ill":true}"#)).inspect_result().is_ok());
    given::<FatigueDay>([]).when(record_on(later, r#"{"ill":true}"#)).then_expect_error(FatigueDayError::Future(later));
}

#[test]
fn a_day_before_1990_is_a_typing_error() {
    let date = day("1989-12-31");
    given::<FatigueDay>([]).when(record_on(date, r#"{"ill":true}"#)).then_expect_error(FatigueDayError::TooOld(date));
}
