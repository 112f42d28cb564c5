//! Rule 1: the week's swims take turns.
//!
//! Technique first, while the athlete is fresh, then intervals, then endurance (E. Maglischo, "Swimming Fastest":
//! skill before fatigue). A taper week is left alone, and so is an
//! optional swim or one for recovery.

use super::{Ground, Rule, RuleKind, Situation};
use crate::{
    plan::{Session, Tag, WorkoutKind},
    vocabulary::{Sport, Zone},
};

const TURNS: [(WorkoutKind, Zone); 3] =
    [(WorkoutKind::Technique, Zone::Z2), (WorkoutKind::Intervals, Zone::Z4), (WorkoutKind::Endurance, Zone::Z2)];

pub(super) struct SwimRotation;

impl Rule for SwimRotation {
    fn name(&self) -> &'static str {
        "SwimRotation"
    }

    fn kind(&self) -> RuleKind {
        RuleKind::Soft
    }

    fn apply(&self, situation: &Situation<'_>, week: &mut Vec<Session>) -> Option<Ground> {
        if situation.phase.is_taper() {
            return None;
        }
        let mut swims: Vec<&mut Session> = week.iter_mut().filter(|session| takes_turns(session)).collect();
        swims.sort_by_key(|swim| swim.date);
        let count = swims.len();
        for (swim, (workout, zone)) in swims.into_iter().zip(TURNS.into_iter().cycle()) {
            retell(swim, workout, zone);
        }
        Some(Ground::new(
            format!("{count} swims"),
            "The week's swims take turns: technique while fresh, then intervals, then endurance.",
        ))
    }
}

fn takes_turns(session: &Session) -> bool {
    let aside = session.workout == WorkoutKind::Recovery || session.has(Tag::Optional) || session.has(Tag::Substitute);
    session.sport == Sport::Swim && !session.is_race() && !aside
}

fn retell(swim: &mut Session, workout: WorkoutKind, zone: Zone) {
    if (swim.workout, swim.zone) != (workout, zone) {
        let fresh = Session::new(swim.id, swim.date, swim.sport, workout, zone, swim.minutes);
        *swim = Session { tags: std::mem::take(&mut swim.tags), ..fresh };
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::testing::{Case, session};

    fn swims(zones: &[(i8, Zone)]) -> Vec<Session> {
        zones.iter().map(|&(day, zone)| session(day, Sport::Swim, zone, 50)).collect()
    }

    #[test]
    fn swims_rotate_from_technique_over_intervals_to_endurance_by_date() {
        let mut week = swims(&[(16, Zone::Z2), (12, Zone::Z2), (14, Zone::Z2), (18, Zone::Z2)]);
        Case::default().apply(&SwimRotation, &mut week);
        week.sort_by_key(|swim| swim.date);
        let kinds: Vec<_> = week.iter().map(|swim| swim.workout).collect();
        assert_eq!(kinds, [TURNS[0].0, TURNS[1].0, TURNS[2].0, TURNS[0].0]);
        assert_eq!(week[1].zone, Zone::Z4);
    }

    #[test]
    fn a_taper_week_is_left_alone() {
        let mut week = swims(&[(12, Zone::Z4)]);
        let case = Case { phase: crate::plan::Phase::Taper, ..Case::default() };
        assert!(case.apply(&SwimRotation, &mut week).is_none());
    }
}
