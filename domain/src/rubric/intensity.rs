//! Item 3: most of the time is easy.
//!
//! Easy 75–90 % of the week's time and at most 15 % in the middle (z3); easy from 65 % under four hours a week; up to
//! 100 % in base, for beginners, and where pain, illness, a break or a race forbid more. Half for 68–75 or 90–95 %.
//! S. Seiler 2010; T. Stöggl and B. Sperlich 2014.

use super::{FULL, HALF, NONE, Verdict, over_weeks, view::View};
use crate::{
    history::plus_days,
    plan::{Phase, PlanWeek, Session},
    vocabulary::{RacePriority, Zone},
};

pub(super) fn judge(view: &View<'_>) -> Option<Verdict> {
    let shares: Vec<(f64, f64, f64)> = view.made_weeks().filter_map(|week| judge_week(view, week)).collect();
    let value = over_weeks(&shares.iter().map(|share| share.0).collect::<Vec<_>>())?;
    let (_, easy, middle) = shares.iter().copied().min_by(|a, b| a.0.total_cmp(&b.0))?;
    Some(Verdict::new(
        value,
        format!("{:.0} % easy and {:.0} % in the middle in the worst week", easy * 100.0, middle * 100.0),
    ))
}

fn judge_week(view: &View<'_>, week: &PlanWeek) -> Option<(f64, f64, f64)> {
    let sessions = view.training(week);
    let total: f64 = sessions.iter().map(|session| seconds_in(session, Zone::Z1, Zone::Z5)).sum();
    if total <= 0.0 {
        return None;
    }
    let share = |from, to| sessions.iter().map(|session| seconds_in(session, from, to)).sum::<f64>() / total;
    let (easy, middle) = (share(Zone::Z1, Zone::Z2), share(Zone::Z3, Zone::Z3));
    let least = if total < 4.0 * 3600.0 { 0.65 } else { 0.75 };
    let most = if may_be_all_easy(view, week) { 1.0 } else { 0.90 };
    let value = if (least..=most).contains(&easy) && middle <= 0.15 {
        FULL
    } else if (least.min(0.68)..=most.max(0.95)).contains(&easy) && middle <= 0.20 {
        HALF
    } else {
        NONE
    };
    Some((value, easy, middle))
}

fn may_be_all_easy(view: &View<'_>, week: &PlanWeek) -> bool {
    let tired = view.history.reading(view.plan.from).is_some_and(crate::history::Reading::forbids_hard);
    // An A or B race in the week, or just after it, takes the place of what would be hard.
    let mut races = view.history.races_between(week.start, plus_days(week.end(), 3));
    let raced = races.any(|race| race.priority != RacePriority::C);
    raced
        || week.phase == Phase::Base
        || view.is_beginner()
        || view.is_spared(week)
        || tired && week.contains(view.plan.from)
}

fn seconds_in(session: &Session, from: Zone, to: Zone) -> f64 {
    let within = |zone| zone >= from && zone <= to;
    if session.steps.is_empty() {
        return if within(session.zone) { f64::from(session.minutes) * 60.0 } else { 0.0 };
    }
    let of_step = |step: &crate::plan::Step| {
        let work = if within(step.zone) { step.work_s() } else { 0 };
        let rest = if within(Zone::Z1) { step.rest_s() } else { 0 };
        f64::from(work + rest)
    };
    session.steps.iter().map(of_step).sum()
}
