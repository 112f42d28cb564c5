//! How good a plan is, item by item.
//!
//! The rubric looks at a plan and at the history that it was made from, and at nothing else: not at how the plan came
//! to be. Each item is worth 1, ½ or 0, the score is the mean of those that apply, and a gate at 0 fails the plan.
//! To add an item: a file of its own with a `judge`, and its line in [`ITEMS`].

mod body_signals;
mod constraints;
mod deload;
mod form;
mod hard_spacing;
mod intensity;
mod long_run_share;
mod longest_run;
mod monotony;
#[cfg(test)]
mod planted;
mod quality_caps;
mod ramp;
mod report;
mod rest;
mod taper;
mod targets;
#[cfg(test)]
mod tests;
mod triathlon_balance;
mod view;

pub use report::{BAR, Item, Report};

use crate::{
    history::{AthleteHistory, Timeline},
    plan::PlanDraft,
};
use view::View;

/// An item's worth and the reason for it.
#[derive(Debug, Clone, PartialEq)]
struct Verdict {
    value: f64,
    why: String,
}

const FULL: f64 = 1.0;
const HALF: f64 = 0.5;
const NONE: f64 = 0.0;

/// A failed gate fails the plan, however good the rest is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Weight {
    Gate,
    Share,
}

/// `None` where the item says nothing about this plan.
type Judge = fn(&View<'_>) -> Option<Verdict>;

/// The items, by number.
const ITEMS: &[(u8, Weight, Judge)] = &[
    (1, Weight::Gate, hard_spacing::judge),
    (2, Weight::Gate, rest::judge),
    (3, Weight::Share, intensity::judge),
    (4, Weight::Gate, ramp::judge),
    (5, Weight::Share, longest_run::judge),
    (6, Weight::Share, long_run_share::judge),
    (7, Weight::Share, quality_caps::judge),
    (8, Weight::Share, deload::judge),
    (9, Weight::Share, taper::judge),
    (10, Weight::Share, form::judge),
    (11, Weight::Share, monotony::judge),
    (12, Weight::Gate, body_signals::judge),
    (13, Weight::Gate, constraints::judge),
    (14, Weight::Share, targets::judge),
    (15, Weight::Share, triathlon_balance::judge),
];

impl Verdict {
    fn new(value: f64, why: impl Into<String>) -> Self {
        Self { value, why: why.into() }
    }
}

/// One value for many weeks: full when nine in ten are, half when the mean is half at least.
fn over_weeks(values: &[f64]) -> Option<f64> {
    let count = f64::from(u32::try_from(values.len()).ok().filter(|&count| count > 0)?);
    let mean = values.iter().sum::<f64>() / count;
    Some(match mean {
        0.9.. => FULL,
        0.5.. => HALF,
        _ => NONE,
    })
}

/// Judges a plan made from that history.
pub fn score(plan: &PlanDraft, history: &AthleteHistory) -> Report {
    score_after(plan, history, Timeline::before(history, plan.from))
}

/// Judges weeks that follow on these days, some of which may still be to come.
pub fn score_after(plan: &PlanDraft, history: &AthleteHistory, before: Timeline) -> Report {
    let view = View::of(plan, history, before);
    Report::of(ITEMS.iter().filter_map(|&(n, weight, judge)| {
        let verdict = judge(&view)?;
        Some(Item { n, gate: weight == Weight::Gate, value: verdict.value, why: verdict.why })
    }))
}
