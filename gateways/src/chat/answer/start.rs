//! `/start [referral]`: registers the member, says what can be done, begins onboarding or takes it up again.

use domain::{
    Command,
    identity::IdentityCommand,
    member::{Member, MemberCommand},
    vocabulary::{Text, TimeZoneName, Units},
};

use super::{onboarding, refused::refused};
use crate::chat::{
    Asker, ChatError, Desk,
    onboarding::{FIRST_ZONE, Onboarding, Step},
    reply::{Part, Reply, keys},
};

pub(super) async fn start(desk: &Desk, asker: &Asker<'_>, referral: Option<Text<64>>) -> Result<Vec<Reply>, ChatError> {
    // Asked of the ledger and not of what is known: told again after a crash, the first /start is still the first.
    let known = match register(desk, asker, referral).await? {
        Ok(_) => false,
        Err(rejection) if rejection.code == "member.already-registered" => true,
        Err(rejection) => return Ok(vec![refused(asker, &rejection)]),
    };
    let member = desk.member(asker.member_id).await?;
    let asker = asker.with(&member);
    let welcome = asker.voice.say(if known { keys::WELCOME_BACK } else { keys::WELCOME }, &[]);
    let mut replies =
        vec![Reply::paragraph(welcome).and(Part::Paragraph(asker.voice.say(keys::WHAT_CAN_BE_DONE, &[])))];
    let onboarding = Onboarding::so_far(&member);
    if onboarding.step() != Step::Finished {
        replies.push(onboarding::next(&asker, &onboarding));
    }
    Ok(replies)
}

async fn register(
    desk: &Desk,
    asker: &Asker<'_>,
    referral: Option<Text<64>>,
) -> Result<Result<u64, domain::ledger::Rejection>, ChatError> {
    let incoming = asker.incoming;
    let claim = IdentityCommand::Claim { gateway: incoming.gateway.clone(), external_id: incoming.sender.clone() };
    if let Err(rejection) = desk.order(asker, "claim", Command::Identity(claim)).await? {
        return Ok(Err(rejection));
    }
    let register = MemberCommand::Register {
        language: asker.voice.language,
        time_zone: TimeZoneName::try_new(FIRST_ZONE).map_err(|_| ChatError::Unthinkable("the first zone's name"))?,
        units: Units::Metric,
        name: incoming.name.clone(),
        referral,
    };
    desk.order(asker, "register", Command::Member(register)).await
}

impl Desk {
    /// A member as everything committed until now made them.
    pub(in crate::chat) async fn member(&self, member_id: uuid::Uuid) -> Result<Member, ChatError> {
        Ok(pg::member_now(&self.pool, member_id).await?.unwrap_or_default())
    }
}
