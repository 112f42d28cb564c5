//! Item 4, a gate: weeks grow slowly.
//!
//! Each week against the heaviest of the three before it: a tenth more at most; half up to a fifth or 45 minutes.
//! Races are left out. R. Nielsen and others 2014.

use super::{FULL, HALF, NONE, Verdict, view::View};
use crate::{history::plus_days, plan::PlanWeek};

pub(super) fn judge(view: &View<'_>) -> Option<Verdict> {
    let growths = view.plan.weeks.iter().filter_map(|week| growth(view, week));
    let (now, before) = growths.max_by(|a, b| ratio(*a).total_cmp(&ratio(*b)))?;
    let value = match (now, before) {
        (now, before) if now * 10 <= before * 11 + 5 => FULL,
        (now, before) if now * 10 <= before * 12 || now <= before + 45 => HALF,
        _ => NONE,
    };
    Some(Verdict::new(value, format!("at most {now} minutes after {before}")))
}

fn ratio((now, before): (u32, u32)) -> f64 {
    f64::from(now) / f64::from(before)
}

/// Minutes of the week and of the heaviest of the three before; `None` without anything to compare with. A short first
/// week without a log before it is no measure for the next.
fn growth(view: &View<'_>, week: &PlanWeek) -> Option<(u32, u32)> {
    let unknown = view.timeline.logged_days() == 0 && week.start < plus_days(view.plan.from, 7);
    let before = view.timeline.heaviest_week(week.start, 3);
    let now = view.timeline.span(week.start, week.end()).iter().map(|day| day.minutes).sum();
    (before > 0 && !unknown).then_some((now, before))
}
