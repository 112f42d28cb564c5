//! `/plan`: shows the plan that is in force, or makes one.

use domain::{
    Command,
    history::plus_days,
    plan::{PlanCommand, PlanKind, PlanWeek},
};
use jiff::civil::Date;
use projections::plans::{self, PlanSummary, PlannedSession};

use super::{
    Answer, id_from, rejected,
    rejected::button,
    sessions::{self, capital, minutes},
    up_to_date,
};
use crate::chat::{
    Asker, ChatError, Desk,
    reply::{Part, Reply, keys},
};

/// Days of sessions that one message shows.
const SHOWN_DAYS: i32 = 14;
/// More plans than anybody has in force.
const PLANS: usize = 200;

/// A plan that reaches at least as far as is asked for is shown; otherwise one is made.
pub(super) async fn plan(desk: &Desk, asker: &Asker<'_>, kind: PlanKind) -> Answer {
    up_to_date(desk, "plans").await?;
    let current = plans::current(&desk.pool, asker.member_id).await?;
    match in_force(&current, asker.today).filter(|plan| reach(&plan.kind) >= reach(kind.as_str())) {
        Some(plan) => Ok(vec![shown(desk, asker, plan, kind, None).await?]),
        None => new_plan(desk, asker, kind).await,
    }
}

/// Whatever there was, from today on this is the plan.
pub(super) async fn new_plan(desk: &Desk, asker: &Asker<'_>, kind: PlanKind) -> Answer {
    let plan_id = id_from(asker, "plan");
    let generate = PlanCommand::Generate { plan_id, kind, from: asker.today, goal: None };
    let made_at = match desk.order(asker, "plan", Command::Plan(generate)).await? {
        Err(rejection) => return Ok(vec![rejected(asker.voice, &rejection)]),
        Ok(position) => position,
    };
    desk.fresh("plans", made_at).await?;
    let mut last = made_at;
    // Those of the same kind too. A message that is answered anew takes nothing from plans that were made after its own.
    let before = plans::list(&desk.pool, asker.member_id, Some(made_at), PLANS).await?.plans;
    let stands = |old: &&PlanSummary| old.plan_id != plan_id && old.superseded_by.is_none() && old.to >= asker.today;
    for old in before.iter().filter(stands) {
        let supersede = PlanCommand::Supersede { plan_id: old.plan_id, by: plan_id };
        let step = format!("supersede:{}", old.plan_id);
        last = last.max(desk.order(asker, &step, Command::Plan(supersede)).await?.unwrap_or_default());
    }
    desk.fresh("plans", last).await?;
    let Some(made) = plans::by_id(&desk.pool, plan_id).await? else {
        return Ok(vec![super::today::no_plan(asker)]);
    };
    let head = asker.voice.say(keys::PLAN_MADE, &[]);
    Ok(vec![shown(desk, asker, &made, kind, Some(head)).await?])
}

/// The plan whose sessions of today are made.
fn in_force(current: &[PlanSummary], today: Date) -> Option<&PlanSummary> {
    let covers = |plan: &&PlanSummary| plan.weeks.iter().any(|week| week.made && week.contains(today));
    current.iter().filter(covers).max_by_key(|plan| plan.position)
}

fn reach(kind: &str) -> usize {
    PlanKind::ALL.iter().position(|known| known.as_str() == kind).unwrap_or_default()
}

async fn shown(
    desk: &Desk,
    asker: &Asker<'_>,
    plan: &PlanSummary,
    kind: PlanKind,
    head: Option<String>,
) -> Result<Reply, ChatError> {
    let voice = asker.voice;
    let (from, to) = span(plan, kind, asker.today);
    let title = voice.say(
        keys::PLAN_HEAD,
        &[
            ("from", voice.date(from, asker.today).into()),
            ("kind", plan.kind.clone().into()),
            ("to", voice.date(to, asker.today).into()),
        ],
    );
    let mut reply = head.map(Reply::paragraph).unwrap_or_default().and(Part::Paragraph(title));
    let sessions = plans::calendar(&desk.pool, asker.member_id, from, to, asker.today).await?;
    let sessions: Vec<_> = sessions.iter().filter(|planned| planned.plan_id == plan.plan_id).collect();
    match sessions.is_empty() {
        true => reply = reply.and(Part::Paragraph(voice.say(keys::PLAN_EMPTY, &[]))),
        false => reply.parts.extend(by_day(asker, &sessions, plus_days(from, 7) <= to)),
    }
    if kind == PlanKind::Season {
        reply = reply.and(weeks(asker, &plan.weeks));
    }
    let again = button(voice, "new-plan", &format!("/plan {} new", plan.kind));
    Ok(reply.offering(vec![button(voice, "today", "/today"), button(voice, "pending", "/pending"), again]))
}

/// The sessions under their days, and where there is more than a week of them, the days under the member's weeks.
fn by_day(asker: &Asker<'_>, sessions: &[&PlannedSession], in_weeks: bool) -> Vec<Part> {
    let date = |day: Date| asker.voice.date(day, asker.today);
    let (mut parts, mut week) = (Vec::new(), None);
    for of_day in sessions.chunk_by(|one, next| one.session.date == next.session.date) {
        let day = of_day[0].session.date;
        let first = asker.member.week_start().week_of(day);
        if in_weeks && week.replace(first) != Some(first) {
            let args = [("from", date(first).into()), ("to", date(plus_days(first, 6)).into())];
            parts.push(Part::Paragraph(asker.voice.say(keys::PLAN_WEEK, &args)));
        }
        let items = of_day.iter().map(|planned| sessions::of_day(asker.voice, planned)).collect();
        parts.push(Part::Section { head: capital(&date(day)), items });
    }
    parts
}

/// The days of the plan's week that is on, or as many as fit into a message.
fn span(plan: &PlanSummary, kind: PlanKind, today: Date) -> (Date, Date) {
    let week = plan.weeks.iter().find(|week| week.contains(today)).or(plan.weeks.first());
    let from = week.map_or(plan.from, |week| week.start);
    let to = match (kind, week) {
        (PlanKind::Week, Some(week)) => plus_days(week.end(), -1),
        _ => plus_days(from, SHOWN_DAYS - 1),
    };
    (from, to.min(plan.to))
}

/// What each week of a season is for.
fn weeks(asker: &Asker<'_>, weeks: &[PlanWeek]) -> Part {
    let voice = asker.voice;
    let column = |name: &'static str| voice.say(keys::COLUMN, &[("column", name.into())]);
    let row = |week: &PlanWeek| {
        let phase = voice.say(keys::PHASE, &[("phase", week.phase.as_str().into())]);
        let light = if week.deload { " ↓" } else { "" };
        vec![voice.date(week.start, asker.today), format!("{phase}{light}"), minutes(voice, week.minutes)]
    };
    Part::Table { head: vec![column("week"), column("phase"), column("time")], rows: weeks.iter().map(row).collect() }
}
