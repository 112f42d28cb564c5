//! Item 1, a gate: hard days stand apart.
//!
//! No two in a row, 48 hours between hard runs, two a week (three with six sessions and more, one in a light week).
//! Half for one neighbouring pair of different sports, or one day too many. S. Seiler 2010.

use super::{FULL, HALF, NONE, Verdict, view::View};
use crate::{
    history::{DayLog, plus_days},
    plan::PlanWeek,
};

pub(super) fn judge(view: &View<'_>) -> Option<Verdict> {
    let pairs = neighbours(view);
    let same_sport = pairs.iter().filter(|(a, b)| a.hard_run && b.hard_run).count();
    let over: usize = view.made_weeks().map(|week| surplus(view, week)).sum();
    Some(match (pairs.len(), same_sport, over) {
        (0, _, 0) => Verdict::new(FULL, "hard days stand apart"),
        (1, 0, 0) => Verdict::new(HALF, "one pair of neighbouring hard days"),
        (0, _, 1) => Verdict::new(HALF, "one hard day too many"),
        (pairs, same, over) => {
            Verdict::new(NONE, format!("{pairs} neighbouring hard days ({same} on foot), {over} too many"))
        }
    })
}

/// Hard days side by side, one of them planned. A race on the day after a race or a logged hard day isn't the plan's
/// doing.
fn neighbours(view: &View<'_>) -> Vec<(DayLog, DayLog)> {
    let mut pairs = Vec::new();
    for week in view.plan.weeks.iter().filter(|week| week.made) {
        for day in 0..i32::from(week.days) {
            let date = plus_days(week.start, day);
            let (before, here) = (view.timeline.day(plus_days(date, -1)), view.timeline.day(date));
            let fixed_before = before.race || !view.is_planned(plus_days(date, -1));
            if before.hard && here.hard && !(here.race && fixed_before) {
                pairs.push((before, here));
            }
        }
    }
    pairs
}

fn surplus(view: &View<'_>, week: &PlanWeek) -> usize {
    let days = view.timeline.span(week.start, week.end());
    let sessions = view.training(week).len() + days.iter().filter(|day| day.race).count();
    let allowed = match sessions {
        _ if week.deload => 1,
        6.. => 3,
        _ => 2,
    };
    let races = days.iter().filter(|day| day.race).count();
    days.iter().filter(|day| day.hard).count().saturating_sub(allowed.max(races))
}
