//! Which workout fulfils which session: same sport, same local date, one to one, smallest gap in duration first.
//! What the athlete linked by hand comes before all that and is never undone here.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::vocabulary::Sport;

/// A session of a plan, by whatever identifies it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Planned<S> {
    pub session: S,
    pub sport: Sport,
    pub date: Date,
    pub minutes: u32,
}

/// A workout that was logged; its date is the athlete's local one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Done<W> {
    pub workout: W,
    pub sport: Sport,
    pub date: Date,
    pub minutes: u32,
}

/// How a pair came about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Link {
    /// By the athlete; locked.
    Manual,
    Automatic,
}

/// A session and the workout that fulfils it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pair<S, W> {
    pub session: S,
    pub workout: W,
    pub link: Link,
}

/// Every session and workout, paired or left over, each in the order of its identity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Matching<S, W> {
    pub pairs: Vec<Pair<S, W>>,
    /// Sessions without a workout.
    pub open: Vec<S>,
    /// Workouts without a session.
    pub extra: Vec<W>,
}

/// Pairs sessions with workouts. Of two links by hand for one session or workout the later counts; one whose session
/// or workout isn't there is passed over. The answer doesn't depend on the order of sessions and workouts: equal gaps
/// are decided by identity.
pub fn match_sessions<S: Ord + Copy, W: Ord + Copy>(
    planned: &[Planned<S>],
    done: &[Done<W>],
    by_hand: &[(S, W)],
) -> Matching<S, W> {
    let by_hand = by_hand.iter().rev().map(|&(session, workout)| Pair { session, workout, link: Link::Manual });
    let automatic = candidates(planned, done).into_iter().map(|(_, session, workout)| Pair {
        session,
        workout,
        link: Link::Automatic,
    });
    let mut open: BTreeSet<S> = planned.iter().map(|session| session.session).collect();
    let mut extra: BTreeSet<W> = done.iter().map(|workout| workout.workout).collect();
    let mut pairs = Vec::new();
    for pair in by_hand.chain(automatic) {
        if open.contains(&pair.session) && extra.remove(&pair.workout) {
            open.remove(&pair.session);
            pairs.push(pair);
        }
    }
    pairs.sort_by_key(|pair| pair.session);
    Matching { pairs, open: open.into_iter().collect(), extra: extra.into_iter().collect() }
}

/// Every possible pair, the smallest gap first. Days of rest are nothing to fulfil.
fn candidates<S: Ord + Copy, W: Ord + Copy>(planned: &[Planned<S>], done: &[Done<W>]) -> BTreeSet<(u32, S, W)> {
    let mut by_day: BTreeMap<(Date, Sport), Vec<&Done<W>>> = BTreeMap::new();
    for workout in done {
        by_day.entry((workout.date, workout.sport)).or_default().push(workout);
    }
    let mut candidates = BTreeSet::new();
    for session in planned.iter().filter(|session| session.sport != Sport::Rest) {
        for workout in by_day.get(&(session.date, session.sport)).into_iter().flatten() {
            candidates.insert((session.minutes.abs_diff(workout.minutes), session.session, workout.workout));
        }
    }
    candidates
}

#[cfg(test)]
#[path = "pairing_tests.rs"]
mod tests;
