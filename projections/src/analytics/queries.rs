//! The figures, read.

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

/// Whole weeks only, so the limit is on weeks and not on rows.
pub(crate) fn weeks_query(member_id: Uuid, before: Option<Date>, limit: usize) -> QueryBuilder<'static, Postgres> {
    let mut query =
        QueryBuilder::new("with wanted as (select distinct t.week from analytics.weekly_totals t where t.member_id = ");
    query.push_bind(member_id);
    if let Some(before) = before {
        query.push(" and t.week < ").push_bind(before.to_sqlx());
    }
    query
        .push(" order by t.week desc limit ")
        .push_bind(i64::try_from(limit).unwrap_or(i64::MAX))
        .push(
            ") select t.week, t.sport, t.zone, t.workouts, t.seconds, t.metres
             from analytics.weekly_totals t join wanted using (week) where t.member_id = ",
        )
        .push_bind(member_id)
        .push(" order by t.week desc, t.sport, t.zone");
    query
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
