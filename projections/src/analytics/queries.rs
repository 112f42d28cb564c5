//! The figures, read.

use domain::history::plus_days;
use jiff::civil::Date;
use jiff_sqlx::ToSqlx;
use serde::Serialize;
use sqlx::{PgPool, Postgres, QueryBuilder, Row, postgres::PgRow};
use uuid::Uuid;

/// One week of a member's training.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Week {
    /// The Monday it begins with.
    pub monday: Date,
    /// By sport and zone.
    pub totals: Vec<Total>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Total {
    pub sport: String,
    /// 1 to 5; `None` for what was logged without one.
    pub zone: Option<u8>,
    pub workouts: u32,
    pub seconds: u64,
    pub metres: u64,
}

impl Week {
    pub fn seconds(&self) -> u64 {
        self.totals.iter().map(|total| total.seconds).sum()
    }

    pub fn metres(&self) -> u64 {
        self.totals.iter().map(|total| total.metres).sum()
    }
}

/// A member's weeks with training, newest first: at most `limit` of them that begin before `before`.
/// To go on, ask for those before the last one's Monday.
pub async fn weeks(
    pool: &PgPool,
    member_id: Uuid,
    before: Option<Date>,
    limit: usize,
) -> Result<Vec<Week>, sqlx::Error> {
    let rows = weeks_query(member_id, before, limit).build().try_map(|row: PgRow| total(&row)).fetch_all(pool).await?;
    let mut weeks: Vec<Week> = Vec::new();
    for (monday, total) in rows {
        match weeks.last_mut().filter(|week| week.monday == monday) {
            Some(week) => week.totals.push(total),
            None => weeks.push(Week { monday, totals: vec![total] }),
        }
    }
    Ok(weeks)
}

/// Goes back from week to week by the index, so that only the wanted weeks' workouts are read.
pub(crate) fn weeks_query(member_id: Uuid, before: Option<Date>, limit: usize) -> QueryBuilder<'static, Postgres> {
    let mut query = QueryBuilder::new("with recursive back as ((");
    newest_week(&mut query, member_id, |query| {
        if let Some(before) = before {
            query.push(" and w.day < ").push_bind(first_monday_from(before).to_sqlx());
        }
    });
    query.push(") union all select (");
    newest_week(&mut query, member_id, |query| {
        query.push(" and w.day < back.week");
    });
    query
        .push(
            ") from back where back.week is not null), wanted as (select week from back where week is not null limit ",
        )
        .push_bind(i64::try_from(limit).unwrap_or(i64::MAX))
        .push(
            "), efforts as (
                select week, d.workout_id, d.sport, d.zone, d.seconds, d.metres, d.legs
                from wanted cross join lateral (
                    select * from analytics.workouts w
                    where w.counted and w.day >= wanted.week and w.day < wanted.week + 7 and w.member_id = ",
        )
        .push_bind(member_id)
        .push(
            ") d
             )
             select e.week, e.sport, e.zone, count(*)::int as workouts, sum(e.seconds)::bigint as seconds,
                    sum(e.metres)::bigint as metres
             from (select week, sport, zone, seconds, metres from efforts where legs = 0
                   union all
                   select week, l.sport, l.zone, l.seconds, l.metres
                   from efforts join analytics.legs l using (workout_id) where legs > 0) e
             group by 1, 2, 3 order by 1 desc, 2, 3",
        );
    query
}

fn newest_week(
    query: &mut QueryBuilder<'static, Postgres>,
    member_id: Uuid,
    before: impl FnOnce(&mut QueryBuilder<'static, Postgres>),
) {
    query
        .push("select date_trunc('week', w.day::timestamp)::date as week from analytics.workouts w where w.counted")
        .push(" and w.member_id = ")
        .push_bind(member_id);
    before(query);
    query.push(" order by w.day desc, w.workout_id desc limit 1");
}

/// Whatever lies before it lies in a week that began before `date`.
fn first_monday_from(date: Date) -> Date {
    plus_days(date, (7 - i32::from(date.weekday().to_monday_zero_offset())) % 7)
}

fn total(row: &PgRow) -> Result<(Date, Total), sqlx::Error> {
    Ok((row.try_get::<jiff_sqlx::Date, _>("week")?.to_jiff(), total_of(row)?))
}

pub(super) fn total_of(row: &PgRow) -> Result<Total, sqlx::Error> {
    let zone = row.try_get::<i16, _>("zone")?.unsigned_abs();
    Ok(Total {
        sport: row.try_get("sport")?,
        zone: u8::try_from(zone).ok().filter(|zone| *zone > 0),
        workouts: row.try_get::<i32, _>("workouts")?.unsigned_abs(),
        seconds: row.try_get::<i64, _>("seconds")?.unsigned_abs(),
        metres: row.try_get::<i64, _>("metres")?.unsigned_abs(),
    })
}
