//! What to change when more or less was done than planned.
//!
//! A deviation over 20 % offers an adjustment of the days after it; the days up to it never change. Too much is taken
//! from the next days, and what is hard tomorrow becomes easy. Too little is made up in part, by a tenth of a session at
//! most, and not within 48 hours. After J. Daniels ("Daniels' Running Formula"): a missed session is not caught up.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{PlanDraft, Session};
use crate::{
    history::{days_between, plus_days},
    matching::offers_adjustment,
    vocabulary::Zone,
};

/// Days within which an adjustment works itself out.
const DAYS: i32 = 7;
/// What was left out isn't added again before so many days have passed.
const PAUSE_DAYS: i32 = 3;
const SHORTEST: u16 = 20;

/// A session as it is and as it would be.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SessionChange {
    pub before: Box<Session>,
    pub after: Box<Session>,
}

/// What happened that the plan should answer to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Deviation {
    pub date: Date,
    pub planned_minutes: u32,
    pub done_minutes: u32,
}

/// A proposal: the differences, and the reason in a sentence.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Adjustment {
    pub adjustment_id: Uuid,
    pub cause: Deviation,
    pub changes: Vec<SessionChange>,
    pub reason: String,
}

/// The adjustment that a deviation calls for; `None` when it calls for none.
pub fn propose(plan: &PlanDraft, adjustment_id: Uuid, cause: Deviation) -> Option<Adjustment> {
    if !offers_adjustment(cause.planned_minutes, cause.done_minutes) {
        return None;
    }
    let more = cause.done_minutes > cause.planned_minutes;
    let changes = if more { relieved(plan, cause) } else { made_up(plan, cause) };
    let reason = if more {
        format!(
            "You did {} minutes instead of {}, so the next days are lighter.",
            cause.done_minutes, cause.planned_minutes
        )
    } else {
        format!(
            "{} of {} minutes are done; a part of the rest comes back later, a little at a time.",
            cause.done_minutes, cause.planned_minutes
        )
    };
    (!changes.is_empty()).then_some(Adjustment { adjustment_id, cause, changes, reason })
}

fn relieved(plan: &PlanDraft, cause: Deviation) -> Vec<SessionChange> {
    let mut excess = cause.done_minutes - cause.planned_minutes;
    let mut changes = Vec::new();
    for session in after(plan, cause.date, 1) {
        let mut lighter = session.clone();
        if session.is_hard() && days_between(cause.date, session.date) == 1 {
            ease(&mut lighter);
        }
        let spare = u32::from(session.minutes.saturating_sub(SHORTEST).min(session.minutes * 3 / 10));
        let cut = if lighter.is_hard() { 0 } else { spare.min(excess) };
        resize(&mut lighter, session.minutes - u16::try_from(cut).unwrap_or(0));
        excess -= cut;
        push(&mut changes, session, lighter);
    }
    changes
}

fn made_up(plan: &PlanDraft, cause: Deviation) -> Vec<SessionChange> {
    let mut missing = (cause.planned_minutes - cause.done_minutes) / 2;
    let mut changes = Vec::new();
    for session in after(plan, cause.date, PAUSE_DAYS).filter(|session| !session.is_hard()) {
        let more = u32::from(session.minutes / 10).min(missing);
        let mut longer = session.clone();
        resize(&mut longer, session.minutes + u16::try_from(more).unwrap_or(0));
        missing -= more;
        push(&mut changes, session, longer);
    }
    changes
}

fn after(plan: &PlanDraft, date: Date, first: i32) -> impl Iterator<Item = &Session> {
    let (from, until) = (plus_days(date, first), plus_days(date, DAYS));
    plan.sessions.iter().filter(move |s| s.date >= from && s.date <= until && !s.is_race())
}

fn push(changes: &mut Vec<SessionChange>, before: &Session, after: Session) {
    if *before != after {
        changes.push(SessionChange { before: Box::new(before.clone()), after: Box::new(after) });
    }
}

/// All of it easy, at the pace or power that its easy part had.
fn ease(session: &mut Session) {
    let easy = session.steps.iter().find(|step| step.zone.is_easy()).copied();
    session.ease();
    session.metres = None;
    session.steps.extend(easy.map(|step| super::Step {
        part: super::StepPart::Main,
        times: 1,
        seconds: u32::from(session.minutes) * 60,
        recovery_s: 0,
        ..step
    }));
}

/// The longest easy part takes what is added or taken away.
fn resize(session: &mut Session, minutes: u16) {
    let (old, new) = (u32::from(session.minutes) * 60, u32::from(minutes) * 60);
    let easy = session.steps.iter_mut().filter(|step| step.zone <= Zone::Z2 && step.times == 1);
    let Some(step) = easy.max_by_key(|step| step.seconds) else { return };
    if old == new || step.seconds + new <= old {
        return;
    }
    step.seconds = step.seconds + new - old;
    session.metres = session
        .metres
        .map(|metres| u32::try_from(u64::from(metres) * u64::from(new) / u64::from(old)).unwrap_or(metres));
    session.minutes = minutes;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        drafts::{Request, draft},
        history::AthleteHistory,
        plan::{PlanKind, Step},
    };

    fn plan() -> PlanDraft {
        let history = AthleteHistory::default();
        let from = jiff::civil::date(2026, 8, 10);
        let request = Request { plan_id: Uuid::nil(), history: &history, kind: PlanKind::Block, from, goal: None };
        draft(&request).unwrap().plan
    }

    fn adjustment(done_minutes: u32) -> Option<Adjustment> {
        let plan = plan();
        let date = plus_days(plan.from, 2);
        propose(&plan, Uuid::nil(), Deviation { date, planned_minutes: 50, done_minutes })
    }

    fn minutes(adjustment: &Adjustment, pick: fn(&SessionChange) -> &Session) -> u32 {
        adjustment.changes.iter().map(|change| u32::from(pick(change).minutes)).sum()
    }

    #[test]
    fn a_fifth_more_or_less_changes_nothing() {
        assert_eq!((adjustment(60), adjustment(40)), (None, None));
    }

    #[test]
    fn too_much_is_taken_from_the_days_after_and_tomorrow_becomes_easy() {
        let adjustment = adjustment(110).unwrap();
        let tomorrow = plus_days(adjustment.cause.date, 1);
        assert!(adjustment.changes.iter().all(|change| change.before.date >= tomorrow));
        assert!(
            adjustment.changes.iter().any(|c| c.before.date == tomorrow && c.before.is_hard() && !c.after.is_hard())
        );
        let (before, after) = (minutes(&adjustment, |c| &c.before), minutes(&adjustment, |c| &c.after));
        assert!(after < before && before - after <= 60);
    }

    #[test]
    fn what_was_missed_comes_back_by_a_tenth_at_most_and_not_within_48_hours() {
        let adjustment = adjustment(0).unwrap();
        for change in &adjustment.changes {
            assert!(days_between(adjustment.cause.date, change.before.date) > 2);
            assert!(change.after.minutes * 10 <= change.before.minutes * 11);
            let parts: u32 = change.after.steps.iter().map(Step::total_s).sum();
            assert_eq!(parts, u32::from(change.after.minutes) * 60);
        }
    }
}
