//! What is answered to what was said. One file for each thing that can be said; a new one is a file and a line in
//! [`answer`].
//!
//! An answer orders commands by steps that derive from the message, so a message that comes again changes nothing and
//! is answered alike.

mod adjust;
mod checkin;
mod export;
mod fatigue;
mod forget;
mod form;
mod injury;
mod plan;
mod predict;
mod profile;
mod race;
mod rejected;
#[cfg(test)]
mod rejected_tests;
mod remind;
mod session;
mod sessions;
mod set;
mod stats;
mod summary;
#[cfg(test)]
mod tests;
mod today;
mod zones;

use super::{Asker, ChatError, Desk, parse::Said, reply::Reply};

pub(in crate::chat) use rejected::rejected;
pub(in crate::chat) use sessions::{buttons as session_buttons, line as session_line};
pub(in crate::chat) use summary::card as progress_card;

type Answer = Result<Vec<Reply>, ChatError>;

/// What is answered to what was said.
pub(in crate::chat) async fn answer(desk: &Desk, asker: &Asker<'_>, said: Said) -> Answer {
    match said {
        Said::Profile => profile::profile(asker),
        Said::Set(setting) => set::set(desk, asker, setting).await,
        Said::Fatigue(reading) => fatigue::fatigue(desk, asker, reading).await,
        Said::CheckIn => checkin::checkin(asker),
        Said::Plan(kind) => plan::plan(desk, asker, kind).await,
        Said::NewPlan(kind) => plan::new_plan(desk, asker, kind).await,
        Said::Today => today::today(desk, asker).await,
        Said::Pending => today::pending(desk, asker).await,
        Said::Done { session } => session::done(desk, asker, session).await,
        Said::Skip { session, reason } => session::skip(desk, asker, session, reason).await,
        Said::MoveWhere { session } => session::move_where(desk, asker, session).await,
        Said::Move { session, to } => session::move_to(desk, asker, session, to).await,
        Said::Adjust => adjust::propose(desk, asker).await,
        Said::AdjustAccept(id) => adjust::accept(desk, asker, id).await,
        Said::AdjustUndo(id) => adjust::undo(desk, asker, id).await,
        Said::RaceAdd { date, kind, priority, name } => race::add(desk, asker, date, kind, priority, name).await,
        Said::RaceList => race::list(asker),
        Said::RaceMove { race, to } => race::move_to(desk, asker, &race, to).await,
        Said::RaceCancel { race } => race::cancel(desk, asker, &race).await,
        Said::Predict => predict::predict(desk, asker).await,
        Said::Zones => zones::zones(asker),
        Said::Stats(span) => stats::stats(desk, asker, span).await,
        Said::Form => form::form(desk, asker).await,
        Said::Summary => summary::summary(desk, asker).await,
        Said::Injury { body_part, severity, note } => injury::report(desk, asker, body_part, severity, note).await,
        Said::InjuryHealed { body_part } => injury::healed(desk, asker, body_part).await,
        Said::Remind(reminder) => remind::remind(desk, asker, reminder).await,
        Said::Export => export::export(desk, asker).await,
        Said::Forget => forget::ask(desk, asker).await,
        Said::ForgetConfirmed => forget::forget(desk, asker).await,
        _ => Ok(Vec::new()),
    }
}

/// A member's own id for what a message makes: the same message makes the same thing.
fn id_from(asker: &Asker<'_>, what: &str) -> uuid::Uuid {
    uuid::Uuid::new_v5(&asker.member_id, format!("{}:{what}", asker.incoming.id).as_bytes())
}

/// Waits until a read model shows everything that was written before the question. One that is far behind is asked as
/// it is: an older answer is better than none.
async fn up_to_date(desk: &Desk, read_model: &str) -> Result<(), ChatError> {
    let head = pg::head_position(&desk.pool).await?;
    match desk.fresh(read_model, head).await {
        Err(ChatError::NotFresh(behind)) => {
            tracing::warn!(%behind, "answered from a read model that is behind");
            Ok(())
        }
        other => other,
    }
}
