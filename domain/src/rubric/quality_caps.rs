//! Item 7: no session holds more hard running than the week bears.
//!
//! Per session T 10 % of the week, I 8 % and 10 km, R 5 % and 8 km, M 20 %, 29 km and 110 minutes; I bouts of two to
//! five minutes, the jog no longer than the bout. For those who only run the week is its distance, for others its
//! training time. Half for one that is over by a fifth at most. J. Daniels, "Daniels' Running Formula".

use super::{FULL, HALF, NONE, Verdict, view::View};
use crate::{
    history::RunningFitness,
    plan::{Pace, PlanWeek, Session, Step},
    running::RunPaces,
    vocabulary::Sport,
};

pub(super) fn judge(view: &View<'_>) -> Option<Verdict> {
    let paces = RunPaces::of(RunningFitness::of(view.history, view.plan.from).vdot);
    let mut excesses = Vec::new();
    let mut judged = false;
    for week in view.made_weeks() {
        let training = view.training(week);
        for run in training.iter().filter(|session| session.sport == Sport::Run) {
            judged |= run.steps.iter().any(|step| step.pace.is_some());
            excesses.extend(excess(view, week, &training, run, &paces));
        }
    }
    let worst = excesses.iter().copied().fold(1.0, f64::max);
    judged.then(|| match excesses.len() {
        0 => Verdict::new(FULL, "every session within its share of the week"),
        1 if worst <= 1.2 => Verdict::new(HALF, format!("one session over by {:.0} %", (worst - 1.0) * 100.0)),
        many => Verdict::new(NONE, format!("{many} sessions over, by up to {:.0} %", (worst - 1.0) * 100.0)),
    })
}

/// How far over its cap the session is, as a factor above 1; a bout of the wrong shape counts as double.
fn excess(view: &View<'_>, _week: &PlanWeek, training: &[&Session], run: &Session, paces: &RunPaces) -> Option<f64> {
    let shapeless = |step: &Step| {
        step.pace == Some(Pace::Interval) && (!(120..=300).contains(&step.seconds) || step.recovery_s > step.seconds)
    };
    let over = Pace::ALL.iter().filter_map(|&pace| over_at(view, training, run, pace, paces)).fold(0.0, f64::max);
    let worst = if run.steps.iter().any(shapeless) { 2.0 } else { over };
    // A rounding of half a minute is not an excess.
    (worst > 1.005).then_some(worst)
}

fn over_at(view: &View<'_>, training: &[&Session], run: &Session, pace: Pace, paces: &RunPaces) -> Option<f64> {
    let (share, seconds_per_km, km, minutes) = match pace {
        Pace::Threshold => (0.10, paces.threshold, f64::MAX, f64::MAX),
        Pace::Interval => (0.08, paces.interval, 10.0, f64::MAX),
        Pace::Repetition => (0.05, paces.repetition, 8.0, f64::MAX),
        Pace::Marathon => (0.20, paces.marathon, 29.0, 110.0),
        Pace::Easy => return None,
    };
    let worked: u32 = run.steps.iter().filter(|step| step.pace == Some(pace)).map(Step::work_s).sum();
    let worked = f64::from(worked);
    let of_week = if view.is_runner() {
        let week_km: f64 = training.iter().filter_map(|s| s.metres).map(|metres| f64::from(metres) / 1000.0).sum();
        worked / seconds_per_km / (share * week_km)
    } else {
        let week_s: f64 = training.iter().map(|session| f64::from(session.minutes) * 60.0).sum();
        worked / (share * week_s)
    };
    Some(of_week.max(worked / seconds_per_km / km).max(worked / 60.0 / minutes))
}
