use std::collections::BTreeMap;

use jiff::{
    civil::{date, time},
    tz::TimeZoneDatabase,
};
use proptest::{collection::vec, option, prelude::*, sample::select};
use uuid::Uuid;

use super::*;

const PLAN: Uuid = Uuid::from_u128(0x9f);

fn prague() -> TimeZone {
    TimeZoneDatabase::bundled().get("Europe/Prague").unwrap()
}

fn session(id: u128) -> CalendarSession {
    CalendarSession {
        session_id: Uuid::from_u128(id),
        plan_id: PLAN,
        date: date(2026, 3, 18),
        time: None,
        minutes: 50,
        title: "Run tempo".to_owned(),
        lines: Vec::new(),
        state: SessionState::Planned,
        revision: 0,
        changed_at: "2026-03-14T18:05:09.123456Z".parse().unwrap(),
    }
}

fn feed(sessions: Vec<CalendarSession>) -> String {
    CalendarFeed { name: "Training".to_owned(), zone: prague(), sessions }.to_icalendar()
}

/// The events of a feed as a reader sees them: unfolded, name to value.
pub(crate) fn events(feed: &str) -> Vec<BTreeMap<String, String>> {
    let mut events = Vec::new();
    for line in feed.replace("\r\n ", "").split_terminator("\r\n") {
        if line == "BEGIN:VEVENT" {
            events.push(BTreeMap::new());
        } else if let (Some(event), Some((name, value))) = (events.last_mut(), line.split_once(':')) {
            event.insert(name.to_owned(), value.to_owned());
        }
    }
    events
}

fn only(sessions: Vec<CalendarSession>) -> BTreeMap<String, String> {
    let events = events(&feed(sessions));
    assert_eq!(events.len(), 1);
    events.into_iter().next().unwrap()
}

#[test]
fn a_week_is_a_calendar() {
    let swim = CalendarSession {
        date: date(2026, 3, 20),
        time: Some(time(6, 30, 0, 0)),
        title: "Плавание: техника; 8×50 м, спокойно".to_owned(),
        lines: vec!["Разминка 10 мин".to_owned(), "Основная часть 30 мин в z2, отдых 20 с".to_owned()],
        ..session(2)
    };
    let done = CalendarSession { state: SessionState::Done, revision: 1, ..session(1) };
    let skipped = CalendarSession { date: date(2026, 3, 22), state: SessionState::Skipped, revision: 1, ..session(3) };
    insta::assert_snapshot!(feed(vec![swim, skipped, done]).replace("\r\n", "\n"));
}

#[test]
fn a_time_of_day_is_a_time_where_the_member_lives() {
    let at = |date| only(vec![CalendarSession { date, time: Some(time(6, 30, 0, 0)), ..session(1) }]);
    assert_eq!(at(date(2026, 3, 28))["DTSTART"], "20260328T053000Z");
    assert_eq!(at(date(2026, 3, 29))["DTSTART"], "20260329T043000Z", "summer time has begun");
    assert_eq!(at(date(2026, 3, 29))["DURATION"], "PT50M");
}

#[test]
fn without_a_time_it_is_the_day_itself_in_every_zone() {
    let event = only(vec![CalendarSession { date: date(2026, 12, 31), ..session(1) }]);
    assert_eq!((event["DTSTART;VALUE=DATE"].as_str(), event["DTEND;VALUE=DATE"].as_str()), ("20261231", "20270101"));
}

#[test]
fn a_moved_session_is_the_same_event_with_a_higher_sequence() {
    let planned = session(1);
    let moved = CalendarSession { date: date(2026, 3, 19), revision: 1, ..planned.clone() };
    let (before, after) = (only(vec![planned.clone()]), only(vec![moved, planned]));
    assert_eq!(before["UID"], after["UID"]);
    assert_eq!((before["SEQUENCE"].as_str(), after["SEQUENCE"].as_str()), ("0", "1"));
    assert_eq!(after["DTSTART;VALUE=DATE"], "20260319");
}

#[test]
fn what_is_no_longer_planned_is_cancelled_not_forgotten() {
    for (state, status) in [
        (SessionState::Planned, "CONFIRMED"),
        (SessionState::Done, "CONFIRMED"),
        (SessionState::Skipped, "CANCELLED"),
        (SessionState::Cancelled, "CANCELLED"),
    ] {
        assert_eq!(only(vec![CalendarSession { state, ..session(1) }])["STATUS"], status);
    }
}

#[test]
fn stamps_come_from_the_event_that_changed_it() {
    let event = only(vec![session(1)]);
    assert_eq!((event["DTSTAMP"].as_str(), event["LAST-MODIFIED"].as_str()), ("20260314T180509Z", "20260314T180509Z"));
}

#[test]
fn an_empty_plan_is_a_calendar_too() {
    let feed = feed(Vec::new());
    assert!(feed.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n") && feed.ends_with("END:VCALENDAR\r\n"));
}

fn any_session() -> impl Strategy<Value = CalendarSession> {
    let day = (1_i16..=9999, 1_i8..=12, 1_i8..=28).prop_map(|(year, month, day)| date(year, month, day));
    let time = option::of((0_i8..24, 0_i8..60).prop_map(|(hour, minute)| time(hour, minute, 0, 0)));
    let states = [SessionState::Planned, SessionState::Done, SessionState::Skipped, SessionState::Cancelled];
    (0_u128..12, day, time, 0_u16..1441, any::<String>(), vec(any::<String>(), 0..3), select(states.to_vec()), 0_u64..9)
        .prop_map(|(id, date, time, minutes, title, lines, state, revision)| CalendarSession {
            date,
            time,
            minutes,
            title,
            lines,
            state,
            revision,
            ..session(id)
        })
}

proptest! {
    #[test]
    fn no_text_breaks_out_of_its_line(
        sessions in vec(any_session(), 0..12), evil in select(vec!["\r\nEND:VEVENT\r\nBEGIN:VEVENT", "\nUID:x", "\u{85}\u{2028}"]),
    ) {
        let mut sessions = sessions;
        sessions.iter_mut().for_each(|session| session.title.push_str(evil));
        let mut ids: Vec<Uuid> = sessions.iter().map(|session| session.session_id).collect();
        ids.sort_unstable();
        ids.dedup();
        let text = feed(sessions.clone());
        let lines: Vec<&str> = text.split_terminator("\r\n").collect();
        prop_assert!(lines.iter().all(|line| line.len() <= 75 && !line.contains(['\r', '\n'])));
        prop_assert_eq!(lines.iter().filter(|line| **line == "BEGIN:VEVENT").count(), ids.len());
        prop_assert_eq!(lines.iter().filter(|line| **line == "END:VEVENT").count(), ids.len());
        for event in events(&text) {
            let latest = sessions.iter().filter(|session| event["UID"].starts_with(&session.session_id.to_string()));
            prop_assert_eq!(event["SEQUENCE"].parse().ok(), latest.map(|session| session.revision).max());
        }
    }
}
