//! Sessions as those who subscribe to a calendar are told of them: also those that don't stand any more, and each with
//! the last event that may have changed how it looks.

use jiff::{Timestamp, civil::Date};
use jiff_sqlx::ToSqlx;
use sqlx::{PgPool, Postgres, QueryBuilder, Row, postgres::PgRow};
use uuid::Uuid;

use super::{PlannedSession, calendar, withdrawn};

/// What a subscriber is told of a session. Where a later plan took it away it doesn't count any more.
#[derive(Debug, Clone, PartialEq)]
pub struct Notice {
    pub planned: PlannedSession,
    /// Of the last event that may have changed how it looks. It never falls.
    pub position: u64,
    /// When that was.
    pub changed_at: Timestamp,
}

/// An event that concerns a span of days.
#[derive(Debug, Clone, Copy)]
struct Mark {
    from: Date,
    to: Date,
    position: u64,
    at: Timestamp,
}

/// What is told of a span of days, both ends in it, by day.
pub async fn notices(
    pool: &PgPool,
    member_id: Uuid,
    from: Date,
    to: Date,
    today: Date,
) -> Result<Vec<Notice>, sqlx::Error> {
    // Before the sessions: what changes meanwhile is then told with a later mark the next time, never with none.
    let mut query = marks_query(member_id, from, to);
    let marks = query.build().try_map(|row: PgRow| Mark::of(&row)).fetch_all(pool).await?;
    let (planned, gone) =
        tokio::try_join!(calendar(pool, member_id, from, to, today), withdrawn(pool, member_id, from, to))?;
    let planned = planned.into_iter().map(|planned| notice(planned, 0, &marks));
    let gone = gone.into_iter().map(|(planned, position)| notice(planned, position, &marks));
    let mut notices: Vec<Notice> = planned.chain(gone).collect();
    notices.sort_by_key(|notice| (notice.planned.session.date, notice.planned.session.id));
    Ok(notices)
}

fn notice(planned: PlannedSession, position: u64, marks: &[Mark]) -> Notice {
    let day = planned.session.date;
    let last = marks.iter().filter(|mark| (mark.from..=mark.to).contains(&day)).max_by_key(|mark| mark.position);
    let (position, changed_at) = match last.filter(|mark| mark.position >= position) {
        Some(mark) => (mark.position, mark.at),
        None => (position, planned.changed_at),
    };
    Notice { planned, position, changed_at }
}

impl Mark {
    fn of(row: &PgRow) -> Result<Self, sqlx::Error> {
        Ok(Self {
            from: row.try_get::<jiff_sqlx::Date, _>("from_day")?.to_jiff(),
            to: row.try_get::<jiff_sqlx::Date, _>("to_day")?.to_jiff(),
            position: row.try_get::<i64, _>("position")?.unsigned_abs(),
            at: row.try_get::<jiff_sqlx::Timestamp, _>("at")?.to_jiff(),
        })
    }
}

/// What touched a day, and the making and the end of every plan that covers one.
pub(crate) fn marks_query(member_id: Uuid, from: Date, to: Date) -> QueryBuilder<'static, Postgres> {
    let mut query = QueryBuilder::new(
        "select d.day as from_day, d.day as to_day, d.position, d.changed_at as at from plans.days d \
         where d.member_id = ",
    );
    query.push_bind(member_id).push(" and d.day between ").push_bind(from.to_sqlx());
    query.push(" and ").push_bind(to.to_sqlx());
    query.push(
        " union all select p.from_day, p.to_day, coalesce(p.superseded_position, p.position), \
         coalesce(p.superseded_at, p.made_at) from plans.plans p where p.member_id = ",
    );
    query.push_bind(member_id).push(" and p.to_day >= ").push_bind(from.to_sqlx());
    query.push(" and p.from_day <= ").push_bind(to.to_sqlx());
    query
}
