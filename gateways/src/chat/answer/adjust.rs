//! `/adjust`: what should change after more or less was done than planned, as a difference to accept.

use domain::{
    Command,
    history::plus_days,
    plan::{Adjustment, PlanCommand, PlanError, SessionChange},
};
use jiff::civil::Date;
use projections::plans;
use uuid::Uuid;

use super::{
    Answer, id_from, rejected,
    rejected::button,
    sessions::{capital, minutes, what},
    today::no_plan,
    up_to_date,
};
use crate::chat::{
    Asker, Desk,
    reply::{Part, Reply, Voice, keys},
};

/// Today and the two days before: what lies further back has been trained past.
const LOOK_BACK_DAYS: i32 = 2;
/// Not what was asked for, but no reason to stop looking.
const LOOK_ON: [&str; 2] = ["plan.nothing-to-adjust", "plan.outside"];

pub(super) async fn propose(desk: &Desk, asker: &Asker<'_>) -> Answer {
    up_to_date(desk, "plans").await?;
    let current = plans::current(&desk.pool, asker.member_id).await?;
    let covers = |from: Date, to: Date| from <= asker.today && asker.today <= to;
    let Some(plan) = current.iter().filter(|plan| covers(plan.from, plan.to)).max_by_key(|plan| plan.position) else {
        return Ok(vec![no_plan(asker)]);
    };
    let plan_id = plan.plan_id;
    for date in (0..=LOOK_BACK_DAYS).map(|ago| plus_days(asker.today, -ago)) {
        let adjustment_id = id_from(asker, &format!("adjust:{date}"));
        let propose = PlanCommand::Propose { plan_id, adjustment_id, date };
        match desk.order(asker, &format!("adjust:{date}"), Command::Plan(propose)).await? {
            Err(rejection) if LOOK_ON.contains(&rejection.code.as_str()) => {}
            Err(rejection) => return Ok(vec![rejected(asker.voice, &rejection)]),
            Ok(position) => {
                desk.fresh("plans", position).await?;
                let all = plans::proposals(&desk.pool, plan_id).await?;
                let proposal = all.into_iter().find(|proposal| proposal.adjustment.adjustment_id == adjustment_id);
                return Ok(proposal.iter().map(|proposal| shown(asker, &proposal.adjustment)).collect());
            }
        }
    }
    Ok(vec![Reply::paragraph(asker.voice.say(keys::ADJUST_NOTHING, &[]))])
}

pub(super) async fn accept(desk: &Desk, asker: &Asker<'_>, adjustment_id: Uuid) -> Answer {
    let accept = |plan_id| PlanCommand::Accept { plan_id, adjustment_id };
    let Some(outcome) = decide(desk, asker, adjustment_id, "accept", accept).await? else { return unknown(asker) };
    Ok(vec![outcome.map_or_else(
        |rejection| rejected(asker.voice, &rejection),
        |_| {
            let undo = button(asker.voice, "undo", &format!("/adjust undo {adjustment_id}"));
            Reply::paragraph(asker.voice.say(keys::ADJUST_TAKEN, &[])).offering(vec![undo])
        },
    )])
}

pub(super) async fn undo(desk: &Desk, asker: &Asker<'_>, adjustment_id: Uuid) -> Answer {
    let undo = |plan_id| PlanCommand::Undo { plan_id, adjustment_id };
    let Some(outcome) = decide(desk, asker, adjustment_id, "undo", undo).await? else { return unknown(asker) };
    Ok(vec![outcome.map_or_else(
        |rejection| rejected(asker.voice, &rejection),
        |_| Reply::paragraph(asker.voice.say(keys::ADJUST_UNDONE, &[])),
    )])
}

type Decided = Option<Result<u64, domain::ledger::Rejection>>;

/// `None` where none of the member's plans has such a proposal.
async fn decide(
    desk: &Desk,
    asker: &Asker<'_>,
    adjustment_id: Uuid,
    step: &str,
    command: impl Fn(Uuid) -> PlanCommand,
) -> Result<Decided, crate::chat::ChatError> {
    up_to_date(desk, "plans").await?;
    for plan in plans::current(&desk.pool, asker.member_id).await? {
        let known = plans::proposals(&desk.pool, plan.plan_id).await?;
        if known.iter().any(|proposal| proposal.adjustment.adjustment_id == adjustment_id) {
            return desk.order(asker, step, Command::Plan(command(plan.plan_id))).await.map(Some);
        }
    }
    Ok(None)
}

fn unknown(asker: &Asker<'_>) -> Answer {
    let rejection = domain::ledger::Rejection::from(PlanError::UnknownAdjustment);
    Ok(vec![rejected(asker.voice, &rejection)])
}

/// The reason, then each session as it is and as it would be.
fn shown(asker: &Asker<'_>, adjustment: &Adjustment) -> Reply {
    let voice = asker.voice;
    let cause = adjustment.cause;
    let day = capital(&voice.date(cause.date, asker.today));
    let head = match cause.sport {
        // What is compared is one sport of the day: the others may have gone as planned.
        Some(sport) => voice.say(
            keys::ADJUST_HEAD,
            &[
                ("done", minutes(voice, cause.done_minutes).into()),
                ("more", if cause.done_minutes > cause.planned_minutes { "more".into() } else { "less".into() }),
                ("planned", minutes(voice, cause.planned_minutes).into()),
                ("what", format!("{day} · {}", voice.sport(sport)).into()),
            ],
        ),
        // No sport is to blame for an illness.
        None => voice.say(keys::ADJUST_ILL, &[("what", day.into())]),
    };
    let changes = adjustment.changes.iter().map(|change| difference(voice, change, asker.today)).collect();
    let press = |name, verb: &str| button(voice, name, &format!("/adjust {verb} {}", adjustment.adjustment_id));
    Reply::paragraph(head).and(Part::List(changes)).offering(vec![press("accept", "accept"), press("leave", "undo")])
}

fn difference(voice: Voice, change: &SessionChange, today: Date) -> String {
    let day = voice.date(change.before.date, today);
    format!("{day} · {} → {}", what(voice, &change.before), what(voice, &change.after))
}
