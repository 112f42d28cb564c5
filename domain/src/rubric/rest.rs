//! Item 2, a gate: a day off in any seven, two a week for beginners.
//!
//! The log counts. Half for one stretch of up to ten days. A race that ends a long stretch isn't the plan's doing, but a
//! session is. C. Foster 1998.

use super::{FULL, HALF, NONE, Verdict, view::View};
use crate::history::plus_days;

pub(super) fn judge(view: &View<'_>) -> Option<Verdict> {
    let stretches = long_stretches(view);
    let beginner = view.is_beginner();
    let short_of_two =
        if beginner { view.made_weeks().filter(|week| days_off(view, week.start) < 2).count() } else { 0 };
    Some(match stretches.as_slice() {
        [] if short_of_two == 0 => Verdict::new(FULL, "enough days off"),
        [] => Verdict::new(HALF, format!("{short_of_two} weeks with one day off for a beginner")),
        [days] if *days <= 10 => Verdict::new(HALF, format!("{days} days without one off")),
        many => Verdict::new(NONE, format!("{} stretches without a day off", many.len())),
    })
}

fn days_off(view: &View<'_>, start: jiff::civil::Date) -> usize {
    view.timeline.span(start, plus_days(start, 7)).iter().filter(|day| !day.trained).count()
}

/// Lengths of the stretches of seven days and more that the plan adds a session to.
fn long_stretches(view: &View<'_>) -> Vec<usize> {
    let mut row = view.timeline.training_streak(view.plan.from);
    let mut stretches = Vec::new();
    let mut guilty = false;
    let made = view.plan.weeks.iter().filter(|week| week.made);
    for date in made.flat_map(|week| (0..i32::from(week.days)).map(|day| plus_days(week.start, day))) {
        let day = view.timeline.day(date);
        if !day.trained {
            stretches.extend(guilty.then_some(row));
            (row, guilty) = (0, false);
            continue;
        }
        row += 1;
        guilty |= row >= 7 && !day.race;
    }
    stretches.extend(guilty.then_some(row));
    stretches
}
