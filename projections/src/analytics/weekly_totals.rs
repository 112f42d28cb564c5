//! Weekly totals by sport and zone, computed from the facts.

use std::collections::BTreeSet;

use jiff::civil::Date;
use jiff_sqlx::ToSqlx;
use sqlx::PgConnection;
use uuid::Uuid;

/// Everything that counts, one row an effort: a workout without legs, or each leg of one that has them.
const EFFORTS: &str = "
    select w.member_id, w.week, w.sport, w.zone, w.seconds, w.metres
    from workouts w where w.counted and w.legs = 0
    union all
    select w.member_id, w.week, l.sport, l.zone, l.seconds, l.metres
    from workouts w join legs l using (workout_id) where w.counted and w.legs > 0";

/// Computes the touched weeks anew.
pub(super) async fn compute(touched: &BTreeSet<(Uuid, Date)>, tables: &mut PgConnection) -> Result<(), sqlx::Error> {
    if touched.is_empty() {
        return Ok(());
    }
    let members: Vec<Uuid> = touched.iter().map(|(member_id, _)| *member_id).collect();
    let weeks: Vec<jiff_sqlx::Date> = touched.iter().map(|(_, week)| week.to_sqlx()).collect();
    sqlx::query(
        "delete from weekly_totals t using unnest($1::uuid[], $2::date[]) touched(member_id, week)
         where (t.member_id, t.week) = (touched.member_id, touched.week)",
    )
    .bind(&members)
    .bind(&weeks)
    .execute(&mut *tables)
    .await?;
    sqlx::query(&format!(
        "insert into weekly_totals (member_id, week, sport, zone, workouts, seconds, metres)
         select touched.member_id, touched.week, e.sport, e.zone, count(*), sum(e.seconds), sum(e.metres)
         from unnest($1::uuid[], $2::date[]) touched(member_id, week)
         join ({EFFORTS}) e on (e.member_id, e.week) = (touched.member_id, touched.week)
         group by 1, 2, 3, 4"
    ))
    .bind(&members)
    .bind(&weeks)
    .execute(tables)
    .await
    .map(drop)
}

/// Computes all weeks, into an empty table.
pub(super) async fn compute_all(tables: &mut PgConnection) -> Result<(), sqlx::Error> {
    sqlx::query(&format!(
        "insert into weekly_totals (member_id, week, sport, zone, workouts, seconds, metres)
         select e.member_id, e.week, e.sport, e.zone, count(*), sum(e.seconds), sum(e.metres)
         from ({EFFORTS}) e group by 1, 2, 3, 4"
    ))
    .execute(tables)
    .await
    .map(drop)
}
