//! What an athlete did, workout by workout: the facts that every figure below is folded from when somebody asks.
//!
//! Three years are about a thousand rows, so nothing that follows from them is stored, and nothing has to be computed
//! anew when a workout comes late, is corrected or voided.

use domain::{history::AthleteHistory, history::Effort, load::LoadMethod, vocabulary::Sport};
use jiff::civil::Date;
use jiff_sqlx::ToSqlx;
use serde::Serialize;
use sqlx::{PgPool, Postgres, QueryBuilder};
use uuid::Uuid;

use crate::packed::{self, Fields};

/// A workout that counts.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Workout {
    pub workout_id: Uuid,
    pub day: Date,
    pub sport: Sport,
    pub zone: Option<u8>,
    pub seconds: u32,
    /// 0 where none was given.
    pub metres: u32,
    pub effort: Effort,
    /// Seconds that a race or a hard run counts with.
    #[serde(skip)]
    pub result_s: Option<u32>,
    pub load: f64,
    /// What the load was measured by; `None` where there was nothing to go by.
    #[serde(serialize_with = "as_word")]
    pub method: Option<LoadMethod>,
    pub rpe: Option<u8>,
    /// Watts of the whole.
    pub power: Option<u16>,
}

/// The place behind a workout in the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, serde::Deserialize)]
pub struct Cursor {
    pub day: Date,
    pub workout_id: Uuid,
}

/// Some workouts, and where the next ones begin.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Page {
    pub workouts: Vec<Workout>,
    pub next: Option<Cursor>,
}

#[expect(clippy::ref_option, reason = "the form that serde asks for")]
fn as_word<S: serde::Serializer>(method: &Option<LoadMethod>, to: S) -> Result<S::Ok, S::Error> {
    method.map(LoadMethod::as_str).serialize(to)
}

const WORKOUT: &str = "select w.workout_id, w.day, w.sport, w.zone, w.seconds, w.metres, w.effort, w.load, w.method, \
    w.rpe, w.power, w.result_s from analytics.workouts w where w.counted and w.member_id = ";

/// Workouts, newest first, from behind `before`.
pub async fn workouts(
    pool: &PgPool,
    member_id: Uuid,
    before: Option<Cursor>,
    limit: usize,
) -> Result<Page, sqlx::Error> {
    let workouts = packed::rows(pool, workouts_query(member_id, before, limit), workout).await?;
    let last = workouts.last().filter(|_| workouts.len() == limit);
    let next = last.map(|last: &Workout| Cursor { day: last.day, workout_id: last.workout_id });
    Ok(Page { workouts, next })
}

pub(crate) fn workouts_query(member_id: Uuid, before: Option<Cursor>, limit: usize) -> QueryBuilder<'static, Postgres> {
    let mut query = QueryBuilder::new(packed::BEGIN);
    query.push(WORKOUT).push_bind(member_id);
    if let Some(Cursor { day, workout_id }) = before {
        query
            .push(" and (w.day, w.workout_id) < (")
            .push_bind(day.to_sqlx())
            .push(", ")
            .push_bind(workout_id)
            .push(")");
    }
    query.push(" order by w.day desc, w.workout_id desc limit ").push_bind(i64::try_from(limit).unwrap_or(i64::MAX));
    query.push(packed::END);
    query
}

/// Everything from one day to another, both in it, in the order in which the planner counts.
pub(super) async fn done(pool: &PgPool, member_id: Uuid, from: Date, to: Date) -> Result<Vec<Workout>, sqlx::Error> {
    packed::rows(pool, done_query(member_id, from, to), workout).await
}

pub(crate) fn done_query(member_id: Uuid, from: Date, to: Date) -> QueryBuilder<'static, Postgres> {
    in_order(WORKOUT, member_id, from, to)
}

/// A workout as far as form depends on it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Loaded {
    pub(super) day: Date,
    pub(super) load: f64,
    pub(super) method: Option<LoadMethod>,
}

/// The same workouts in the same order, with nothing but their loads.
pub(super) async fn daily(pool: &PgPool, member_id: Uuid, from: Date, to: Date) -> Result<Vec<Loaded>, sqlx::Error> {
    packed::rows(pool, daily_query(member_id, from, to), |fields| {
        Ok(Loaded { day: fields.date()?, load: fields.f64()?, method: fields.optional_text()?.and_then(method) })
    })
    .await
}

pub(crate) fn daily_query(member_id: Uuid, from: Date, to: Date) -> QueryBuilder<'static, Postgres> {
    const LOAD: &str = "select w.day, w.load, w.method from analytics.workouts w where w.counted and w.member_id = ";
    in_order(LOAD, member_id, from, to)
}

fn in_order(select: &str, member_id: Uuid, from: Date, to: Date) -> QueryBuilder<'static, Postgres> {
    let mut query = QueryBuilder::new(packed::BEGIN);
    query.push(select).push_bind(member_id).push(" and w.day between ").push_bind(from.to_sqlx());
    query.push(" and ").push_bind(to.to_sqlx()).push(" order by w.day, w.workout_id").push(packed::END);
    query
}

/// What is known of the athlete beside workouts: profile and thresholds.
pub(super) async fn athlete(pool: &PgPool, member_id: Uuid) -> Result<AthleteHistory, sqlx::Error> {
    let known: Option<String> = sqlx::query_scalar("select known from analytics.athletes where member_id = $1")
        .bind(member_id)
        .fetch_optional(pool)
        .await?;
    known.map_or_else(
        || Ok(AthleteHistory::default()),
        |known| serde_json::from_str(&known).map_err(|error| sqlx::Error::Decode(Box::new(error))),
    )
}

fn workout(fields: &mut Fields<'_>) -> Result<Workout, sqlx::Error> {
    Ok(Workout {
        workout_id: fields.uuid()?,
        day: fields.date()?,
        sport: fields.text()?.parse().unwrap_or(Sport::Other),
        zone: u8::try_from(fields.i16()?).ok().filter(|zone| *zone > 0),
        seconds: fields.i32()?.unsigned_abs(),
        metres: fields.i32()?.unsigned_abs(),
        effort: match fields.i16()? {
            0 => Effort::Easy,
            1 => Effort::Hard,
            _ => Effort::Race,
        },
        load: fields.f64()?,
        method: fields.optional_text()?.and_then(method),
        rpe: fields.optional_i16()?.and_then(|rpe| u8::try_from(rpe).ok()),
        power: fields.optional_i16()?.map(i16::cast_unsigned),
        result_s: fields.optional_i32()?.map(i32::unsigned_abs),
    })
}

fn method(word: &str) -> Option<LoadMethod> {
    use LoadMethod::{HeartRate, Pace, Power, Rpe, Zone};
    [Power, Pace, HeartRate, Rpe, Zone].into_iter().find(|method| method.as_str() == word)
}
