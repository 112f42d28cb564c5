//! A member's plans as a feed.

use domain::history::plus_days;
use jiff::civil::Date;
use projections::plans::{self, PlannedSession, State};
use sqlx::PgPool;

use super::{CalendarFeed, CalendarSession, SessionState, words};
use crate::reader::Reader;

/// A calendar shows what was, too; and a season's end from its beginning.
const DAYS_BACK: i32 = 28;
const DAYS_AHEAD: i32 = 366;
/// More plans than anybody has in force.
const PLANS: usize = 200;

/// What is planned around a day, and what became of it, in the member's words.
pub async fn calendar_feed(pool: &PgPool, reader: &Reader, today: Date) -> Result<CalendarFeed, sqlx::Error> {
    let (member, from, to) = (reader.member_id, plus_days(today, -DAYS_BACK), plus_days(today, DAYS_AHEAD));
    let known = plans::list(pool, member, None, PLANS).await?.plans;
    let planned = plans::narrowest(plans::calendar(pool, member, from, to, today).await?, &known);
    let gone = plans::withdrawn(pool, member, from, to).await?;
    let mut sessions: Vec<_> = planned.iter().map(|planned| session(planned, state(planned), reader)).collect();
    sessions.extend(gone.iter().map(|planned| session(planned, SessionState::Cancelled, reader)));
    Ok(CalendarFeed { name: words::feed_name(reader.language).to_owned(), zone: reader.zone.clone(), sessions })
}

fn session(planned: &PlannedSession, state: SessionState, reader: &Reader) -> CalendarSession {
    let PlannedSession { plan_id, session, revision, changed_at, .. } = planned;
    CalendarSession {
        session_id: session.id,
        plan_id: *plan_id,
        date: session.date,
        time: None,
        minutes: session.minutes,
        title: words::title(session, reader.language),
        lines: words::lines(session, reader.language, reader.units),
        state,
        revision: *revision,
        changed_at: *changed_at,
    }
}

fn state(planned: &PlannedSession) -> SessionState {
    match planned.state {
        // What was missed stays where it was planned: the feed of a day long gone doesn't change.
        State::Planned | State::Moved | State::Missed => SessionState::Planned,
        State::Done => SessionState::Done,
        State::Skipped => SessionState::Skipped,
    }
}
