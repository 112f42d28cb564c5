//! The changes of a batch, written.

use std::collections::HashMap;

use domain::load::LoadMethod;
use jiff_sqlx::ToSqlx;
use sqlx::PgConnection;
use uuid::Uuid;

use super::{
    change::{Changes, WorkoutChange},
    facts::{Effort, Facts},
    loads::{Load, loads},
};

/// Everything of a member; the platform's own figures count on.
const FORGET: [&str; 3] = [
    "delete from legs l using workouts w where l.workout_id = w.workout_id and w.member_id = any($1)",
    "delete from workouts where member_id = any($1)",
    "delete from athletes where member_id = any($1)",
];

type Loads = HashMap<Uuid, Load>;

pub(super) async fn flush(batch: &Changes, tables: &mut PgConnection) -> Result<(), sqlx::Error> {
    batch.figures.flush(tables).await?;
    let loads = loads(batch, tables).await?;
    log(batch, &loads, tables).await?;
    change(batch, &loads, tables).await?;
    legs(batch, tables).await?;
    batch.forgotten.flush(tables, &FORGET).await
}

/// Workouts that were logged, with all that came after in the same batch.
async fn log(batch: &Changes, loads: &Loads, tables: &mut PgConnection) -> Result<(), sqlx::Error> {
    let mut logged: Vec<_> = of(batch, |change| change.logged)
        .filter_map(|(id, change)| Some((id, change, change.facts.as_ref()?)))
        .collect();
    if logged.is_empty() {
        return Ok(());
    }
    // Neighbours in the index one after the other.
    logged.sort_unstable_by_key(|(id, _, _)| *id);
    let facts = || logged.iter().map(|(_, _, facts)| *facts);
    sqlx::query(
        "insert into workouts (workout_id, member_id, day, sport, zone, seconds, metres, legs, counted, effort, result_s,
                               load, method, rpe, power)
         select * from unnest($1::uuid[], $2::uuid[], $3::date[], $4::text[], $5::smallint[], $6::int[], $7::int[],
                              $8::smallint[], $9::boolean[], $10::smallint[], $11::int[], $12::float8[],
                              $13::text[], $14::smallint[], $15::smallint[])
         on conflict (workout_id) do update set
            member_id = excluded.member_id, day = excluded.day, sport = excluded.sport,
            zone = excluded.zone, seconds = excluded.seconds, metres = excluded.metres, legs = excluded.legs,
            counted = excluded.counted, effort = excluded.effort, result_s = excluded.result_s,
            load = excluded.load, method = excluded.method, rpe = excluded.rpe, power = excluded.power",
    )
    .bind(logged.iter().map(|(id, _, _)| *id).collect::<Vec<_>>())
    .bind(logged.iter().map(|(_, change, _)| change.member_id).collect::<Vec<_>>())
    .bind(facts().map(|facts| facts.day.to_sqlx()).collect::<Vec<_>>())
    .bind(facts().map(|facts| facts.whole.sport.as_str()).collect::<Vec<_>>())
    .bind(facts().map(|facts| facts.whole.zone).collect::<Vec<_>>())
    .bind(facts().map(|facts| facts.whole.seconds).collect::<Vec<_>>())
    .bind(facts().map(|facts| facts.whole.metres).collect::<Vec<_>>())
    .bind(facts().map(leg_count).collect::<Vec<_>>())
    .bind(logged.iter().map(|(_, change, _)| change.counted.unwrap_or(true)).collect::<Vec<_>>())
    .bind(logged.iter().map(|(id, _, _)| loads.get(id).map(|load| load.effort)).collect::<Vec<_>>())
    .bind(logged.iter().map(|(id, _, _)| loads.get(id).and_then(|load| load.result_s)).collect::<Vec<_>>())
    .bind(logged.iter().map(|(id, _, _)| loads.get(id).map(|load| load.points)).collect::<Vec<_>>())
    .bind(logged.iter().map(|(id, _, _)| method(loads, *id)).collect::<Vec<_>>())
    .bind(facts().map(|facts| facts.rpe).collect::<Vec<_>>())
    .bind(facts().map(|facts| facts.power).collect::<Vec<_>>())
    .execute(tables)
    .await
    .map(drop)
}

/// Workouts known from before.
async fn change(batch: &Changes, loads: &Loads, tables: &mut PgConnection) -> Result<(), sqlx::Error> {
    let known: Vec<_> = of(batch, |change| !change.logged).collect();
    if known.is_empty() {
        return Ok(());
    }
    let facts = || known.iter().map(|(_, change)| change.facts.as_ref());
    sqlx::query(
        "update workouts w set
            day = coalesce(c.day, w.day), sport = coalesce(c.sport, w.sport),
            zone = coalesce(c.zone, w.zone), seconds = coalesce(c.seconds, w.seconds),
            metres = coalesce(c.metres, w.metres), legs = coalesce(c.legs, w.legs),
            counted = coalesce(c.counted, w.counted), effort = coalesce(c.effort, w.effort),
            result_s = case when c.load is null then w.result_s else c.result_s end,
            load = coalesce(c.load, w.load), method = case when c.load is null then w.method else c.method end,
            rpe = case when c.load is null then w.rpe else c.rpe end,
            power = case when c.load is null then w.power else c.power end
         from unnest($1::uuid[], $2::date[], $3::text[], $4::smallint[], $5::int[], $6::int[], $7::smallint[],
                     $8::boolean[], $9::smallint[], $10::int[], $11::float8[], $12::text[], $13::smallint[],
                     $14::smallint[])
            c(workout_id, day, sport, zone, seconds, metres, legs, counted, effort, result_s, load, method, rpe, power)
         where w.workout_id = c.workout_id",
    )
    .bind(known.iter().map(|(id, _)| *id).collect::<Vec<_>>())
    .bind(facts().map(|facts| facts.map(|facts| facts.day.to_sqlx())).collect::<Vec<_>>())
    .bind(facts().map(|facts| facts.map(|facts| facts.whole.sport.as_str())).collect::<Vec<_>>())
    .bind(facts().map(|facts| facts.map(|facts| facts.whole.zone)).collect::<Vec<_>>())
    .bind(facts().map(|facts| facts.map(|facts| facts.whole.seconds)).collect::<Vec<_>>())
    .bind(facts().map(|facts| facts.map(|facts| facts.whole.metres)).collect::<Vec<_>>())
    .bind(facts().map(|facts| facts.map(leg_count)).collect::<Vec<_>>())
    .bind(known.iter().map(|(_, change)| change.counted).collect::<Vec<_>>())
    .bind(known.iter().map(|(id, _)| loads.get(id).map(|load| load.effort)).collect::<Vec<_>>())
    .bind(known.iter().map(|(id, _)| loads.get(id).and_then(|load| load.result_s)).collect::<Vec<_>>())
    .bind(known.iter().map(|(id, _)| loads.get(id).map(|load| load.points)).collect::<Vec<_>>())
    .bind(known.iter().map(|(id, _)| method(loads, *id)).collect::<Vec<_>>())
    .bind(facts().map(|facts| facts.and_then(|facts| facts.rpe)).collect::<Vec<_>>())
    .bind(facts().map(|facts| facts.and_then(|facts| facts.power)).collect::<Vec<_>>())
    .execute(tables)
    .await
    .map(drop)
}

/// The legs of workouts with new facts take the place of those they had.
async fn legs(batch: &Changes, tables: &mut PgConnection) -> Result<(), sqlx::Error> {
    let renewed: Vec<Uuid> = of(batch, |change| change.facts.is_some()).map(|(id, _)| id).collect();
    if renewed.is_empty() {
        return Ok(());
    }
    sqlx::query("delete from legs where workout_id = any($1)").bind(renewed).execute(&mut *tables).await?;
    let legs: Vec<(Uuid, i16, &Effort)> = of(batch, |_| true)
        .filter_map(|(id, change)| Some((id, change.facts.as_ref()?)))
        .flat_map(|(id, facts)| facts.legs.iter().zip(1_i16..).map(move |(leg, number)| (id, number, leg)))
        .collect();
    if legs.is_empty() {
        return Ok(());
    }
    sqlx::query(
        "insert into legs (workout_id, leg, sport, zone, seconds, metres)
         select * from unnest($1::uuid[], $2::smallint[], $3::text[], $4::smallint[], $5::int[], $6::int[])",
    )
    .bind(legs.iter().map(|(id, _, _)| *id).collect::<Vec<_>>())
    .bind(legs.iter().map(|(_, number, _)| *number).collect::<Vec<_>>())
    .bind(legs.iter().map(|(_, _, leg)| leg.sport.as_str()).collect::<Vec<_>>())
    .bind(legs.iter().map(|(_, _, leg)| leg.zone).collect::<Vec<_>>())
    .bind(legs.iter().map(|(_, _, leg)| leg.seconds).collect::<Vec<_>>())
    .bind(legs.iter().map(|(_, _, leg)| leg.metres).collect::<Vec<_>>())
    .execute(tables)
    .await
    .map(drop)
}

fn of(batch: &Changes, wanted: impl Fn(&WorkoutChange) -> bool) -> impl Iterator<Item = (Uuid, &WorkoutChange)> {
    batch.workouts.iter().filter(move |(_, change)| wanted(change)).map(|(id, change)| (*id, change))
}

fn method(loads: &Loads, workout_id: Uuid) -> Option<&'static str> {
    loads.get(&workout_id).and_then(|load| load.method).map(LoadMethod::as_str)
}

/// The domain allows twenty.
fn leg_count(facts: &Facts) -> i16 {
    i16::try_from(facts.legs.len()).unwrap_or(i16::MAX)
}
