//! What is said when something is due; none where there is nothing to say.

use domain::{history::plus_days, plan::Message};
use fluent_templates::fluent_bundle::FluentValue;
use jiff::civil::Date;
use projections::{
    analytics,
    members::Addressee,
    plans::{self, PlannedSession, State},
};
use sqlx::PgPool;

use super::due::Occasion;
use crate::chat::{
    ChatError,
    answer::{progress_card, session_buttons, session_line},
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
    let sessions = plans::calendar(pool, member.member_id, day, day, evening).await?;
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
    let sessions = plans::calendar(pool, member.member_id, before, before, day).await?;
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
    let facts = insight.facts.iter().map(|fact| told(voice, fact)).collect();
    Ok(Some(Reply::paragraph(voice.say(keys::INSIGHT, &[("month", month.into())])).and(Part::List(facts))))
}

/// The figure now, and by how much it changed.
fn told(voice: Voice, fact: &Message) -> String {
    let arg = |name: &str| fact.args.get(name).cloned().unwrap_or_default();
    let text = |value: String| FluentValue::from(value);
    let figure = fact.key.strip_prefix("insight.").unwrap_or(&fact.key).to_owned();
    let args = [
        ("before", text(arg("before"))),
        ("figure", text(figure)),
        ("now", text(arg("now"))),
        ("percent", text(arg("percent"))),
    ];
    voice.say(keys::INSIGHT_FACT, &args)
}
