//! The weeks of a season that have come near, made from what the athlete really did.
//!
//! A season begins with the sessions of its first weeks and the outline of the others. Seven days before a week begins
//! its sessions are made: phase, race and rhythm from the outline, volume and care from the log. Weeks that have sessions
//! stay as they are, and those that are over without any stay empty.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{
    athlete::Athlete,
    course::Course,
    issue::{below, first_breach, refuse_empty, refuse_too_little},
    refusal::Refusal,
    request::Request,
    week::MadeWeek,
};
use crate::{
    history::{AthleteHistory, Timeline, days_between, plus_days},
    plan::{PlanDraft, PlanKind, PlanWeek, Session},
    rubric::{self, Report},
    rules::RuleRecord,
    vocabulary::{Race, RaceKind},
};

/// From so many days before it begins a week is near.
const NEAR_DAYS: i32 = 7;

/// Weeks of a plan that are to have sessions.
#[derive(Debug, Clone)]
pub struct Continuation<'a> {
    /// The plan as it stands.
    pub plan: &'a PlanDraft,
    /// What a season without a race was to prepare for.
    pub goal: Option<RaceKind>,
    pub history: &'a AthleteHistory,
    /// What was done, and what is still planned for the days before the first of the weeks.
    pub before: Timeline,
    pub today: Date,
}

/// Weeks with their sessions, and the account of their making.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DraftedWeeks {
    pub weeks: Vec<PlanWeek>,
    /// In order of date.
    pub sessions: Vec<Session>,
    /// What each rule did, week by week, in order.
    pub record: Vec<RuleRecord>,
    /// Of these weeks, after what was done.
    pub score: Report,
}

/// The weeks that have only an outline and are near or have begun.
pub fn near_weeks(weeks: &[PlanWeek], today: Date) -> impl Iterator<Item = &PlanWeek> {
    let near = move |week: &&PlanWeek| week.end() > today && week.start <= plus_days(today, NEAR_DAYS);
    weeks.iter().filter(|week| !week.made).filter(near)
}

/// Makes the near weeks of a plan and judges them. Of a week that has begun, the days from today on.
pub fn draft_weeks(asked: &Continuation<'_>) -> Result<DraftedWeeks, Refusal> {
    let near: Vec<&PlanWeek> = near_weeks(&asked.plan.weeks, asked.today).collect();
    let from = near.first().map_or(asked.today, |week| week.start.max(asked.today));
    let (plan_id, history) = (asked.plan.plan_id, asked.history);
    let request = Request { plan_id, history, kind: PlanKind::Season, from, goal: asked.goal };
    let course = Course { before: asked.before.clone(), target: target(asked)?, weeks: spans(asked, &near, from) };
    let athlete = Athlete::of(history, from);
    if athlete.usable_days() == 0 {
        return Err(Refusal::NoUsableDay);
    }
    refuse_too_little(&course.before, from)?;
    let made = course.run(&request, &athlete);
    refuse_empty(&request, &athlete, &made)?;
    judged(asked, &near, from, made)
}

/// The race that the season was made for, where it was then.
fn target<'a>(asked: &Continuation<'a>) -> Result<Option<&'a Race>, Refusal> {
    let Some(race_id) = asked.plan.race_id else { return Ok(None) };
    let last_day = plus_days(asked.plan.end(), -1);
    let race = asked.history.races.iter().find(|race| race.race_id == race_id && race.date == last_day);
    race.map(Some).ok_or(Refusal::RaceChanged)
}

fn spans(asked: &Continuation<'_>, near: &[&PlanWeek], from: Date) -> Vec<((Date, u8), f64)> {
    let all = u32::try_from(asked.plan.weeks.len()).unwrap_or(1).max(1);
    let nth = |week: &PlanWeek| asked.plan.weeks.iter().take_while(|known| known.start < week.start).count();
    let progress = |week: &PlanWeek| f64::from(u32::try_from(nth(week)).unwrap_or(0)) / f64::from(all);
    let span = |week: &PlanWeek| {
        let start = week.start.max(from);
        (start, u8::try_from(days_between(start, week.end())).unwrap_or(week.days))
    };
    near.iter().map(|week| (span(week), progress(week))).collect()
}

fn judged(
    asked: &Continuation<'_>,
    near: &[&PlanWeek],
    from: Date,
    made: Vec<MadeWeek>,
) -> Result<DraftedWeeks, Refusal> {
    let breach = first_breach(&made);
    let mut plan = PlanDraft { from, weeks: Vec::new(), sessions: Vec::new(), ..asked.plan.clone() };
    let mut record = Vec::new();
    for week in made {
        plan.weeks.push(week.week);
        plan.sessions.extend(week.sessions);
        record.extend(week.record);
    }
    let score = rubric::score_after(&plan, asked.history, asked.before.clone());
    match breach {
        Some(what) => return Err(below(&score, what)),
        None if !score.passes() => return Err(below(&score, score.shortcomings())),
        None => {}
    }
    // A week that had begun keeps its place in the season.
    let whole = |(week, known): (PlanWeek, &&PlanWeek)| PlanWeek { start: known.start, days: known.days, ..week };
    let weeks = plan.weeks.into_iter().zip(near).map(whole).collect();
    Ok(DraftedWeeks { weeks, sessions: plan.sessions, record, score })
}

#[cfg(test)]
#[path = "extension_tests.rs"]
mod tests;
