//! Item 11: hard days hard, easy days easy.
//!
//! Mean daily load over its spread (population standard deviation) in each week: at most 1.5; half up to 2.0. Weeks with
//! a race have a rhythm of their own. C. Foster 1998 (Med Sci Sports Exerc 30).

use super::{FULL, HALF, NONE, Verdict, over_weeks, view::View};
use crate::{load, plan::PlanWeek};

pub(super) fn judge(view: &View<'_>) -> Option<Verdict> {
    let figures: Vec<f64> = view.made_weeks().filter_map(|week| figure(view, week)).collect();
    let values: Vec<f64> = figures.iter().map(|&figure| value(figure)).collect();
    let worst = figures.iter().copied().fold(0.0, f64::max);
    Some(Verdict::new(over_weeks(&values)?, format!("monotony up to {worst:.2}")))
}

fn figure(view: &View<'_>, week: &PlanWeek) -> Option<f64> {
    let days = view.timeline.span(week.start, week.end());
    let trains = days.iter().any(|day| day.trained) && !days.iter().any(|day| day.race);
    let loads: [f64; 7] = std::array::from_fn(|day| days.get(day).map_or(0.0, |day| day.load));
    trains.then(|| load::monotony(&loads))
}

fn value(monotony: f64) -> f64 {
    match monotony {
        ..=1.5 => FULL,
        ..=2.0 => HALF,
        _ => NONE,
    }
}
