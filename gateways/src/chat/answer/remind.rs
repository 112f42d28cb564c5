//! `/remind`: tomorrow's session, the evening before.

use domain::{Command, member::MemberCommand};

use super::{Answer, rejected};
use crate::chat::{
    Asker, Desk,
    parse::Reminder,
    reply::{Reply, keys},
};

pub(super) async fn remind(desk: &Desk, asker: &Asker<'_>, reminder: Reminder) -> Answer {
    let at = match reminder {
        Reminder::At(time) => Some(time),
        Reminder::Off => None,
    };
    if let Err(rejection) = desk.order(asker, "remind", Command::Member(MemberCommand::ChooseReminder { at })).await? {
        return Ok(vec![rejected(asker.voice, &rejection)]);
    }
    let zone = asker.zone.iana_name().unwrap_or("UTC").to_owned();
    Ok(vec![Reply::paragraph(match at {
        Some(time) => {
            let time = time.strftime("%H:%M").to_string();
            asker.voice.say(keys::REMIND_AT, &[("time", time.into()), ("zone", zone.into())])
        }
        None => asker.voice.say(keys::REMIND_OFF, &[]),
    })])
}
