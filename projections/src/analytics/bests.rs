//! The longest and the best that an athlete did.

use domain::{
    history::Effort,
    running::race_distance_m,
    vocabulary::{RaceKind, Sport},
};
use jiff::civil::Date;
use serde::Serialize;
use sqlx::PgPool;
use uuid::Uuid;

use super::{
    done::{Workout, done},
    results::worth,
};

/// The distances that best times are kept for.
const ROAD: [RaceKind; 4] = [RaceKind::FiveKm, RaceKind::TenKm, RaceKind::HalfMarathon, RaceKind::Marathon];
/// A workout carries totals and no splits, so only whole runs tell of a distance: they may be this much longer than it,
/// and never shorter. The fast ten kilometres within a long run are not known, and a mean pace would make them up.
const LONGER_BY: f64 = 1.05;
/// Shorter rides say nothing about lasting power: twenty minutes, as in the usual test of FTP.
const LASTING_S: u32 = 1_200;

/// What was best, when, and by which workout.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Best {
    pub kind: BestKind,
    pub value: f64,
    pub day: Date,
    pub workout_id: Uuid,
    pub race: bool,
}

/// What is measured, in which unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum BestKind {
    /// Metres.
    Farthest(Sport),
    /// Seconds.
    Longest(Sport),
    /// Points.
    Heaviest,
    /// Seconds for the distance: the run's mean pace over it.
    Fastest(RaceKind),
    /// VDOT of a race or hard run.
    Vdot,
    /// Watts of a ride of twenty minutes or more.
    Power,
}

/// The bests of the days from one to another, both in it; of equals the first.
pub async fn bests(pool: &PgPool, member_id: Uuid, from: Date, to: Date) -> Result<Vec<Best>, sqlx::Error> {
    Ok(bests_of(&done(pool, member_id, from, to).await?))
}

pub(super) fn bests_of(workouts: &[Workout]) -> Vec<Best> {
    let mut bests: Vec<Option<Best>> = Vec::new();
    for &sport in Sport::ALL.iter().filter(|sport| **sport != Sport::Rest) {
        let of = |value: fn(&Workout) -> f64| best_of(workouts, move |w| (w.sport == sport).then(|| value(w)));
        bests.push(of(|w| f64::from(w.metres)).map(|best| best.into(BestKind::Farthest(sport))));
        bests.push(of(|w| f64::from(w.seconds)).map(|best| best.into(BestKind::Longest(sport))));
    }
    bests.push(best_of(workouts, |w| Some(w.load)).map(|best| best.into(BestKind::Heaviest)));
    for race in ROAD {
        // The smallest time is the best one.
        let fastest = best_of(workouts, |w| time_over(w, race).map(|seconds| -seconds));
        bests.push(fastest.map(|Found(value, workout)| Found(-value, workout).into(BestKind::Fastest(race))));
    }
    bests.push(best_of(workouts, worth).map(|best| best.into(BestKind::Vdot)));
    bests.push(best_of(workouts, lasting_power).map(|best| best.into(BestKind::Power)));
    bests.into_iter().flatten().collect()
}

struct Found<'a>(f64, &'a Workout);

impl Found<'_> {
    fn into(self, kind: BestKind) -> Best {
        let Self(value, workout) = self;
        let Workout { day, workout_id, effort, .. } = *workout;
        Best { kind, value, day, workout_id, race: effort == Effort::Race }
    }
}

/// Workouts come in order of day, so the first of equals stays.
fn best_of(workouts: &[Workout], value: impl Fn(&Workout) -> Option<f64>) -> Option<Found<'_>> {
    let valued =
        workouts.iter().filter_map(|workout| Some(Found(value(workout).filter(|value| *value != 0.0)?, workout)));
    valued.reduce(|best, next| if next.0 > best.0 { next } else { best })
}

fn time_over(workout: &Workout, race: RaceKind) -> Option<f64> {
    let (metres, distance) = (f64::from(workout.metres), race_distance_m(race)?);
    let fits = workout.sport == Sport::Run && metres >= distance && metres <= distance * LONGER_BY;
    fits.then(|| f64::from(workout.result_s.unwrap_or(workout.seconds)) * distance / metres)
}

fn lasting_power(workout: &Workout) -> Option<f64> {
    let lasting = workout.sport == Sport::Bike && workout.seconds >= LASTING_S;
    workout.power.filter(|_| lasting).map(f64::from)
}
