//! The main set of a hard or steady session.
//!
//! Bouts after J. Daniels, "Daniels' Running Formula" (T in bouts of up to ten minutes with a minute between; I in bouts
//! of two to five minutes with no longer a jog; R in bouts of a minute with
//! twice that to recover), H. Allen and A. Coggan, "Training and Racing with a Power Meter" (VO2
//! bouts of three to five minutes), and for the water short bouts with little rest.

use crate::{
    drafts::athlete::Athlete,
    plan::{Pace, Session, Step, StepPart, WorkoutKind},
    vocabulary::{Sport, Zone},
};

/// Length of a bout and the easy time after it, in seconds.
struct Bout {
    work_s: u32,
    rest_s: u32,
}

const fn bout(session: &Session, main_s: u32) -> Bout {
    let (work_s, rest_s) = match (session.sport, session.workout, session.zone) {
        (Sport::Swim, _, _) => (120, 20),
        (Sport::Run, WorkoutKind::Sharpening, _) => (120, 120),
        (Sport::Run, WorkoutKind::Intervals, _) => (180, 120),
        (Sport::Run, WorkoutKind::Repetitions, _) => (60, 120),
        (Sport::Bike, WorkoutKind::Vo2, _) => (180, 180),
        (_, WorkoutKind::Sharpening, _) => (120, 120),
        (_, WorkoutKind::Threshold, _) => (600, 60),
        _ => (main_s, 0),
    };
    Bout { work_s, rest_s }
}

/// The named pace of a run's main set.
pub(super) const fn pace(session: &Session) -> Option<Pace> {
    match (session.sport, session.zone) {
        (Sport::Run, Zone::Z5) if matches!(session.workout, WorkoutKind::Repetitions) => Some(Pace::Repetition),
        (Sport::Run, Zone::Z5) => Some(Pace::Interval),
        (Sport::Run, Zone::Z4) => Some(Pace::Threshold),
        (Sport::Run, Zone::Z3) => Some(Pace::Marathon),
        _ => None,
    }
}

/// How much of the main set's time is work, the rest being easy in between.
pub(super) fn work_share(session: &Session) -> f64 {
    let bout = bout(session, 600);
    f64::from(bout.work_s) / f64::from((bout.work_s + bout.rest_s).max(1))
}

pub(super) fn metres_per_minute(athlete: &Athlete<'_>, pace: Pace) -> f64 {
    let paces = &athlete.paces;
    60_000.0
        / match pace {
            Pace::Easy => f64::midpoint(paces.easy.fast, paces.easy.slow),
            Pace::Marathon => paces.marathon,
            Pace::Threshold => paces.threshold,
            Pace::Interval => paces.interval,
            Pace::Repetition => paces.repetition,
        }
}

/// The whole session around a main set of so many minutes; easy all through without one.
pub(super) fn steps(session: &Session, main_minutes: f64) -> Vec<Step> {
    let total_s = u32::from(session.minutes) * 60;
    let main_s = whole_seconds(main_minutes);
    match session.zone {
        _ if main_s == 0 => vec![Step::steady(StepPart::Main, total_s, session.zone.min(Zone::Z2))],
        Zone::Z1 | Zone::Z2 => steady_finish(total_s, main_s, session.sport == Sport::Run),
        _ => around(session, total_s, main_set(session, main_s)),
    }
}

/// Easy, the last part steady, a little easy at the end.
fn steady_finish(total_s: u32, steady_s: u32, run: bool) -> Vec<Step> {
    let pace = if run { Some(Pace::Marathon) } else { None };
    let cool_s = (total_s - steady_s).min(300);
    vec![
        Step::steady(StepPart::Main, total_s - steady_s - cool_s, Zone::Z2),
        Step { pace, ..Step::steady(StepPart::Main, steady_s, Zone::Z3) },
        Step::steady(StepPart::CoolDown, cool_s, Zone::Z1),
    ]
}

fn main_set(session: &Session, main_s: u32) -> Step {
    let bout = bout(session, main_s);
    // As many bouts as come nearest without going over; a single one where there is less.
    let times = (main_s / bout.work_s.max(1)).max(1);
    let work_s = if times == 1 || session.workout == WorkoutKind::Threshold { main_s / times } else { bout.work_s };
    let recovery_s = if times == 1 { 0 } else { bout.rest_s };
    Step {
        part: StepPart::Main,
        times: u16::try_from(times).unwrap_or(1),
        seconds: work_s,
        zone: session.zone,
        recovery_s,
        pace: pace(session),
        target: None,
    }
}

/// Warm-up of ten to twenty minutes, easy time before the main set if there is more, cool-down of ten.
fn around(session: &Session, total_s: u32, main: Step) -> Vec<Step> {
    let left_s = total_s.saturating_sub(main.total_s());
    let cool_s = (left_s / 2).min(600);
    let warm_s = (left_s - cool_s).min(1200);
    let easy_s = left_s - cool_s - warm_s;
    let mut steps = vec![Step::steady(StepPart::WarmUp, warm_s, warm_up_zone(session))];
    if easy_s > 0 {
        steps.push(Step::steady(StepPart::Main, easy_s, Zone::Z2));
    }
    steps.extend([main, Step::steady(StepPart::CoolDown, cool_s, Zone::Z1)]);
    steps
}

const fn warm_up_zone(session: &Session) -> Zone {
    if matches!(session.sport, Sport::Swim) { Zone::Z1 } else { Zone::Z2 }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "minutes of a session, never negative")]
fn whole_seconds(minutes: f64) -> u32 {
    (minutes.max(0.0) * 60.0) as u32
}
