//! `/forget`: erase me.

use std::collections::BTreeSet;

use domain::{Command, conversation::ConversationEvent, identity::IdentityCommand, member::MemberCommand};
use projections::{analytics, members, plans};

use super::{Answer, rejected, rejected::button, up_to_date};
use crate::chat::{
    Asker, Desk,
    reply::{Part, Reply, keys},
};

/// As many as are worth counting in an answer.
const COUNTED: usize = 10_000;
/// As much of what was said as is looked through for the chats in which it was.
const SAID: i64 = 100_000;

/// Names what goes, and what stays until it can be sealed.
pub(super) async fn ask(desk: &Desk, asker: &Asker<'_>) -> Answer {
    for read_model in ["analytics", "plans", "members"] {
        up_to_date(desk, read_model).await?;
    }
    let workouts = analytics::workouts(&desk.pool, asker.member_id, None, COUNTED).await?.workouts.len();
    let plans = plans::list(&desk.pool, asker.member_id, None, COUNTED).await?.plans.len();
    let member = members::by_id(&desk.pool, asker.member_id).await?;
    let accounts = member.map_or(0, |member| member.identities.len());
    let args = [("accounts", accounts.into()), ("plans", plans.into()), ("workouts", workouts.into())];
    let voice = asker.voice;
    Ok(vec![
        Reply::paragraph(voice.say(keys::FORGET_ASK, &args))
            .and(Part::Paragraph(voice.say(keys::FORGET_STAYS, &[])))
            .offering(vec![button(voice, "export", "/export")])
            .offering(vec![
                button(voice, "forget", &format!("/forget yes asked {}", asker.today)),
                button(voice, "keep", "/cancel"),
            ]),
    ])
}

/// The account that asks goes last: told again after a crash, the message still finds its member and finishes.
pub(super) async fn forget(desk: &Desk, asker: &Asker<'_>) -> Answer {
    // An account that the directory doesn't show yet would stay with somebody who is no more.
    desk.fresh("members", pg::head_position(&desk.pool).await?).await?;
    let member = members::by_id(&desk.pool, asker.member_id).await?;
    let (gateway, sender) = (&asker.incoming.gateway, &asker.incoming.sender);
    for identity in member.into_iter().flat_map(|member| member.identities) {
        let (Ok(of), Ok(id)) = (identity.gateway.parse(), identity.external_id.parse()) else { continue };
        if (&of, &id) != (gateway, sender) {
            release(desk, asker, IdentityCommand::Release { gateway: of, external_id: id }).await?;
        }
    }
    if let Err(rejection) = desk.order(asker, "forget", Command::Member(MemberCommand::Forget {})).await? {
        return Ok(vec![rejected(asker.voice, &rejection)]);
    }
    erase(desk, asker).await?;
    release(desk, asker, IdentityCommand::Release { gateway: gateway.clone(), external_id: sender.clone() }).await?;
    Ok(vec![Reply::paragraph(asker.voice.say(keys::FORGET_DONE, &[]))])
}

/// What the letterbox holds of them, in all their chats.
async fn erase(desk: &Desk, asker: &Asker<'_>) -> Result<(), crate::chat::ChatError> {
    let said = pg::conversation_tail(&desk.pool, asker.member_id, SAID).await?;
    let places: BTreeSet<_> =
        said.iter().map(ConversationEvent::place).map(|(a, b)| (a.as_str(), b.as_str())).collect();
    let places: Vec<_> = places.into_iter().collect();
    Ok(pg::letterbox::erase(&desk.pool, asker.member_id, &places).await?)
}

/// One that was released before, or never claimed, is as it should be.
async fn release(desk: &Desk, asker: &Asker<'_>, command: IdentityCommand) -> Result<(), crate::chat::ChatError> {
    let step = format!("release:{}", command.identity_id());
    desk.order(asker, &step, Command::Identity(command)).await.map(drop)
}
