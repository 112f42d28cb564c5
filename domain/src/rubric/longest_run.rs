//! Item 5: the longest run grows slowly.
//!
//! Each run against the longest of the thirty days before its week: a tenth more, or two kilometres below 15 km; half up to
//! 30 %. J. Frandsen and others 2025 (Br J Sports Med): single runs more than a tenth over the last month's longest go
//! with more injuries.

use super::{FULL, HALF, NONE, Verdict, view::View};
use crate::plan::{PlanWeek, Session};

const DAYS: i32 = 30;

pub(super) fn judge(view: &View<'_>) -> Option<Verdict> {
    let weeks = view.plan.weeks.iter().filter(|week| week.made);
    let steps = weeks.flat_map(|week| view.training(week).into_iter().filter_map(|run| step_up(view, week, run)));
    let (value, now, before) = steps.min_by(|a, b| a.0.total_cmp(&b.0))?;
    Some(Verdict::new(value, format!("{now} m after {before} m in thirty days")))
}

fn step_up(view: &View<'_>, week: &PlanWeek, run: &Session) -> Option<(f64, u32, u32)> {
    let now = run.metres?;
    let before = view.timeline.longest_run_m(week.start, DAYS)?;
    let grown = f64::from(now) / f64::from(before);
    let value = if grown <= 1.10 || before < 15_000 && now <= before + 2_000 {
        FULL
    } else if grown <= 1.30 {
        HALF
    } else {
        NONE
    };
    Some((value, now, before))
}
