//! What is answered: one file for each thing that can be asked, one line each in [`answer`].
//!
//! Told again, the same message leads to the same commands (their ids follow from the message's) and the same answer.
//! What an answer asks, logs or takes back is written on its reply (`Keeps`), and the next message finds it in
//! `Asker::talk`.

mod cancel;
mod choose;
mod edit;
mod link;
mod log;
mod onboarding;
mod preference;
mod refused;
mod setting;
mod start;
mod undo;
mod update;

pub(in crate::chat) use choose::chosen;
pub(in crate::chat) use edit::edited;
pub(in crate::chat) use log::completed;
pub(in crate::chat) use onboarding::typed;

use super::{
    Asker, ChatError, Desk,
    parse::{Said, Understanding},
    reply::{Reply, helped, not_a_workout},
};

pub(in crate::chat) async fn answer(desk: &Desk, asker: &Asker<'_>, said: Said) -> Result<Vec<Reply>, ChatError> {
    match said {
        Said::Start { referral } => start::start(desk, asker, referral).await,
        Said::Update => Ok(update::update(asker)),
        Said::Log(draft) => log::log(desk, asker, &[draft]).await,
        Said::Told(Understanding::Understood(drafts)) => log::log(desk, asker, &drafts).await,
        Said::Told(Understanding::Torn(torn)) => Ok(vec![log::ask(asker, &torn)]),
        Said::Told(Understanding::NotAWorkout) => Ok(vec![not_a_workout(asker.voice)]),
        Said::Undo => undo::undo(desk, asker).await,
        Said::Language(language) => preference::language(desk, asker, language).await,
        Said::Units(units) => preference::units(desk, asker, units).await,
        Said::TimeZone(zone) => preference::time_zone(desk, asker, zone).await,
        Said::Link { code } => link::link(desk, asker, code).await,
        Said::Help { about } => Ok(vec![helped(asker.voice, about)]),
        Said::Cancel => Ok(cancel::cancel(asker)),
        _ => Ok(vec![helped(asker.voice, None)]),
    }
}
