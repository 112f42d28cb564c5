//! How many minutes of each session are not easy.
//!
//! About four fifths of the time is easy (S. Seiler 2010; T. Stöggl and B. Sperlich 2014): hard main sets are cut where
//! they add up to more, and where they add up to less some easy sessions end at a steady pace (z3).

use super::{
    caps::{self, WeekSize},
    main_set,
};
use crate::{
    drafts::{athlete::Athlete, outline::WeekOutline, side_race},
    plan::{Pace, Phase, Session, Tag, WorkoutKind},
    rules::Situation,
    vocabulary::{Sport, Zone},
};

const MOST_NOT_EASY: f64 = 0.22;
const AIM_NOT_EASY: f64 = 0.15;
const MOST_MIDDLE: f64 = 0.135;
/// Warm-up and cool-down around a main set.
const AROUND: f64 = 20.0;

/// Minutes of the main set of each session, in its own zone; nothing for easy ones.
pub(super) fn main_minutes(
    athlete: &Athlete<'_>,
    outline: &WeekOutline,
    situation: &Situation<'_>,
    week: &[Session],
) -> Vec<f64> {
    let size = week_size(athlete, week);
    let mut mains: Vec<f64> = week.iter().map(|session| wanted(athlete, session, size)).collect();
    limit_middle(week, &mut mains, size.minutes);
    limit_all(&mut mains, size.minutes);
    if wants_steady(athlete, outline) {
        add_steady(athlete, outline, situation, week, &mut mains, size.minutes);
    }
    mains
}

fn week_size(athlete: &Athlete<'_>, week: &[Session]) -> WeekSize {
    let minutes = week.iter().filter(|session| !session.is_race()).map(|session| f64::from(session.minutes)).sum();
    let run_metres = athlete.is_runner().then_some(minutes * athlete.easy_metres_per_minute());
    WeekSize { minutes, run_metres }
}

fn wanted(athlete: &Athlete<'_>, session: &Session, size: WeekSize) -> f64 {
    if session.is_race() || session.zone <= Zone::Z2 {
        return 0.0;
    }
    let room = f64::from(session.minutes) - AROUND;
    let wish = match session.workout {
        WorkoutKind::Tempo => room.min(30.0),
        WorkoutKind::RacePace => room * 0.7,
        WorkoutKind::Sharpening => (room * main_set::work_share(session)).min(10.0),
        _ => (f64::from(session.minutes) * 0.4).min(room * main_set::work_share(session)),
    };
    let pace = main_set::pace(session).filter(|_| session.sport == Sport::Run);
    let cap = pace.map_or(f64::MAX, |pace| caps::minutes_at(pace, main_set::metres_per_minute(athlete, pace), size));
    wish.min(cap).max(0.0).floor()
}

/// Time at z3 stays a small part of the week.
fn limit_middle(week: &[Session], mains: &mut [f64], total: f64) {
    let middle: f64 = week.iter().zip(mains.iter()).filter(|(s, _)| s.zone == Zone::Z3).map(|(_, main)| main).sum();
    let most = total * MOST_MIDDLE;
    if middle > most {
        let zones = week.iter().zip(mains.iter_mut()).filter(|(session, _)| session.zone == Zone::Z3);
        zones.for_each(|(_, main)| *main = (*main * most / middle).floor());
    }
}

fn limit_all(mains: &mut [f64], total: f64) {
    let all: f64 = mains.iter().sum();
    let most = total * MOST_NOT_EASY;
    if all > most {
        mains.iter_mut().for_each(|main| *main = (*main * most / all).floor().max(if *main > 0.0 { 3.0 } else { 0.0 }));
    }
}

/// Beginners, those who hurt, and those who come back need no more than easy time.
fn wants_steady(athlete: &Athlete<'_>, outline: &WeekOutline) -> bool {
    !athlete.hurts() && !athlete.runs_gently() && !matches!(outline.phase, Phase::Comeback | Phase::Recovery)
}

/// Some easy sessions end steadily, the longest first.
fn add_steady(
    athlete: &Athlete<'_>,
    outline: &WeekOutline,
    situation: &Situation<'_>,
    week: &[Session],
    mains: &mut [f64],
    total: f64,
) {
    let tired = situation.reading().is_some_and(crate::history::Reading::forbids_hard);
    let bears = |session: &Session| {
        !session.is_race()
            && session.zone == Zone::Z2
            && !session.has(Tag::Downgraded)
            && (!tired || session.date != situation.from)
            && side_race::most_minutes(outline, session.date).is_none()
    };
    let mut order: Vec<usize> = (0..week.len()).filter(|&at| bears(&week[at])).collect();
    // Swims only where there is nothing else: in water the rotation decides.
    order.sort_by_key(|&at| (week[at].sport == Sport::Swim, std::cmp::Reverse(week[at].minutes), week[at].date));
    let marathon = main_set::metres_per_minute(athlete, Pace::Marathon);
    let cap = caps::minutes_at(Pace::Marathon, marathon, week_size(athlete, week));
    for at in order {
        let middle: f64 = week.iter().zip(mains.iter()).filter(|(s, _)| s.zone <= Zone::Z3).map(|(_, main)| main).sum();
        let missing = (total * AIM_NOT_EASY - mains.iter().sum::<f64>()).min(total * MOST_MIDDLE - middle);
        let most = (f64::from(week[at].minutes) / 3.0).min(if week[at].sport == Sport::Run { cap } else { f64::MAX });
        let steady = missing.min(most).floor();
        if steady >= 3.0 {
            mains[at] = steady;
        }
    }
}
