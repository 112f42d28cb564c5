//! Item 10: fitness grows no faster than the body follows, and is there on race day.
//!
//! Fitness (CTL) by at most 6 a week, 4 while it is under 45; form (TSB) never below −30, and between +5 and +25 on the
//! day of an A race. Half for 8 a week and −40. Races are not the plan's load. An athlete whose log is younger than 42
//! days has no fitness figure yet. J. Friel; A. Coggan's performance management chart.

use super::{FULL, HALF, NONE, Verdict, view::View};
use crate::{history::plus_days, load::Form, plan::PlanWeek};

const WARMING_UP_DAYS: usize = 42;

pub(super) fn judge(view: &View<'_>) -> Option<Verdict> {
    if view.timeline.logged_days() < WARMING_UP_DAYS {
        return None;
    }
    let mut form = view.timeline.form(view.plan.from);
    // A hole dug before the plan is not its doing, as long as it gets no deeper.
    let dug = form.balance_tomorrow();
    let (mut lowest, mut over, mut steepest) = (0.0_f64, f64::MIN, 0.0_f64);
    for week in &view.plan.weeks {
        let before = form;
        (form, lowest) = walk(view, week, form, lowest);
        let growth = form.fitness - before.fitness;
        over = over.max(growth - if before.fitness < 45.0 { 4.0 } else { 6.0 });
        steepest = steepest.max(growth);
    }
    let floor = |limit: f64| lowest >= limit.min(dug);
    let fresh = race_form(view).is_none_or(|form| (5.0..=25.0).contains(&form));
    let value = match () {
        () if over <= 0.0 && floor(-30.0) && fresh => FULL,
        () if (steepest <= 8.0 || over <= 0.0) && floor(-40.0) => HALF,
        () => NONE,
    };
    let race = race_form(view).map_or(String::new(), |form| format!(", {form:+.0} on race day"));
    Some(Verdict::new(value, format!("fitness {steepest:+.1} a week at most, form down to {lowest:.0}{race}")))
}

fn walk(view: &View<'_>, week: &PlanWeek, mut form: Form, mut lowest: f64) -> (Form, f64) {
    for day in view.timeline.span(week.start, week.end()) {
        form = form.advance(if day.race { 0.0 } else { day.load });
        lowest = lowest.min(form.balance_tomorrow());
    }
    (form, lowest)
}

/// Form on the morning of an A race whose taper lies in the plan.
fn race_form(view: &View<'_>) -> Option<f64> {
    let race = view.main_races().find(|race| race.date >= plus_days(view.plan.from, 14))?;
    Some(view.timeline.form(race.date).balance_tomorrow())
}
