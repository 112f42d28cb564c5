//! A member's plans as a feed.

use domain::history::plus_days;
use jiff::civil::Date;
use projections::plans::{self, Notice, PlannedSession, State};
use sqlx::PgPool;

use super::{CalendarFeed, CalendarSession, SessionState, words};
use crate::reader::Reader;

/// A calendar shows what was, too; and a season's end from its beginning.
const DAYS_BACK: i32 = 28;
const DAYS_AHEAD: i32 = 366;
/// What is planned around a day, and what became of it, in the member's words.
pub async fn calendar_feed(pool: &PgPool, reader: &Reader, today: Date) -> Result<CalendarFeed, sqlx::Error> {
    let (from, to) = (plus_days(today, -DAYS_BACK), plus_days(today, DAYS_AHEAD));
    let notices = plans::notices(pool, reader.member_id, from, to, today).await?;
    let sessions = notices.iter().map(|notice| session(notice, reader)).collect();
    Ok(CalendarFeed { name: words::feed_name(reader.language).to_owned(), zone: reader.zone.clone(), sessions })
}

fn session(notice: &Notice, reader: &Reader) -> CalendarSession {
    let PlannedSession { plan_id, session, .. } = &notice.planned;
    CalendarSession {
        session_id: session.id,
        plan_id: *plan_id,
        date: session.date,
        time: None,
        minutes: session.minutes,
        title: words::title(session, reader.language),
        lines: words::lines(session, reader.language, reader.units),
        state: state(notice),
        revision: notice.position,
        changed_at: notice.changed_at,
    }
}

fn state(notice: &Notice) -> SessionState {
    match notice.planned.state {
        _ if !notice.planned.counts => SessionState::Cancelled,
        // What was missed stays where it was planned: the feed of a day long gone doesn't change.
        State::Planned | State::Moved | State::Missed => SessionState::Planned,
        State::Done => SessionState::Done,
        State::Skipped => SessionState::Skipped,
    }
}
