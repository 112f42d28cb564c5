//! One session as an event of a calendar.

use jiff::{
    Timestamp, ToSpan,
    civil::{Date, Time},
    tz::TimeZone,
};
use uuid::Uuid;

use super::line::{escaped, push};

/// A planned session, in the words of the member.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalendarSession {
    /// Stays the same however often the session is moved or changed.
    pub session_id: Uuid,
    pub plan_id: Uuid,
    pub date: Date,
    /// Local time of the beginning; without one the session belongs to the whole day.
    pub time: Option<Time>,
    /// How long it takes. A session of the whole day doesn't show it; say it in a line.
    pub minutes: u16,
    pub title: String,
    pub lines: Vec<String>,
    pub state: SessionState,
    /// Higher whenever it was changed: the position of the event that may have done it last.
    pub revision: u64,
    /// When the last change was recorded.
    pub changed_at: Timestamp,
}

/// What became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SessionState {
    Planned,
    Done,
    Skipped,
    /// No part of the plan any more. It stays in the feed, so that programs take it off the calendar.
    Cancelled,
}

impl CalendarSession {
    pub(super) fn write(&self, text: &mut String, zone: &TimeZone) {
        let changed_at = stamp(self.changed_at);
        push(text, "BEGIN:VEVENT");
        push(text, &format!("UID:{}@paceledger", self.session_id));
        push(text, &format!("DTSTAMP:{changed_at}"));
        push(text, &format!("LAST-MODIFIED:{changed_at}"));
        push(text, &format!("SEQUENCE:{}", self.revision));
        for line in self.when(zone) {
            push(text, &line);
        }
        let done = if self.state == SessionState::Done { "✓ " } else { "" };
        push(text, &format!("SUMMARY:{done}{}", escaped(&self.title)));
        if !self.lines.is_empty() {
            push(text, &format!("DESCRIPTION:{}", escaped(&self.lines.join("\n"))));
        }
        push(text, &format!("STATUS:{}", self.status()));
        // A training plan doesn't make anybody unavailable for meetings.
        push(text, "TRANSP:TRANSPARENT");
        push(text, &format!("X-PACELEDGER-PLAN:{}", self.plan_id));
        push(text, "END:VEVENT");
    }

    /// Universal time needs no description of the zone. A day is a day wherever the calendar is looked at.
    fn when(&self, zone: &TimeZone) -> [String; 2] {
        let start = self.time.and_then(|time| self.date.to_datetime(time).to_zoned(zone.clone()).ok());
        match start {
            Some(start) => {
                [format!("DTSTART:{}", stamp(start.timestamp())), format!("DURATION:PT{}M", self.minutes.max(1))]
            }
            None => {
                let next = self.date.saturating_add(1.day());
                [format!("DTSTART;VALUE=DATE:{}", day(self.date)), format!("DTEND;VALUE=DATE:{}", day(next))]
            }
        }
    }

    const fn status(&self) -> &'static str {
        match self.state {
            SessionState::Planned | SessionState::Done => "CONFIRMED",
            SessionState::Skipped | SessionState::Cancelled => "CANCELLED",
        }
    }
}

fn stamp(instant: Timestamp) -> String {
    instant.strftime("%Y%m%dT%H%M%SZ").to_string()
}

fn day(date: Date) -> String {
    date.strftime("%Y%m%d").to_string()
}
