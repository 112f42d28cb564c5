//! Sessions and workouts of a span of days, read.

use domain::{matching::Done, vocabulary::Sport};
use jiff::civil::Date;
use jiff_sqlx::ToSqlx;
use sqlx::{PgPool, Postgres, QueryBuilder, postgres::PgRow};
use uuid::Uuid;

use super::calendar::Known;
use crate::packed::{self, Fields};

pub(super) const SESSION: &str = "s.plan_id, p.kind, s.day, s.moved_from, s.content, s.state, s.workout_id, s.reason, \
    s.settled_at, s.revision";

/// Those that came after a plan that was superseded: it counts up to where the first of them begins.
pub(super) const LATER: &str = "from plans.plans later where p.superseded_by is not null \
    and later.member_id = p.member_id and later.position > p.position \
    and (later.kind = p.kind or later.plan_id = p.superseded_by)";

/// The sessions of the span, and those of other days that the athlete said a workout of the span fulfils.
pub(super) async fn sessions(pool: &PgPool, member_id: Uuid, from: Date, to: Date) -> Result<Vec<Known>, sqlx::Error> {
    known(pool, sessions_query(member_id, from, to)).await
}

/// The workouts of the span, and those of other days that the athlete said fulfil a session of the span.
pub(super) async fn workouts(
    pool: &PgPool,
    member_id: Uuid,
    from: Date,
    to: Date,
) -> Result<Vec<Done<Uuid>>, sqlx::Error> {
    packed::rows(pool, workouts_query(member_id, from, to), workout).await
}

pub(crate) fn sessions_query(member_id: Uuid, from: Date, to: Date) -> QueryBuilder<'static, Postgres> {
    let mut query = QueryBuilder::new(format!("select {SESSION}, s.changed_at from ("));
    query.push("select s.* from plans.sessions s where s.member_id = ").push_bind(member_id);
    span(&mut query, " and s.day between ", from, to);
    query.push(" union all select s.* from plans.workouts w join plans.sessions s using (member_id, workout_id)");
    query.push(" where w.member_id = ").push_bind(member_id);
    span(&mut query, " and w.day between ", from, to);
    span(&mut query, " and s.day not between ", from, to);
    query.push(format!(
        ") s join plans.plans p using (plan_id) where not exists (select {LATER} and later.from_day <= s.day)"
    ));
    query
}

pub(crate) fn workouts_query(member_id: Uuid, from: Date, to: Date) -> QueryBuilder<'static, Postgres> {
    const WORKOUT: &str = "select w.workout_id, w.day, w.sport, w.minutes from plans.";
    let mut query = QueryBuilder::new(packed::BEGIN);
    query.push(WORKOUT).push("workouts w where w.member_id = ").push_bind(member_id);
    span(&mut query, " and w.day between ", from, to);
    query.push(" union all ").push(WORKOUT).push("sessions s join plans.workouts w using (workout_id)");
    query.push(" where s.workout_id is not null and s.member_id = ").push_bind(member_id);
    query.push(" and w.member_id = ").push_bind(member_id);
    span(&mut query, " and s.day between ", from, to);
    span(&mut query, " and w.day not between ", from, to);
    query.push(packed::END);
    query
}

pub(super) fn span(query: &mut QueryBuilder<'static, Postgres>, within: &str, from: Date, to: Date) {
    query.push(within).push_bind(from.to_sqlx()).push(" and ").push_bind(to.to_sqlx());
}

async fn known(pool: &PgPool, mut query: QueryBuilder<'static, Postgres>) -> Result<Vec<Known>, sqlx::Error> {
    query.build().try_map(|row: PgRow| Known::of(&row)).fetch_all(pool).await
}

fn workout(fields: &mut Fields<'_>) -> Result<Done<Uuid>, sqlx::Error> {
    Ok(Done {
        workout: fields.uuid()?,
        date: fields.date()?,
        sport: fields.text()?.parse().unwrap_or(Sport::Other),
        minutes: fields.i32()?.unsigned_abs(),
    })
}
