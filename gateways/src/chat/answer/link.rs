//! `/link [code]`: one account gives a code, the other one says it, and both are the same member from then on.

use domain::{Command, history::AthleteHistory, identity::IdentityCommand, member::Status, vocabulary::Text};
use pg::link_codes::{self, Redeemed};
use uuid::Uuid;

use super::refused::refused;
use crate::chat::{
    Asker, ChatError, Desk,
    reply::{Reply, keys},
};

pub(super) async fn link(desk: &Desk, asker: &Asker<'_>, code: Option<Text<32>>) -> Result<Vec<Reply>, ChatError> {
    let say = |key| Ok(vec![Reply::paragraph(asker.voice.say(key, &[]))]);
    let Some(code) = code else {
        let code = link_codes::make(&desk.pool, asker.member_id).await?;
        return Ok(vec![Reply::paragraph(asker.voice.say(keys::LINK_CODE, &[("code", code.into())]))]);
    };
    let incoming = asker.incoming;
    let account = (incoming.gateway.as_str(), incoming.sender.as_str());
    match link_codes::redeem(&desk.pool, code.as_str(), &incoming.id, account).await? {
        Redeemed::TooManyTries => say(keys::LINK_TOO_MANY_TRIES),
        Redeemed::Wrong => say(keys::LINK_WRONG),
        // Their own code, or one that has just been used up by this very message.
        Redeemed::Of(member_id) if member_id == asker.member_id => say(keys::LINKED),
        // Whoever was erased or shut out since has no place to join.
        Redeemed::Of(member_id) if desk.member(member_id).await?.status() != Status::Active => say(keys::LINK_WRONG),
        Redeemed::Of(_) if has_history(desk, asker).await? => say(keys::LINK_HAS_HISTORY),
        Redeemed::Of(member_id) => join(desk, asker, member_id).await,
    }
}

/// What this account told by itself would be out of sight after joining another member, a sign of danger not least.
async fn has_history(desk: &Desk, asker: &Asker<'_>) -> Result<bool, ChatError> {
    if asker.member.status() != Status::Active {
        return Ok(false);
    }
    let AthleteHistory { workouts, readings, races, injuries, signs, .. } =
        pg::known_now(&desk.pool, asker.member_id).await?.history;
    Ok(!(workouts.is_empty() && readings.is_empty() && races.is_empty() && injuries.is_empty() && signs.is_empty()))
}

async fn join(desk: &Desk, asker: &Asker<'_>, member_id: Uuid) -> Result<Vec<Reply>, ChatError> {
    let incoming = asker.incoming;
    let (gateway, external_id) = (incoming.gateway.clone(), incoming.sender.clone());
    if pg::identity_now(&desk.pool, &gateway, &external_id).await?.is_some() {
        let release = IdentityCommand::Release { gateway: gateway.clone(), external_id: external_id.clone() };
        if let Err(rejection) = desk.order(asker, "release", Command::Identity(release)).await? {
            return Ok(vec![refused(asker, &rejection)]);
        }
    }
    let member = desk.member(member_id).await?;
    let joined = Asker::of(&member, member_id, incoming, asker.talk);
    let claim = IdentityCommand::Claim { gateway, external_id };
    Ok(vec![match desk.order(&joined, "join", Command::Identity(claim)).await? {
        Ok(_) => Reply::paragraph(joined.voice.say(keys::LINKED, &[])),
        Err(rejection) => refused(&joined, &rejection),
    }])
}
