//! Running fitness through time, and what it promises.

use domain::{
    history::{AthleteHistory, Effort, days_between, plus_days},
    running::{
        CrossTraining, EVIDENCE_DAYS, Prediction, RunEffort, RunIntensity, VdotEstimate, VdotSource, current_vdot,
        predict_race, race_distance_m,
    },
    vocabulary::{RaceKind, Sport},
};
use jiff::civil::Date;
use serde::Serialize;
use sqlx::PgPool;
use uuid::Uuid;

use super::done::{Workout, athlete, done};

/// Two other endurance workouts a week, over four weeks, fill a break; this project's own measure.
const CROSS_TRAINED: (i32, usize) = (28, 8);
/// A break can begin before the oldest result that still speaks; a year covers both.
const LOOK_BACK_DAYS: i32 = 365;
const PREDICTED: [RaceKind; 4] = [RaceKind::FiveKm, RaceKind::TenKm, RaceKind::HalfMarathon, RaceKind::Marathon];

/// Fitness on a day.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct VdotOn {
    pub date: Date,
    pub vdot: f64,
    /// The run that shows it; `None` when only the athlete's level speaks.
    pub shown_by: Option<Evidence>,
    /// What the athlete set for this day, which the planner goes by.
    pub set: Option<f64>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Evidence {
    pub date: Date,
    /// What the run was worth on its day.
    pub fresh: f64,
    /// The share that is left of it after a break.
    pub kept: f64,
    pub metres: f64,
    pub seconds: f64,
}

/// What the athlete may expect over the road distances.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Predictions {
    pub fitness: VdotOn,
    /// Empty without a race or hard run to go by: a level promises nothing.
    pub races: Vec<RacePrediction>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct RacePrediction {
    pub race: RaceKind,
    pub likely_s: f64,
    pub fastest_s: f64,
    pub slowest_s: f64,
    pub vdot_s: Option<f64>,
    pub riegel_s: f64,
    pub cameron_s: f64,
}

/// Fitness every seven days, back from `to` and not before `from`, oldest first.
pub async fn vdot_history(pool: &PgPool, member_id: Uuid, from: Date, to: Date) -> Result<Vec<VdotOn>, sqlx::Error> {
    let workouts = done(pool, member_id, plus_days(from, -LOOK_BACK_DAYS), to);
    let (workouts, known) = tokio::try_join!(workouts, athlete(pool, member_id))?;
    let weeks = (0..=days_between(from, to) / 7).rev();
    Ok(weeks.map(|week| vdot_on(&workouts, &known, plus_days(to, -7 * week))).collect())
}

pub async fn predictions(pool: &PgPool, member_id: Uuid, today: Date) -> Result<Predictions, sqlx::Error> {
    let workouts = done(pool, member_id, plus_days(today, -LOOK_BACK_DAYS), today);
    let (workouts, known) = tokio::try_join!(workouts, athlete(pool, member_id))?;
    let fitness = vdot_on(&workouts, &known, today);
    let races =
        fitness.shown_by.iter().flat_map(|run| PREDICTED.iter().filter_map(|race| predicted(run, *race, today)));
    Ok(Predictions { races: races.collect(), fitness })
}

pub(super) fn vdot_on(workouts: &[Workout], known: &AthleteHistory, date: Date) -> VdotOn {
    let from = plus_days(date, -LOOK_BACK_DAYS);
    let looked_at: Vec<&Workout> = workouts.iter().filter(|w| w.day >= from && w.day <= date).collect();
    let runs: Vec<RunEffort> = looked_at.iter().filter(|w| w.sport == Sport::Run).map(|w| run(w)).collect();
    let VdotEstimate { vdot, source } = current_vdot(&runs, date, known.level(), cross_training(&looked_at, date));
    let shown_by = match source {
        VdotSource::Level(_) => None,
        VdotSource::Effort { date, fresh, kept } => {
            let same = |run: &&RunEffort| {
                run.date == date && run.intensity != RunIntensity::Easy && worth(run) == Some(fresh.get())
            };
            runs.iter().find(same).map(|run| Evidence {
                date,
                fresh: fresh.get(),
                kept,
                metres: run.distance_m,
                seconds: run.time_s,
            })
        }
    };
    let set = known.thresholds_on(date).vdot.map(domain::vocabulary::Vdot::get);
    VdotOn { date, vdot: vdot.get(), shown_by, set }
}

fn worth(run: &RunEffort) -> Option<f64> {
    domain::running::vdot_of(run.distance_m, run.time_s).map(domain::vocabulary::Vdot::get)
}

fn run(workout: &Workout) -> RunEffort {
    RunEffort {
        date: workout.day,
        distance_m: f64::from(workout.metres),
        time_s: f64::from(workout.result_s.unwrap_or(workout.seconds)),
        intensity: match workout.effort {
            Effort::Race => RunIntensity::Race,
            Effort::Hard => RunIntensity::Hard,
            Effort::Easy => RunIntensity::Easy,
        },
    }
}

fn cross_training(workouts: &[&Workout], date: Date) -> CrossTraining {
    let (days, count) = CROSS_TRAINED;
    let others = workouts.iter().filter(|w| {
        matches!(w.sport, Sport::Bike | Sport::Swim | Sport::Multisport) && days_between(w.day, date) < days
    });
    if others.count() >= count { CrossTraining::Regular } else { CrossTraining::None }
}

fn predicted(from: &Evidence, race: RaceKind, today: Date) -> Option<RacePrediction> {
    let age = u32::try_from(days_between(from.date, today)).ok().filter(|age| *age <= EVIDENCE_DAYS.unsigned_abs())?;
    let prediction = predict_race(from.metres, from.seconds, age, race_distance_m(race)?)?;
    let Prediction { likely_s, fastest_s, slowest_s, vdot_s, riegel_s, cameron_s } = prediction;
    Some(RacePrediction { race, likely_s, fastest_s, slowest_s, vdot_s, riegel_s, cameron_s })
}
