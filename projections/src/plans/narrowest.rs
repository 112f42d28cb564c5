//! Which of several plans speaks for a day.

use domain::plan::PlanKind;
use jiff::civil::Date;
use jiff_sqlx::ToSqlx;
use sqlx::{PgPool, Postgres, QueryBuilder, Row, postgres::PgRow};
use uuid::Uuid;

use super::{PlannedSession, spans::LATER};

/// A plan, and the days for which it is in force.
struct InForce {
    width: usize,
    from: Date,
    to: Date,
}

/// The plans of a span of days. Where a day has several the narrowest counts: whoever asked for a week within a season
/// trains by the week.
pub(super) struct Narrowest(Vec<InForce>);

impl Narrowest {
    pub(super) async fn of(pool: &PgPool, member_id: Uuid, from: Date, to: Date) -> Result<Self, sqlx::Error> {
        let mut query = in_force_query(member_id, from, to);
        query.build().try_map(|row: PgRow| InForce::of(&row)).fetch_all(pool).await.map(Self)
    }

    /// Whether this session is what its day is for. What the athlete named as done always is.
    pub(super) fn speaks(&self, planned: &PlannedSession) -> bool {
        let day = planned.session.date;
        let covering = self.0.iter().filter(|plan| (plan.from..=plan.to).contains(&day));
        let narrowest = covering.map(|plan| plan.width).min();
        planned.by_word || narrowest.is_none_or(|narrowest| width(&planned.kind) <= narrowest)
    }
}

impl InForce {
    fn of(row: &PgRow) -> Result<Self, sqlx::Error> {
        Ok(Self {
            width: width(row.try_get("kind")?),
            from: row.try_get::<jiff_sqlx::Date, _>("from_day")?.to_jiff(),
            to: row.try_get::<jiff_sqlx::Date, _>("to_day")?.to_jiff(),
        })
    }
}

/// Kinds are listed from the narrowest to the widest.
fn width(kind: &str) -> usize {
    PlanKind::ALL.iter().position(|one| one.as_str() == kind).unwrap_or(PlanKind::ALL.len())
}

/// Nothing where all are of one kind: none of those is narrower than another.
pub(crate) fn in_force_query(member_id: Uuid, from: Date, to: Date) -> QueryBuilder<'static, Postgres> {
    let mut query = QueryBuilder::new("with p as materialized (select p.* from plans.plans p where p.member_id = ");
    query.push_bind(member_id).push(" and p.from_day <= ").push_bind(to.to_sqlx());
    query.push(" and p.to_day >= ").push_bind(from.to_sqlx());
    query.push(format!(
        ") select p.kind, p.from_day, least(p.to_day, (select min(later.from_day) - 1 {LATER})) as to_day \
         from p where (select min(kind) <> max(kind) from p)"
    ));
    query
}
