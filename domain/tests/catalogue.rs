//! The catalogue, its samples and its page agree, and what was ever released is still read.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use domain::{
    DecodeError, LedgerEvent,
    catalogue::{self, Entry},
};

fn decode(entry: &Entry) -> Result<LedgerEvent, DecodeError> {
    LedgerEvent::decode(entry.aggregate, entry.event, entry.version, entry.sample)
}

fn released_files() -> BTreeSet<String> {
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("golden");
    let list =
        |folder: &Path| -> Vec<PathBuf> { fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect() };
    list(&golden)
        .iter()
        .flat_map(|folder| list(folder))
        .map(|file| file.strip_prefix(&golden).unwrap().to_str().unwrap().to_owned())
        .collect()
}

#[test]
fn every_released_form_is_still_read() {
    for entry in domain::catalogue() {
        let event = decode(&entry).unwrap_or_else(|error| panic!("{} {}: {error}", entry.event, entry.version));
        assert_eq!((event.aggregate_type(), event.event_type()), (entry.aggregate, entry.event));
    }
}

#[test]
fn a_form_does_not_change_without_a_new_version() {
    for entry in domain::catalogue().iter().filter(|entry| entry.current) {
        let event = decode(entry).unwrap();
        assert_eq!(event.to_json().unwrap(), entry.sample, "{} {}", entry.event, entry.version);
        assert_eq!(event.event_version(), entry.version);
    }
}

#[test]
fn no_sample_is_without_its_declaration() {
    let declared: BTreeSet<_> = domain::catalogue()
        .iter()
        .map(|Entry { aggregate, event, version, .. }| format!("{aggregate}/{event}.v{version}.json"))
        .collect();
    assert_eq!(declared, released_files());
}

#[test]
fn no_two_aggregates_share_the_name_of_an_event() {
    let current: Vec<_> = domain::catalogue().into_iter().filter(|entry| entry.current).collect();
    let names: BTreeSet<_> = current.iter().map(|entry| entry.event).collect();
    assert_eq!(names.len(), current.len(), "upcasters know an event by its name alone");
}

#[test]
fn a_field_that_nobody_declared_is_noticed() {
    for entry in domain::catalogue().iter().filter(|entry| entry.current) {
        let open = entry.sample.find(":{").unwrap() + 2;
        let comma = if entry.sample[open..].starts_with('}') { "" } else { "," };
        let drifted = format!("{}\"undeclared\":1{comma}{}", &entry.sample[..open], &entry.sample[open..]);
        let read = LedgerEvent::decode(entry.aggregate, entry.event, entry.version, &drifted);
        assert!(matches!(read, Err(DecodeError::Malformed { .. })), "{drifted}");
    }
}

#[test]
fn the_page_is_what_the_declarations_say() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/events.md");
    let expected = catalogue::markdown(&domain::catalogue());
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::create_dir_all(page.parent().unwrap()).unwrap();
        fs::write(&page, &expected).unwrap();
    }
    let written = fs::read_to_string(&page).unwrap_or_default();
    assert!(written == expected, "docs/events.md is stale; its first lines say how to write it anew");
}
