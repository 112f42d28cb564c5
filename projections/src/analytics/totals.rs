//! Totals of weeks, months and years by sport and zone.

use domain::vocabulary::WeekStart;
use jiff::civil::Date;
use jiff_sqlx::ToSqlx;
use serde::Serialize;
use sqlx::{PgPool, Postgres, QueryBuilder};
use uuid::Uuid;

use super::queries::{Total, total};
use crate::packed;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Period {
    /// Seven days from the member's first weekday on.
    Week(WeekStart),
    Month,
    Year,
}

impl Period {
    /// As Postgres calls it, and how many days earlier it begins than Postgres thinks: its weeks begin on Mondays.
    const fn trunc(self) -> (&'static str, i32) {
        match self {
            Self::Week(start) => ("week", start.days_before_monday()),
            Self::Month => ("month", 0),
            Self::Year => ("year", 0),
        }
    }
}

/// What was done in a period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct PeriodTotals {
    pub first_day: Date,
    pub totals: Vec<Total>,
}

/// The periods with training that have a day between two days, newest first; of the first and the last only what lies
/// between. A multisport workout counts as its legs.
pub async fn totals(
    pool: &PgPool,
    member_id: Uuid,
    period: Period,
    from: Date,
    to: Date,
) -> Result<Vec<PeriodTotals>, sqlx::Error> {
    let rows = packed::rows(pool, totals_query(member_id, period, from, to), total).await?;
    let mut periods: Vec<PeriodTotals> = Vec::new();
    for (first_day, total) in rows {
        match periods.last_mut().filter(|period| period.first_day == first_day) {
            Some(period) => period.totals.push(total),
            None => periods.push(PeriodTotals { first_day, totals: vec![total] }),
        }
    }
    Ok(periods)
}

pub(crate) fn totals_query(member_id: Uuid, period: Period, from: Date, to: Date) -> QueryBuilder<'static, Postgres> {
    let mut query = QueryBuilder::new(packed::BEGIN);
    query
        .push(
            "with done as (select w.workout_id, w.day, w.sport, w.zone, w.seconds, w.metres, w.legs
                           from analytics.workouts w where w.counted and w.member_id = ",
        )
        .push_bind(member_id)
        .push(" and w.day between ")
        .push_bind(from.to_sqlx());
    query.push(" and ").push_bind(to.to_sqlx()).push(
        "), efforts as (
            select d.day, d.sport, d.zone, d.seconds, d.metres from done d where d.legs = 0
            union all
            select d.day, l.sport, l.zone, l.seconds, l.metres
            from done d join analytics.legs l using (workout_id) where d.legs > 0
         )
         select date_trunc('",
    );
    let (unit, earlier) = period.trunc();
    query.push(format!("{unit}', (e.day + {earlier})::timestamp)::date - {earlier}")).push(
        " as first_day, e.sport, e.zone, count(*)::int as workouts,
            sum(e.seconds)::bigint as seconds, sum(e.metres)::bigint as metres
         from efforts e group by 1, 2, 3 order by 1 desc, 2, 3",
    );
    query.push(packed::END);
    query
}
