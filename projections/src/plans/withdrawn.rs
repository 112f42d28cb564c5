//! Sessions that a later plan has taken away.

use jiff::civil::Date;
use jiff_sqlx::ToSqlx;
use sqlx::{PgPool, Postgres, QueryBuilder, Row, postgres::PgRow};
use uuid::Uuid;

use super::{PlannedSession, calendar::Known};

/// A plan that was superseded counts up to where the first of those that came after it begins. These are the sessions
/// from there on, with where and when the first of those later plans was made.
const WITHDRAWN: &str = "select s.plan_id, p.kind, s.day, s.moved_from, s.content, s.state, s.workout_id, s.reason, \
    s.settled_at, s.revision, greatest(s.changed_at, gone.at) as changed_at, gone.position \
    from plans.sessions s join plans.plans p using (plan_id) \
    cross join lateral (select min(later.made_at) as at, min(later.position) as position from plans.plans later \
        where p.superseded_by is not null \
        and later.member_id = p.member_id and later.position > p.position and later.from_day <= s.day \
        and (later.kind = p.kind or later.plan_id = p.superseded_by)) gone \
    where gone.at is not null and s.member_id = ";

/// By day, each changed once more by that, and the position at which it was taken away.
pub async fn withdrawn(
    pool: &PgPool,
    member_id: Uuid,
    from: Date,
    to: Date,
) -> Result<Vec<(PlannedSession, u64)>, sqlx::Error> {
    let mut query = withdrawn_query(member_id, from, to);
    let row = |row: PgRow| {
        // As of the first day, so that none is missed: they weren't there to be done.
        let planned = Known::of(&row)?.told(None, from);
        let planned = PlannedSession { revision: planned.revision + 1, ..planned };
        Ok((planned, row.try_get::<i64, _>("position")?.unsigned_abs()))
    };
    let mut sessions = query.build().try_map(row).fetch_all(pool).await?;
    sessions.sort_by_key(|(planned, _)| (planned.session.date, planned.session.id));
    Ok(sessions)
}

pub(crate) fn withdrawn_query(member_id: Uuid, from: Date, to: Date) -> QueryBuilder<'static, Postgres> {
    let mut query = QueryBuilder::new(WITHDRAWN);
    query.push_bind(member_id).push(" and s.day between ").push_bind(from.to_sqlx());
    query.push(" and ").push_bind(to.to_sqlx());
    query
}
