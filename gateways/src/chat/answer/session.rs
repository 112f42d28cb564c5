//! `/done`, `/skip`, `/move`: what becomes of a session.

use domain::{Command, history::plus_days, plan::PlanCommand, vocabulary::Text};
use jiff::civil::Date;
use projections::plans::PlannedSession;

use super::{
    Answer, rejected,
    sessions::{bare_line, what},
    today::open_sessions,
};
use crate::chat::{
    Asker, ChatError, Desk,
    parse::SessionReference,
    reply::{Button, Reply, keys},
};

/// The days that are offered on buttons.
const OFFERED_DAYS: i32 = 7;

pub(super) async fn done(desk: &Desk, asker: &Asker<'_>, session: Option<SessionReference>) -> Answer {
    let Some(planned) = find(desk, asker, session).await? else { return Ok(vec![no_such_session(asker)]) };
    let (plan_id, session_id) = (planned.plan_id, planned.session.id);
    settle(desk, asker, &planned, "done", PlanCommand::Complete { plan_id, session_id, workout_id: None }).await
}

pub(super) async fn skip(
    desk: &Desk,
    asker: &Asker<'_>,
    session: Option<SessionReference>,
    reason: Option<Text<200>>,
) -> Answer {
    let Some(planned) = find(desk, asker, session).await? else { return Ok(vec![no_such_session(asker)]) };
    let (plan_id, session_id) = (planned.plan_id, planned.session.id);
    settle(desk, asker, &planned, "skipped", PlanCommand::Skip { plan_id, session_id, reason }).await
}

/// Asks for the day.
pub(super) async fn move_where(desk: &Desk, asker: &Asker<'_>, session: SessionReference) -> Answer {
    let Some(planned) = find(desk, asker, Some(session)).await? else { return Ok(vec![no_such_session(asker)]) };
    let line = bare_line(asker.voice, &planned.session, asker.today);
    let mut reply = Reply::paragraph(asker.voice.say(keys::MOVE_WHERE, &[("session", line.into())]));
    let days = (0..OFFERED_DAYS).map(|ahead| plus_days(asker.today, ahead));
    for day in days.filter(|day| *day != planned.session.date) {
        let command = format!("/move {} {day}", planned.session.id);
        reply = reply.offering(vec![Button::saying(asker.voice.date(day, asker.today), &command)]);
    }
    Ok(vec![reply])
}

pub(super) async fn move_to(desk: &Desk, asker: &Asker<'_>, session: SessionReference, to: Date) -> Answer {
    let Some(mut planned) = find(desk, asker, Some(session)).await? else { return Ok(vec![no_such_session(asker)]) };
    let (plan_id, session_id) = (planned.plan_id, planned.session.id);
    planned.session.date = to;
    settle(desk, asker, &planned, "moved", PlanCommand::Move { plan_id, session_id, to }).await
}

async fn settle(
    desk: &Desk,
    asker: &Asker<'_>,
    planned: &PlannedSession,
    outcome: &'static str,
    command: PlanCommand,
) -> Answer {
    match desk.order(asker, outcome, Command::Plan(command)).await? {
        Err(rejection) => Ok(vec![rejected(asker.voice, &rejection)]),
        Ok(_) => {
            let session = match outcome {
                "moved" => bare_line(asker.voice, &planned.session, asker.today),
                _ => what(asker.voice, &planned.session),
            };
            let args = [("outcome", outcome.into()), ("session", session.into())];
            Ok(vec![Reply::paragraph(asker.voice.say(keys::SESSION_SETTLED, &args))])
        }
    }
}

/// By number among the open ones, or itself, whatever became of it: the plan says why it can't be done twice, and a
/// message that comes again finds the session that it settled.
async fn find(
    desk: &Desk,
    asker: &Asker<'_>,
    session: Option<SessionReference>,
) -> Result<Option<PlannedSession>, ChatError> {
    // What is open has other numbers once this very message has settled one of them.
    let settled = match session {
        Some(SessionReference::Id(_)) => None,
        _ => pg::session_changed_by(&desk.pool, asker.member_id, &asker.incoming.id).await?,
    };
    match settled.map(SessionReference::Id).or(session) {
        Some(SessionReference::Id(id)) => {
            super::up_to_date(desk, "plans").await?;
            let (from, to) = (plus_days(asker.today, -60), plus_days(asker.today, 366));
            let all = projections::plans::calendar(&desk.pool, asker.member_id, from, to, asker.today).await?;
            Ok(all.into_iter().find(|planned| planned.session.id == id))
        }
        Some(SessionReference::Number(number)) => {
            Ok(open_sessions(desk, asker).await?.into_iter().nth(usize::from(number) - 1))
        }
        None => Ok(open_sessions(desk, asker).await?.into_iter().next()),
    }
}

fn no_such_session(asker: &Asker<'_>) -> Reply {
    Reply::paragraph(asker.voice.say(keys::NO_SUCH_SESSION, &[]))
}
