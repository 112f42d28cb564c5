//! What is left of somebody who was erased, outside the ledger's events: their words in the letterbox, and the accounts
//! that are still theirs. The same whoever sees to it, as often as they like: the chat in which it was asked for, so that
//! its person hears that it is done, and the scheduler for all the others.

use std::collections::BTreeSet;

use commands::Verdict;
use domain::{
    Command,
    conversation::ConversationEvent,
    identity::IdentityCommand,
    ledger::{Actor, CommandEnvelope},
};
use jiff::Timestamp;
use pg::{erasures, letterbox};
use uuid::Uuid;

use super::{ChatError, Desk, Incoming, desk::PATIENCE};

const NAME: &str = "erasure";
/// As much of what was said as is looked through for the chats in which it was.
const SAID: i64 = 100_000;

/// Clears the letterbox, then gives the accounts up: as long as they are the member's, nobody else can have said anything
/// in their chats. Says whether nothing is left; an answer to them that is being written has to be waited for.
pub(super) async fn finish(
    desk: &Desk,
    member: Uuid,
    now: Timestamp,
    asked_by: Option<&Incoming>,
) -> Result<bool, ChatError> {
    let Some(erasure) = erasures::of(&desk.pool, member).await? else { return Ok(false) };
    let said = pg::conversation_tail(&desk.pool, member, SAID).await?;
    let chats: BTreeSet<_> = said.iter().map(ConversationEvent::place).map(|(a, b)| (a.as_str(), b.as_str())).collect();
    let chats: Vec<_> = chats.into_iter().collect();
    let asked_in = asked_by.map(|asked| (asked.gateway.as_str(), asked.chat.as_str()));
    if !letterbox::erase(&desk.pool, member, &chats, asked_in).await? {
        return Ok(false);
    }
    for erasures::Account { gateway, external_id, claimed_at } in erasures::accounts(&desk.pool, member).await? {
        let release = IdentityCommand::Release { gateway, external_id };
        let envelope = CommandEnvelope {
            correlation_id: erasure.correlation_id.clone(),
            causation_id: Some(erasure.event_id.to_string()),
            // Of this claim: should the account ever be theirs again, that is another one.
            ..CommandEnvelope::new(
                format!("erase:{member}:{claimed_at}"),
                Actor::System(NAME.to_owned()),
                asked_by.map_or(NAME, |asked| asked.gateway.as_str()),
                member,
                now,
                Command::Identity(release),
            )
        };
        // One that was released in the meantime is as it should be.
        if let Verdict::Failed { reason } = desk.bus.execute(&envelope, PATIENCE).await?.verdict {
            return Err(ChatError::Failed { command_id: envelope.command_id, reason });
        }
    }
    erasures::finished(&desk.pool, member).await?;
    Ok(true)
}
