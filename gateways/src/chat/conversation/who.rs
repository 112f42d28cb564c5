//! Who is behind a message.

use domain::{conversation::Talk, ids, member::Member};
use uuid::Uuid;

use crate::chat::{ChatError, Desk, Incoming};

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
    let claimed = pg::identity_now(&desk.pool, &incoming.gateway, &incoming.sender).await?;
    let member_id = claimed.unwrap_or_else(|| ids::member_id(&incoming.gateway, &incoming.sender));
    let member = pg::member_before(&desk.pool, member_id, &incoming.id).await?.unwrap_or_default();
    let said = pg::conversation_tail(&desk.pool, member_id, TAIL).await?;
    Ok(Known { member_id, member, talk: Talk::before(&incoming.id, &said) })
}
