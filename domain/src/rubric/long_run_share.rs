//! Item 6: the longest run is not the whole week.
//!
//! At most 30 % of the running with five runs and more, 35 % with four, 45 % with three, and 150 minutes. With one or
//! two runs a share says nothing. Half for up to 18 points more, or 210 minutes toward a marathon. J. Daniels.

use super::{FULL, HALF, NONE, Verdict, over_weeks, view::View};
use crate::{
    plan::PlanWeek,
    vocabulary::{RaceKind, Sport},
};

pub(super) fn judge(view: &View<'_>) -> Option<Verdict> {
    let weeks: Vec<(f64, f64, u16)> = view.made_weeks().filter_map(|week| judge_week(view, week)).collect();
    let value = over_weeks(&weeks.iter().map(|week| week.0).collect::<Vec<_>>())?;
    let (_, share, minutes) = weeks.iter().copied().min_by(|a, b| a.0.total_cmp(&b.0))?;
    Some(Verdict::new(value, format!("longest run {:.0} % of the running, {minutes} minutes", share * 100.0)))
}

fn judge_week(view: &View<'_>, week: &PlanWeek) -> Option<(f64, f64, u16)> {
    let training = view.training(week);
    let runs: Vec<u16> = training.iter().filter(|s| s.sport == Sport::Run).map(|s| s.minutes).collect();
    let longest = *runs.iter().max()?;
    let share = f64::from(longest) / f64::from(runs.iter().sum::<u16>());
    let allowed = match runs.len() {
        0..=2 => 1.0,
        3 => 0.45,
        4 => 0.35,
        _ => 0.30,
    };
    let marathon = view.history.races.iter().any(|race| matches!(race.kind, RaceKind::Marathon | RaceKind::Ultra));
    let value = if share <= allowed && longest <= 150 {
        FULL
    } else if share <= allowed + 0.18 && (longest <= 150 || marathon && longest <= 210) {
        HALF
    } else {
        NONE
    };
    Some((value, share, longest))
}
