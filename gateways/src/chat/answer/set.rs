//! `/set`: one thing about the member.

use domain::Command;

use super::{Answer, profile::lines, rejected, setting};
use crate::chat::{
    Asker, Desk,
    parse::Setting,
    reply::{Part, Reply, keys},
};

pub(super) async fn set(desk: &Desk, asker: &Asker<'_>, changed: Setting) -> Answer {
    let command = setting::command(asker, changed);
    if let Err(rejection) = desk.order(asker, "set", Command::Member(command)).await? {
        return Ok(vec![rejected(asker.voice, &rejection)]);
    }
    // Read from the ledger itself, in the language that is chosen now.
    let member = desk.member(asker.member_id).await?;
    let voice = crate::chat::reply::Voice {
        language: member.language().unwrap_or(asker.voice.language),
        units: member.units().unwrap_or(asker.voice.units),
    };
    let head = Reply::paragraph(voice.say(keys::SET_DONE, &[]));
    Ok(vec![head.and(Part::List(lines(voice, &member, asker.today)))])
}
