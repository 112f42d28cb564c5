//! The figures, read.

use domain::history::plus_days;
use jiff::civil::Date;
use jiff_sqlx::ToSqlx;
use serde::Serialize;
use sqlx::{PgPool, Postgres, QueryBuilder};
use uuid::Uuid;

use crate::packed::{self, Fields};

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
    let rows = packed::rows(pool, weeks_query(member_id, before, limit), total).await?;
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
    let mut query = QueryBuilder::new(packed::BEGIN);
    query.push("with recursive back as ((");
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
                    select w.workout_id, w.sport, w.zone, w.seconds, w.metres, w.legs from analytics.workouts w
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
        )
        .push(packed::END);
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

/// The first day of a period, and one of its totals.
pub(super) fn total(fields: &mut Fields<'_>) -> Result<(Date, Total), sqlx::Error> {
    let first_day = fields.date()?;
    let total = Total {
        sport: fields.text()?.to_owned(),
        zone: u8::try_from(fields.i16()?).ok().filter(|zone| *zone > 0),
        workouts: fields.i32()?.unsigned_abs(),
        seconds: fields.i64()?.unsigned_abs(),
        metres: fields.i64()?.unsigned_abs(),
    };
    Ok((first_day, total))
}
