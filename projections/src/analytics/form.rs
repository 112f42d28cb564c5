//! Daily load, and what it adds up to: fitness, fatigue, form, monotony, strain.

use std::collections::BTreeMap;

use domain::{
    history::plus_days,
    load::{FormDay, FormSeries, LoadMethod, acute_chronic_ratio, monotony, weekly_strain},
};
use jiff::civil::{Date, date};
use serde::Serialize;
use sqlx::PgPool;
use uuid::Uuid;

use super::done::{Loaded, daily};

/// Before anything that anybody did, and within what Postgres can hold.
const EVER: Date = date(1, 1, 1);

/// One day.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema), schema(as = FormDay))]
pub struct Day {
    pub date: Date,
    /// Points of all the day's workouts.
    pub load: f64,
    /// What the heaviest of them was measured by.
    #[cfg_attr(feature = "schema", schema(value_type = Option<String>))]
    pub method: Option<&'static str>,
    /// Chronic load (CTL) at the end of the day.
    pub fitness: f64,
    /// Acute load (ATL) at the end of the day.
    pub fatigue: f64,
    /// Balance (TSB) that the day began with.
    pub balance: f64,
    /// n of "warming up, day n of 42".
    pub warming_up: Option<u32>,
}

/// How the last seven days were spread, and how they stand against the last twenty-eight.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Spread {
    /// The last of the seven.
    pub date: Date,
    pub week_load: f64,
    pub monotony: f64,
    pub strain: f64,
    /// Shown, never a reason to allow or forbid anything.
    pub acute_chronic: Option<f64>,
}

/// Every day from one to another, both in it; none before the athlete's first workout.
pub async fn days(pool: &PgPool, member_id: Uuid, from: Date, to: Date) -> Result<Vec<Day>, sqlx::Error> {
    Ok(days_of(&daily(pool, member_id, EVER, to).await?, from, to))
}

/// The spread of the seven days up to and with a date.
pub async fn spread(pool: &PgPool, member_id: Uuid, date: Date) -> Result<Spread, sqlx::Error> {
    Ok(spread_of(&daily(pool, member_id, plus_days(date, -27), date).await?, date))
}

/// Both, with one look at what was done.
pub async fn days_and_spread(
    pool: &PgPool,
    member_id: Uuid,
    from: Date,
    to: Date,
) -> Result<(Vec<Day>, Spread), sqlx::Error> {
    let done = daily(pool, member_id, EVER, to).await?;
    Ok((days_of(&done, from, to), spread_of(&done, to)))
}

fn days_of(workouts: &[Loaded], from: Date, to: Date) -> Vec<Day> {
    let loads = loads(workouts);
    let sums = loads.iter().map(|(date, (load, _))| (*date, *load)).collect();
    let series = FormSeries::new(&sums, to);
    let wanted = series.days().iter().filter(|day| day.date >= from);
    wanted.map(|day| shown(day, loads.get(&day.date).and_then(|(_, method)| *method))).collect()
}

fn spread_of(workouts: &[Loaded], date: Date) -> Spread {
    let loads = loads(workouts);
    let on = |ago: i32| loads.get(&plus_days(date, -ago)).map_or(0.0, |(load, _)| *load);
    let month: [f64; 28] = std::array::from_fn(|n| on(27 - i32::try_from(n).unwrap_or(0)));
    let week: [f64; 7] = std::array::from_fn(|n| month[21 + n]);
    Spread {
        date,
        week_load: week.iter().sum(),
        monotony: monotony(&week),
        strain: weekly_strain(&week),
        acute_chronic: acute_chronic_ratio(&month),
    }
}

/// The sum of each day, added up in order, and the method of its heaviest workout.
fn loads(workouts: &[Loaded]) -> BTreeMap<Date, (f64, Option<LoadMethod>)> {
    let mut days: BTreeMap<Date, (f64, f64, Option<LoadMethod>)> = BTreeMap::new();
    for workout in workouts {
        let (sum, heaviest, method) = days.entry(workout.day).or_insert((0.0, -1.0, None));
        *sum += workout.load;
        if workout.load > *heaviest {
            (*heaviest, *method) = (workout.load, workout.method);
        }
    }
    days.into_iter().map(|(date, (sum, _, method))| (date, (sum, method))).collect()
}

fn shown(day: &FormDay, method: Option<LoadMethod>) -> Day {
    Day {
        date: day.date,
        load: day.load,
        method: method.map(LoadMethod::as_str),
        fitness: day.form.fitness,
        fatigue: day.form.fatigue,
        balance: day.form.balance,
        warming_up: day.form.warming_up(),
    }
}
