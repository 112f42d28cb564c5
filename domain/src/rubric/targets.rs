//! Item 14: what the session says adds up.
//!
//! Parts sum to the whole; ten minutes of warm-up and cool-down around T, I and R; targets within 1 % or 3 seconds a
//! kilometre of the athlete's zones of that day. Half for one slip.

use super::{FULL, HALF, NONE, Verdict, view::View};
use crate::{
    history::RunningFitness,
    plan::{Pace, Session, Step, StepPart, Target},
    running::RunPaces,
    vocabulary::{Sport, Thresholds},
    zones::Zones,
};

pub(super) fn judge(view: &View<'_>) -> Option<Verdict> {
    let fitness = RunningFitness::of(view.history, view.plan.from);
    let mut known: Option<(Thresholds, Numbers)> = None;
    let mut slips = Vec::new();
    for session in view.plan.sessions.iter().filter(|session| !session.is_race()) {
        let thresholds = fitness.thresholds(session.date);
        if known.as_ref().is_none_or(|(of, _)| *of != thresholds) {
            known = Some((thresholds, Numbers::of(&thresholds)));
        }
        slips.extend(known.as_ref().and_then(|(_, numbers)| slip(session, numbers)));
    }
    Some(match slips.as_slice() {
        [] => Verdict::new(FULL, "parts and targets add up"),
        [one] => Verdict::new(HALF, one.clone()),
        [first, ..] => Verdict::new(NONE, format!("{} slips, the first: {first}", slips.len())),
    })
}

struct Numbers {
    zones: Zones,
    paces: Option<RunPaces>,
}

impl Numbers {
    fn of(thresholds: &Thresholds) -> Self {
        Self { zones: Zones::of(thresholds), paces: thresholds.vdot.map(RunPaces::of) }
    }
}

fn slip(session: &Session, numbers: &Numbers) -> Option<String> {
    let parts: u32 = session.steps.iter().map(Step::total_s).sum();
    if parts != u32::from(session.minutes) * 60 {
        return Some(format!("{} on {}: parts of {parts} s in {} min", session.title, session.date, session.minutes));
    }
    let fast = |step: &Step| matches!(step.pace, Some(Pace::Threshold | Pace::Interval | Pace::Repetition));
    let around = [StepPart::WarmUp, StepPart::CoolDown];
    if session.steps.iter().any(fast) && around.iter().any(|&part| session.part_minutes(part) < 10) {
        return Some(format!("{} on {}: less than ten minutes around the main set", session.title, session.date));
    }
    let wrong = session.steps.iter().find(|step| !target_fits(session.sport, step, numbers))?;
    Some(format!("{} on {}: target of the {} part", session.title, session.date, wrong.part))
}

/// Whether the target is the athlete's own. A step needs one where the threshold for it is known.
fn target_fits(sport: Sport, step: &Step, numbers: &Numbers) -> bool {
    let zones = &numbers.zones;
    match (sport, step.target) {
        (Sport::Bike, Some(Target::Watts { low, high })) => {
            zones.power.is_some_and(|z| near(z.band(step.zone).low, low) && near(z.band(step.zone).high, high))
        }
        (Sport::Swim, Some(Target::SwimPace { fast_s, slow_s })) => {
            zones.swim.is_some_and(|z| near(z.band(step.zone).fast, fast_s) && near(z.band(step.zone).slow, slow_s))
        }
        (Sport::Run, Some(Target::RunPace { fast_s, slow_s })) => run_fits(step, fast_s, slow_s, numbers),
        (Sport::Bike | Sport::Run, Some(Target::HeartRate { low, high })) => {
            zones.heart_rate.is_some_and(|z| near(z.band(step.zone).low, low) && near(z.band(step.zone).high, high))
        }
        (_, Some(_)) => false,
        (Sport::Bike, None) => zones.power.is_none() && zones.heart_rate.is_none(),
        (Sport::Run, None) => zones.run.is_none() && zones.heart_rate.is_none(),
        (Sport::Swim, None) => zones.swim.is_none(),
        (_, None) => true,
    }
}

fn run_fits(step: &Step, fast_s: u16, slow_s: u16, numbers: &Numbers) -> bool {
    match (step.pace, &numbers.paces) {
        (Some(pace), Some(paces)) => {
            let (fast, slow) = named(pace, paces);
            (f64::from(fast_s) - fast).abs() <= 3.0 && (f64::from(slow_s) - slow).abs() <= 3.0
        }
        _ => numbers
            .zones
            .run
            .is_some_and(|z| near(z.band(step.zone).fast, fast_s) && near(z.band(step.zone).slow, slow_s)),
    }
}

const fn named(pace: Pace, paces: &RunPaces) -> (f64, f64) {
    match pace {
        Pace::Easy => (paces.easy.fast, paces.easy.slow),
        Pace::Marathon => (paces.marathon, paces.marathon),
        Pace::Threshold => (paces.threshold, paces.threshold),
        Pace::Interval => (paces.interval, paces.interval),
        Pace::Repetition => (paces.repetition, paces.repetition),
    }
}

fn near(own: u16, given: u16) -> bool {
    f64::from(own.abs_diff(given)) <= f64::from(own) * 0.01
}
