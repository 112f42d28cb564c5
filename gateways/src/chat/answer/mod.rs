//! What is answered: one file for each thing that can be asked, one line each in [`answer`].
//!
//! Told again, the same message leads to the same commands (their ids follow from the message's) and the same answer.
//! What an answer asks, logs or takes back is written on its reply (`Keeps`), and the next message finds it in
//! `Asker::talk`.

mod adjust;
mod cancel;
mod checkin;
mod choose;
mod edit;
mod export;
mod fatigue;
mod forget;
mod form;
mod injury;
mod link;
mod log;
mod onboarding;
mod over;
mod plan;
mod predict;
mod preference;
mod profile;
mod race;
mod refused;
mod rejected;
#[cfg(test)]
mod rejected_tests;
mod remind;
mod session;
mod sessions;
mod set;
mod setting;
mod start;
mod stats;
mod summary;
#[cfg(test)]
pub(in crate::chat) mod tests;
mod today;
mod undo;
mod update;
mod zones;

pub(in crate::chat) use choose::chosen;
pub(in crate::chat) use edit::edited;
pub(in crate::chat) use log::completed;
pub(in crate::chat) use onboarding::typed;
pub(in crate::chat) use rejected::rejected;
pub(in crate::chat) use sessions::{buttons as session_buttons, line as session_line};
pub(in crate::chat) use stats::{distance, hours};
pub(in crate::chat) use summary::card as progress_card;

use super::{
    Asker, ChatError, Desk,
    parse::{Said, Understanding},
    reply::{Reply, helped, not_a_workout},
};

type Answer = Result<Vec<Reply>, ChatError>;

pub(in crate::chat) async fn answer(desk: &Desk, asker: &Asker<'_>, said: Said) -> Answer {
    match said {
        Said::Start { referral } => start::start(desk, asker, referral).await,
        Said::Update => Ok(update::update(asker)),
        Said::Log(draft) => log::log(desk, asker, &[draft]).await,
        Said::Told(Understanding::Understood(drafts)) => log::log(desk, asker, &drafts).await,
        Said::Told(Understanding::Torn(torn)) => Ok(vec![log::ask(asker, &torn, asker.today)]),
        Said::Told(Understanding::NotAWorkout) => Ok(vec![not_a_workout(asker.voice)]),
        Said::Undo { workouts } => undo::undo(desk, asker, workouts).await,
        Said::Language(language) => preference::language(desk, asker, language).await,
        Said::Units(units) => preference::units(desk, asker, units).await,
        Said::TimeZone(zone) => preference::time_zone(desk, asker, zone).await,
        Said::Link { code } => link::link(desk, asker, code).await,
        Said::Help { about } => Ok(vec![helped(asker.voice, about)]),
        Said::Cancel => Ok(cancel::cancel(asker)),
        Said::Profile => profile::profile(asker),
        Said::Set(setting) => set::set(desk, asker, setting).await,
        Said::Fatigue { asked_on: Some(day), .. } if day != asker.today => over::over(asker, "check-in", day),
        Said::Fatigue { reading, .. } => fatigue::fatigue(desk, asker, reading).await,
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
        Said::ForgetConfirmed { asked_on: Some(day) } if day != asker.today => over::over(asker, "forget", day),
        Said::ForgetConfirmed { .. } => forget::forget(desk, asker).await,
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
