//! `/forget`: erase me.

use domain::{Command, member::MemberCommand};
use projections::{analytics, members, plans};

use super::{Answer, rejected, rejected::button, up_to_date};
use crate::chat::{
    Asker, Desk, erasing,
    reply::{Part, Reply, keys},
};

/// As many as are worth counting in an answer.
const COUNTED: usize = 10_000;

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

/// Where something can't be done at once, the scheduler goes on.
pub(super) async fn forget(desk: &Desk, asker: &Asker<'_>) -> Answer {
    if let Err(rejection) = desk.order(asker, "forget", Command::Member(MemberCommand::Forget {})).await? {
        return Ok(vec![rejected(asker.voice, &rejection)]);
    }
    erasing::finish(desk, asker.member_id, asker.now, Some(asker.incoming)).await?;
    Ok(vec![Reply::paragraph(asker.voice.say(keys::FORGET_DONE, &[]))])
}
