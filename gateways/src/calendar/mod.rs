//! A plan as an iCalendar feed (RFC 5545) that calendar programs subscribe to.
//!
//! The same sessions give the same bytes: stamps and sequence numbers come from the events that made or changed a
//! session, never from a clock. [`line`] holds the format's rules for one line, [`session`] for one session.
//! [`feed`] makes it of a member's plans, in the words of [`words`].

mod feed;
mod line;
mod session;
#[cfg(test)]
mod tests;
mod words;

use jiff::tz::TimeZone;

pub use feed::calendar_feed;
pub use session::{CalendarSession, SessionState};
#[cfg(test)]
pub(crate) use tests::events;

use line::{escaped, push};

/// What the feed is served as.
pub const CONTENT_TYPE: &str = "text/calendar; charset=utf-8";

/// Somebody's plan.
#[derive(Debug, Clone)]
pub struct CalendarFeed {
    /// What calendar programs call the feed.
    pub name: String,
    /// Where the member lives: a session's time of day is a time there.
    pub zone: TimeZone,
    /// In any order. Of several revisions of one session the latest counts.
    pub sessions: Vec<CalendarSession>,
}

impl CalendarFeed {
    pub fn to_icalendar(&self) -> String {
        let mut text = String::new();
        let name = escaped(&self.name);
        for line in ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//PaceLedger//Training plan//EN", "CALSCALE:GREGORIAN"]
        {
            push(&mut text, line);
        }
        push(&mut text, "METHOD:PUBLISH");
        push(&mut text, &format!("NAME:{name}"));
        push(&mut text, &format!("X-WR-CALNAME:{name}"));
        if let Some(zone) = self.zone.iana_name() {
            push(&mut text, &format!("X-WR-TIMEZONE:{}", escaped(zone)));
        }
        // How often a program should look again; both spellings are in use.
        push(&mut text, "REFRESH-INTERVAL;VALUE=DURATION:PT1H");
        push(&mut text, "X-PUBLISHED-TTL:PT1H");
        for session in self.latest() {
            session.write(&mut text, &self.zone);
        }
        push(&mut text, "END:VCALENDAR");
        text
    }

    /// Each session once, by day.
    fn latest(&self) -> Vec<&CalendarSession> {
        let mut sessions: Vec<_> = self.sessions.iter().collect();
        sessions.sort_by_key(|session| (session.session_id, std::cmp::Reverse(session.revision)));
        sessions.dedup_by_key(|session| session.session_id);
        sessions.sort_by_key(|session| (session.date, session.time, session.session_id));
        sessions
    }
}
