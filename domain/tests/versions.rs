//! What is read of events that this program didn't write today.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use cqrs_es::{
    Aggregate, EventEnvelope,
    persist::{SemanticVersion, SerializedEvent},
};
use domain::{
    DecodeError, LedgerEvent,
    catalogue::Entry,
    workout::{Workout, WorkoutEvent},
};

fn released(event: &str, version: &str) -> Entry {
    domain::catalogue().into_iter().find(|entry| entry.event == event && entry.version == version).unwrap()
}

fn decode(version: &str, payload: &str) -> Result<LedgerEvent, DecodeError> {
    LedgerEvent::decode("workout", "WorkoutLogged", version, payload)
}

/// What a store of cqrs-es makes of a stored event when it is given our steps.
fn read_by_stock_store(entry: &Entry) -> SerializedEvent {
    let stored = SerializedEvent::new(
        "0197f3c0-5a00-7000-8000-00000000b001".to_owned(),
        1,
        entry.aggregate.to_owned(),
        entry.event.to_owned(),
        entry.version.to_owned(),
        serde_json::from_str(entry.sample).unwrap(),
        serde_json::json!({}),
    );
    domain::upcasters().iter().fold(stored, |event, step| {
        if step.can_upcast(&event.event_type, &event.event_version) { step.upcast(event) } else { event }
    })
}

#[test]
fn a_stock_store_reads_an_old_event_as_we_do() {
    let old = released("WorkoutLogged", "1.0");
    let by_stock = EventEnvelope::<Workout>::try_from(read_by_stock_store(&old)).unwrap().payload;
    let LedgerEvent::Workout(by_us) = decode(old.version, old.sample).unwrap() else { panic!("not a workout") };
    assert_eq!(by_stock, by_us);
}

#[test]
fn an_old_event_and_its_equal_of_today_fold_into_the_same_workout() {
    let old = released("WorkoutLogged", "1.0");
    let LedgerEvent::Workout(upcast) = decode(old.version, old.sample).unwrap() else { panic!("not a workout") };
    let rewritten = serde_json::to_string(&upcast).unwrap();
    let LedgerEvent::Workout(current) = decode("2.0", &rewritten).unwrap() else { panic!("not a workout") };
    assert_eq!(fold(upcast), fold(current));
}

fn fold(event: WorkoutEvent) -> Workout {
    let mut workout = Workout::default();
    workout.apply(event);
    workout
}

#[test]
fn every_old_version_has_a_step_to_a_newer_one() {
    for old in domain::catalogue().iter().filter(|entry| !entry.current) {
        let version: SemanticVersion = read_by_stock_store(old).event_version.parse().unwrap();
        assert!(version.supersedes(&old.version.parse().unwrap()), "{} {}", old.event, old.version);
    }
}

#[test]
fn a_newer_version_is_left_to_a_newer_program() {
    let read = decode("3.0", r#"{"WorkoutLogged":{}}"#);
    assert!(matches!(read, Err(DecodeError::Newer { known: "2.0", .. })), "{read:?}");
}

#[test]
fn a_version_that_never_was_is_not_guessed_at() {
    for version in ["0.9", "1.1", "", "two"] {
        let read = decode(version, r#"{"WorkoutLogged":{}}"#);
        assert!(matches!(read, Err(DecodeError::UnknownVersion { .. })), "{version}: {read:?}");
    }
}

#[test]
fn what_this_program_does_not_know_is_named() {
    let horse = LedgerEvent::decode("horse", "HorseFed", "1.0", "{}").unwrap_err();
    assert_eq!(horse.to_string(), "this program doesn't know the aggregate \"horse\"; a newer one may");
    let flown = LedgerEvent::decode("workout", "WorkoutFlown", "1.0", "{}").unwrap_err();
    assert_eq!(flown.to_string(), "this program doesn't know the event WorkoutFlown of workout; a newer one may");
}

#[test]
fn a_payload_must_be_that_of_its_event() {
    let read = decode("2.0", r#"{"WorkoutVoided":{}}"#);
    assert!(matches!(read, Err(DecodeError::Mislabelled { found: "WorkoutVoided", .. })), "{read:?}");
}

#[test]
fn an_old_payload_that_is_broken_is_refused_and_not_repaired() {
    for broken in [
        "",
        "[]",
        r#"{"WorkoutLogged":{}}"#,
        r#"{"WorkoutLogged":null}"#,
        r#"{"WorkoutLogged":{"minutes":"many"}}"#,
        r#"{"WorkoutLogged":{"minutes":18446744073709551615,"distance_km":1e300}}"#,
    ] {
        let read = decode("1.0", broken);
        assert!(matches!(read, Err(DecodeError::Malformed { .. })), "{broken}: {read:?}");
    }
}
