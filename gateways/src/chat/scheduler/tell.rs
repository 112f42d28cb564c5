//! What is said when something is due; none where there is nothing to say.

use domain::{history::plus_days, plan::Message, vocabulary::Sport};
use jiff::civil::Date;
use projections::{
    analytics::{self, Insight, Span},
    members::Addressee,
    plans::{self, PlannedSession, State},
};
use sqlx::PgPool;

use super::due::Occasion;
use crate::chat::{
    ChatError,
    answer::{distance, hours, progress_card, session_buttons, session_line},
    reply::{Part, Reply, Voice, keys},
};

pub(super) async fn tell(pool: &PgPool, member: &Addressee, occasion: Occasion) -> Result<Option<Reply>, ChatError> {
    let voice = Voice { language: member.language, units: member.units };
    match occasion {
        Occasion::Reminder(evening) => tomorrow(pool, member, voice, evening).await,
        Occasion::Nudge(day) => missed(pool, member, voice, day).await,
        Occasion::Card(sunday) => {
            let progress = analytics::progress(pool, member.member_id, sunday).await?;
            Ok(progress_card(voice, &progress, sunday))
        }
        Occasion::Insight(first) => month(pool, member, voice, plus_days(first, -1)).await,
    }
}

async fn tomorrow(pool: &PgPool, member: &Addressee, voice: Voice, evening: Date) -> Result<Option<Reply>, ChatError> {
    let day = plus_days(evening, 1);
    let sessions = plans::agenda(pool, member.member_id, day, day, evening).await?;
    let open = |planned: &&PlannedSession| matches!(planned.state, State::Planned | State::Moved);
    let lines: Vec<String> =
        sessions.iter().filter(open).map(|planned| session_line(voice, planned, evening)).collect();
    if lines.is_empty() {
        return Ok(None);
    }
    Ok(Some(Reply::paragraph(voice.say(keys::REMINDER, &[])).and(Part::List(lines))))
}

/// Once, and kindly: a missed session is not caught up, but it may have been done without a word.
async fn missed(pool: &PgPool, member: &Addressee, voice: Voice, day: Date) -> Result<Option<Reply>, ChatError> {
    let before = plus_days(day, -1);
    let sessions = plans::agenda(pool, member.member_id, before, before, day).await?;
    let missed: Vec<&PlannedSession> = sessions.iter().filter(|planned| planned.state == State::Missed).collect();
    if missed.is_empty() {
        return Ok(None);
    }
    let lines = missed.iter().map(|planned| session_line(voice, planned, day)).collect();
    let nudge = Reply::paragraph(voice.say(keys::NUDGE, &[])).and(Part::List(lines));
    // With one session it is clear which one its buttons mean.
    Ok(Some(match missed.as_slice() {
        [only] => nudge.offering(session_buttons(voice, &only.session)),
        _ => nudge.offering(vec![crate::chat::reply::Button::saying(
            voice.say(keys::ANSWER_BUTTON, &[("button", "pending".into())]),
            "/pending",
        )]),
    }))
}

async fn month(pool: &PgPool, member: &Addressee, voice: Voice, last_day: Date) -> Result<Option<Reply>, ChatError> {
    let insight = analytics::insight(pool, member.member_id, last_day).await?;
    if insight.facts.is_empty() {
        return Ok(None);
    }
    let month = voice.say(keys::MONTH, &[("month", last_day.month().into())]);
    let facts = insight.facts.iter().filter_map(|fact| told(voice, fact, &insight)).collect();
    Ok(Some(Reply::paragraph(voice.say(keys::INSIGHT, &[("month", month.into())])).and(Part::List(facts))))
}

/// The figure now, and by how much it changed where there was one before; in the member's units, which the read model
/// doesn't know.
fn told(voice: Voice, fact: &Message, insight: &Insight) -> Option<String> {
    let name = fact.key.strip_prefix("insight.")?;
    let now = figure(voice, name, &insight.now)?;
    let called = voice.say(keys::INSIGHT_FIGURE, &[("figure", name.to_owned().into())]);
    let Some(before) = figure(voice, name, &insight.before) else { return Some(format!("{called}: {now}")) };
    let percent = fact.args.get("percent").cloned().unwrap_or_default();
    let args = [("before", before.into()), ("figure", called.into()), ("now", now.into()), ("percent", percent.into())];
    Some(voice.say(keys::INSIGHT_FACT, &args))
}

/// None where there was nothing to measure.
fn figure(voice: Voice, name: &str, span: &Span) -> Option<String> {
    match name {
        "distance" => (span.metres > 0).then(|| distance(voice, Sport::Multisport, span.metres)),
        "pace" => span.run_pace_s.map(|pace| voice.pace(Sport::Run, 1_000.0, pace)),
        "vdot" => (span.count > 0).then(|| voice.number(span.vdot, 1)),
        "effort" => span.mean_rpe.map(|rpe| voice.number(rpe, 1)),
        "count" => (span.count > 0).then(|| span.count.to_string()),
        "longest" => (span.longest_s > 0).then(|| hours(voice, u64::from(span.longest_s))),
        _ => None,
    }
}
