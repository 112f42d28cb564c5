//! `/today`, `/pending`: what is to be done.

use domain::history::plus_days;
use projections::plans::{self, PlannedSession, State};

use super::{
    Answer,
    rejected::button,
    sessions::{buttons, capital, details, line, what},
    up_to_date,
};
use crate::chat::{
    Asker, ChatError, Desk,
    reply::{Part, Reply, keys},
};

/// How far ahead the next session is looked for.
const AHEAD_DAYS: i32 = 14;

/// One message for each session, so that each has its own buttons.
pub(super) async fn today(desk: &Desk, asker: &Asker<'_>) -> Answer {
    up_to_date(desk, "plans").await?;
    let sessions = plans::today(&desk.pool, asker.member_id, asker.today).await?;
    if sessions.is_empty() {
        return resting(desk, asker).await.map(|reply| vec![reply]);
    }
    let date = capital(&asker.voice.date(asker.today, asker.today));
    let head = asker.voice.say(keys::TODAY_HEAD, &[("date", date.into())]);
    let replies = sessions.iter().enumerate().map(|(number, planned)| {
        let head = if number == 0 { Reply::paragraph(head.clone()) } else { Reply::default() };
        shown(asker, head, planned)
    });
    Ok(replies.collect())
}

fn shown(asker: &Asker<'_>, head: Reply, planned: &PlannedSession) -> Reply {
    let title = match planned.state {
        State::Planned => what(asker.voice, &planned.session),
        _ => line(asker.voice, planned, asker.today),
    };
    let mut reply = head.and(Part::Paragraph(title));
    reply.parts.extend(details(asker.voice, &planned.session));
    if is_open(planned) { reply.offering(buttons(asker.voice, &planned.session)) } else { reply }
}

async fn resting(desk: &Desk, asker: &Asker<'_>) -> Result<Reply, ChatError> {
    let (from, to) = (plus_days(asker.today, 1), plus_days(asker.today, AHEAD_DAYS));
    let ahead = plans::agenda(&desk.pool, asker.member_id, from, to, asker.today).await?;
    let Some(next) = ahead.iter().find(|planned| is_open(planned)) else { return Ok(no_plan(asker)) };
    let next = line(asker.voice, next, asker.today);
    Ok(Reply::paragraph(asker.voice.say(keys::TODAY_REST, &[("next", next.into())])))
}

/// With a button that makes one.
pub(super) fn no_plan(asker: &Asker<'_>) -> Reply {
    let make = button(asker.voice, "plan-week", "/plan week");
    Reply::paragraph(asker.voice.say(keys::NO_PLAN, &[])).offering(vec![make])
}

pub(super) async fn pending(desk: &Desk, asker: &Asker<'_>) -> Answer {
    let open = open_sessions(desk, asker).await?;
    if open.is_empty() {
        return Ok(vec![Reply::paragraph(asker.voice.say(keys::PENDING_NONE, &[]))]);
    }
    let head = asker.voice.say(keys::PENDING_HEAD, &[("count", open.len().into())]);
    let listed = open.iter().enumerate().map(|(number, planned)| {
        let line = format!("{}. {}", number + 1, line(asker.voice, planned, asker.today));
        Reply::paragraph(line).offering(buttons(asker.voice, &planned.session))
    });
    Ok(std::iter::once(Reply::paragraph(head)).chain(listed).collect())
}

/// In the order of their numbers: today's, then those that were missed, the latest first, then those to come.
pub(super) async fn open_sessions(desk: &Desk, asker: &Asker<'_>) -> Result<Vec<PlannedSession>, ChatError> {
    up_to_date(desk, "plans").await?;
    let mut open = plans::pending(&desk.pool, asker.member_id, asker.today).await?;
    open.sort_by_key(|planned| {
        let away = domain::history::days_between(asker.today, planned.session.date);
        (away > 0, away.abs(), planned.session.id)
    });
    Ok(open)
}

pub(super) fn is_open(planned: &PlannedSession) -> bool {
    matches!(planned.state, State::Planned | State::Moved | State::Missed)
}
