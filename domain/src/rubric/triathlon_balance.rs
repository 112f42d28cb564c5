//! Item 15: three sports, none forgotten.
//!
//! Two sessions of each; swim 15–30, bike 40–55 and run 20–35 % of the time; in the last eight weeks before a triathlon
//! a ride followed by a run each fortnight; long ride and long run on different days. Half for one miss.
//!
//! It applies to a triathlete whose week has room for six sessions: four open days that take all three sports, six
//! sessions, 240 minutes, and at least two swim days if they chose them; not in the weeks of a race or its taper, nor while pain, illness or a break decide.

use super::{FULL, HALF, NONE, Verdict, over_weeks, view::View};
use crate::{
    history::plus_days,
    plan::{PlanWeek, Session, Tag},
    vocabulary::{Minutes, SessionsPerWeek, Sport},
};

const SHARES: [(Sport, f64, f64); 3] = [(Sport::Swim, 0.15, 0.30), (Sport::Bike, 0.40, 0.55), (Sport::Run, 0.20, 0.35)];

pub(super) fn judge(view: &View<'_>) -> Option<Verdict> {
    if view.history.sports().len() < 3 || !has_room(view) {
        return None;
    }
    let weeks: Vec<&PlanWeek> = view.made_weeks().filter(|week| is_ordinary(view, week)).collect();
    let brick = usize::from(misses_brick(view, &weeks));
    let misses: Vec<Vec<String>> = weeks.iter().map(|week| misses(view, week)).collect();
    let values: Vec<f64> = misses.iter().map(|misses| value(misses.len() + brick)).collect();
    let worst = misses.iter().max_by_key(|misses| misses.len())?;
    let bricks = if brick > 0 { "; no ride followed by a run" } else { "" };
    let why = if worst.is_empty() { "balanced".to_owned() } else { worst.join(", ") };
    Some(Verdict::new(over_weeks(&values)?, why + bricks))
}

const fn value(misses: usize) -> f64 {
    match misses {
        0 => FULL,
        1 => HALF,
        _ => NONE,
    }
}

fn has_room(view: &View<'_>) -> bool {
    let profile = &view.history.profile;
    let sessions = profile.sessions_per_week.map_or(7, SessionsPerWeek::get);
    let open = profile.availability.as_ref().map_or(7, |availability| {
        let room = |minutes: Option<Minutes>| minutes.is_none_or(|minutes| minutes.get() >= 60);
        availability.days().filter(|day| day.sports.is_empty() && room(day.minutes)).count()
    });
    let swims = profile.swim_days.as_ref().is_none_or(|days| days.len() >= 2);
    sessions >= 6 && open >= 4 && swims
}

fn is_ordinary(view: &View<'_>, week: &PlanWeek) -> bool {
    let raced = view.history.races_between(plus_days(week.start, -1), plus_days(week.end(), 1)).next().is_some();
    !week.phase.is_taper() && !raced && !view.is_spared(week) && week.minutes >= 240
}

fn misses(view: &View<'_>, week: &PlanWeek) -> Vec<String> {
    let training = view.training(week);
    let minutes = |sport| training.iter().filter(|s| s.sport == sport).map(|s| f64::from(s.minutes)).sum::<f64>();
    let total: f64 = Sport::TRIATHLON.into_iter().map(minutes).sum();
    let mut misses = Vec::new();
    for (sport, low, high) in SHARES {
        let count = training.iter().filter(|session| session.sport == sport).count();
        let share = minutes(sport) / total;
        if count < 2 {
            misses.push(format!("{count} {sport}"));
        } else if !(low..=high).contains(&share) {
            misses.push(format!("{sport} {:.0} %", share * 100.0));
        }
    }
    if long_together(&training) {
        misses.push("long ride and long run on one day".to_owned());
    }
    misses
}

fn long_together(training: &[&Session]) -> bool {
    let long = |sport: Sport| move |s: &&&Session| s.sport == sport && s.has(Tag::Long);
    training
        .iter()
        .filter(long(Sport::Run))
        .any(|run| training.iter().filter(long(Sport::Bike)).any(|ride| super::view::apart(run.date, ride.date) == 0))
}

/// A plan of a fortnight and more in the last eight weeks before a triathlon without a brick.
fn misses_brick(view: &View<'_>, weeks: &[&PlanWeek]) -> bool {
    let near = |week: &&&PlanWeek| {
        let races = view.history.races_between(week.end(), plus_days(week.start, 56));
        races.filter(|race| race.kind.is_triathlon()).count() > 0
    };
    let near: Vec<_> = weeks.iter().filter(near).collect();
    let has_brick = |week: &&&&PlanWeek| view.training(week).iter().any(|session| session.has(Tag::Brick));
    let bricks = near.iter().filter(has_brick).count();
    near.len() >= 2 && bricks * 2 < near.len() - near.len() % 2
}
