//! A workout as the figures need it.

use domain::{
    vocabulary::{Distance, Durations, Sport, Zone},
    workout::{Leg, WorkoutFacts},
};
use jiff::civil::Date;

/// What a workout, or a leg of one, amounts to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Effort {
    pub(super) sport: Sport,
    pub(super) zone: i16,
    pub(super) seconds: i32,
    pub(super) metres: i32,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) struct Facts {
    pub(super) day: Date,
    pub(super) whole: Effort,
    pub(super) legs: Vec<Effort>,
    pub(super) rpe: Option<i16>,
    pub(super) power: Option<i16>,
    /// As it was told; load and effort depend on what is known of the athlete.
    pub(super) told: WorkoutFacts,
}

impl Effort {
    /// Time spent moving, where the watch knew it; a pause trains nobody.
    fn new(sport: Sport, zone: Option<Zone>, duration: Durations, distance: Option<Distance>) -> Self {
        Self {
            sport,
            zone: zone.map_or(0, |zone| zone as i16 + 1),
            // Neither a day's seconds nor a thousand kilometres come near the limit.
            seconds: duration.active_s().cast_signed(),
            metres: distance.map_or(0, |distance| distance.get().cast_signed()),
        }
    }

    fn of_leg(leg: &Leg) -> Self {
        Self::new(leg.sport, leg.zone, leg.duration, leg.distance_m)
    }
}

impl Facts {
    pub(super) fn of(workout: &WorkoutFacts) -> Self {
        Self {
            day: workout.local_date,
            whole: Effort::new(workout.sport, workout.zone, workout.duration, workout.distance_m),
            legs: workout.legs.iter().map(Effort::of_leg).collect(),
            rpe: workout.rpe.map(|rpe| i16::from(rpe.get())),
            power: workout.normalized_power.or(workout.avg_power).map(|watts| watts.get().cast_signed()),
            told: workout.clone(),
        }
    }
}
