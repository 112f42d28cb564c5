//! Who is behind a message.

use domain::{
    conversation::Talk,
    ids,
    member::{Member, Status},
};
use uuid::Uuid;

use crate::chat::{ChatError, Desk, Incoming, erasing};

/// Events of the conversation that are looked at. A question that lies further back is forgotten by everybody.
const TAIL: i64 = 60;

pub(super) struct Known {
    pub(super) member_id: Uuid,
    pub(super) member: Member,
    pub(super) talk: Talk,
}

/// From the ledger itself and not from a read model: the very next message must know what this one changed. Answered
/// anew, this one meets everything as it was before it.
pub(super) async fn known(desk: &Desk, incoming: &Incoming) -> Result<Known, ChatError> {
    let (member_id, member) = behind(desk, incoming).await?;
    let said = pg::conversation_tail(&desk.pool, member_id, TAIL).await?;
    Ok(Known { member_id, member, talk: Talk::before(&incoming.id, &said) })
}

/// Whoever writes from the account of somebody who was erased is somebody new.
async fn behind(desk: &Desk, incoming: &Incoming) -> Result<(Uuid, Member), ChatError> {
    let Incoming { gateway, sender, id, .. } = incoming;
    if let Some(claimed_by) = pg::identity_before(&desk.pool, gateway, sender, id).await? {
        let member = pg::member_before(&desk.pool, claimed_by, id).await?.unwrap_or_default();
        // Erased a moment ago through another gateway, they may still have the account; it is free at once, or soon.
        if member.status() != Status::Forgotten
            || !erasing::finish(desk, claimed_by, incoming.sent_at, Some(incoming)).await?
        {
            return Ok((claimed_by, member));
        }
    }
    let mut member_id = ids::member_id(gateway, sender);
    loop {
        let member = pg::member_before(&desk.pool, member_id, id).await?.unwrap_or_default();
        if member.status() != Status::Forgotten {
            return Ok((member_id, member));
        }
        member_id = ids::member_id_after(member_id);
    }
}
