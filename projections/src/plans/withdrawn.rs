//! Sessions that a later plan has taken away.

use jiff::civil::Date;
use sqlx::{PgPool, Postgres, QueryBuilder, Row, postgres::PgRow};
use uuid::Uuid;

use super::{
    PlannedSession,
    calendar::Known,
    spans::{LATER, SESSION, span},
};

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
        let planned = PlannedSession { counts: false, revision: planned.revision + 1, ..planned };
        Ok((planned, row.try_get::<i64, _>("position")?.unsigned_abs()))
    };
    let mut sessions = query.build().try_map(row).fetch_all(pool).await?;
    sessions.sort_by_key(|(planned, _)| (planned.session.date, planned.session.id));
    Ok(sessions)
}

/// With where and when the first of those later plans was made.
pub(crate) fn withdrawn_query(member_id: Uuid, from: Date, to: Date) -> QueryBuilder<'static, Postgres> {
    let mut query = QueryBuilder::new(format!(
        "select {SESSION}, greatest(s.changed_at, gone.at) as changed_at, gone.position \
         from plans.sessions s join plans.plans p using (plan_id) \
         cross join lateral (select min(later.made_at) as at, min(later.position) as position {LATER} and later.from_day <= s.day) gone \
         where gone.at is not null and s.member_id = "
    ));
    query.push_bind(member_id);
    span(&mut query, " and s.day between ", from, to);
    query
}
