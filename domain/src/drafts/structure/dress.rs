//! Gives each session of a week its steps, targets, distance and purpose.

use super::{balance, main_set, purpose};
use crate::{
    drafts::{athlete::Athlete, outline::WeekOutline},
    plan::{Pace, Session, Step, Tag, Targets, WorkoutKind},
    rules::Situation,
    vocabulary::{Sport, Thresholds, Zone},
};

pub(in crate::drafts) fn dress(
    athlete: &Athlete<'_>,
    outline: &WeekOutline,
    situation: &Situation<'_>,
    week: &mut [Session],
) {
    let mains = balance::main_minutes(athlete, outline, situation, week);
    let mut known: Option<(Thresholds, Targets)> = None;
    for (session, main) in week.iter_mut().zip(mains) {
        if session.is_race() {
            continue;
        }
        let thresholds = athlete.fitness.thresholds(session.date);
        if known.as_ref().is_none_or(|(of, _)| *of != thresholds) {
            known = Some((thresholds, Targets::of(&thresholds)));
        }
        call_by_its_length(session);
        session.steps = main_set::steps(session, main);
        if let Some((_, targets)) = &known {
            aim(session, targets);
        }
        session.metres = (session.sport == Sport::Run).then(|| metres(athlete, &session.steps));
        session.purpose = purpose::purpose(session);
    }
}

/// A long run takes an hour at least and a long ride an hour and a half; shorter ones are easy endurance.
fn call_by_its_length(session: &mut Session) {
    let long = if session.sport == Sport::Bike { 90 } else { 60 };
    if session.workout == WorkoutKind::Long && session.minutes < long {
        let Session { id, date, sport, zone, minutes, .. } = *session;
        let fresh = Session::new(id, date, sport, WorkoutKind::Endurance, zone, minutes);
        session.tags.retain(|tag| *tag != Tag::Long);
        (session.workout, session.title) = (fresh.workout, fresh.title);
    }
}

fn aim(session: &mut Session, targets: &Targets) {
    let sport = session.sport;
    for step in &mut session.steps {
        step.target = targets.aim(sport, step.zone, step.pace);
    }
}

/// How far the steps lead on foot.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "metres of a run, never negative")]
fn metres(athlete: &Athlete<'_>, steps: &[Step]) -> u32 {
    let run = |seconds: u32, pace: Pace| f64::from(seconds) / 60.0 * main_set::metres_per_minute(athlete, pace);
    let of_step = |step: &Step| run(step.work_s(), pace_of(step)) + run(step.rest_s(), Pace::Easy);
    steps.iter().map(of_step).sum::<f64>().round() as u32
}

fn pace_of(step: &Step) -> Pace {
    step.pace.unwrap_or(match step.zone {
        Zone::Z1 | Zone::Z2 => Pace::Easy,
        Zone::Z3 => Pace::Marathon,
        Zone::Z4 => Pace::Threshold,
        Zone::Z5 => Pace::Interval,
    })
}

/// Minutes in which a run with some faster parts covers that distance.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "minutes of a run, held within limits")]
pub(in crate::drafts) fn minutes_for_metres(athlete: &Athlete<'_>, metres: f64) -> u16 {
    const FASTER_THAN_EASY: f64 = 1.10;
    (metres / (athlete.easy_metres_per_minute() * FASTER_THAN_EASY)).clamp(0.0, 1440.0) as u16
}
