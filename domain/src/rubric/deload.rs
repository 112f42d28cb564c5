//! Item 8: every third or fourth week is a light one.
//!
//! 60–80 % of the heaviest of the three weeks before. Half for 80–95 %, or every fifth week. Taper weeks are light of
//! themselves. J. Friel, "The Triathlete's Training Bible".

use super::{FULL, HALF, NONE, Verdict, view::View};
use crate::{history::plus_days, plan::PlanWeek};

/// Shorter plans can't show a rhythm.
const FEWEST_WEEKS: usize = 5;

pub(super) fn judge(view: &View<'_>) -> Option<Verdict> {
    let weeks: Vec<&PlanWeek> = view.full_weeks().filter(|week| !week.phase.is_taper()).collect();
    if weeks.len() < FEWEST_WEEKS {
        return None;
    }
    let strict = longest_load(view, &weeks, 0.80);
    let lenient = longest_load(view, &weeks, 0.95);
    Some(match (strict, lenient) {
        (..=3, _) => Verdict::new(FULL, format!("at most {strict} loading weeks in a row")),
        (4, _) | (_, ..=3) => Verdict::new(HALF, format!("{strict} loading weeks in a row")),
        _ => Verdict::new(NONE, format!("{strict} loading weeks in a row")),
    })
}

/// Loading weeks in a row, a light week having at most that share of the heaviest of the three before.
fn longest_load(view: &View<'_>, weeks: &[&PlanWeek], light: f64) -> usize {
    let (mut row, mut longest) = (0, 0);
    for week in weeks {
        let before = view.timeline.heaviest_week(week.start, 3);
        let minutes = view.timeline.week_before(plus_days(week.start, 7));
        row = if f64::from(minutes) <= light * f64::from(before) { 0 } else { row + 1 };
        longest = longest.max(row);
    }
    longest
}
