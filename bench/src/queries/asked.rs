//! Whom and what is asked about.

use jiff::civil::Date;
use sqlx::{PgPool, Row};
use uuid::Uuid;

use crate::{
    Error,
    club::{Athlete, Size},
    place::Place,
    workload::spread,
};

/// One athlete, as far as questions name them.
#[derive(Debug, Clone)]
pub(super) struct Asked {
    pub(super) pool: PgPool,
    /// The last day that the ledger knows of.
    pub(super) today: Date,
    /// The first one.
    pub(super) begin: Date,
    pub(super) member: Uuid,
    pub(super) chat: String,
    /// The newest plan, and the newest event.
    pub(super) plan_id: Uuid,
    pub(super) position: u64,
    pub(super) aggregate_id: String,
    pub(super) command_id: String,
    pub(super) correlation_id: String,
}

/// Everybody.
#[derive(Debug)]
pub(super) struct Subjects(Vec<Asked>);

impl Subjects {
    pub(super) async fn gather(place: &Place, size: Size) -> Result<Self, Error> {
        let mut all = Vec::new();
        let begin = domain::history::plus_days(size.today(), 1 - 7 * i32::try_from(size.weeks()).unwrap_or(i32::MAX));
        for number in 0..size.athletes {
            let member = Athlete::id(number);
            let row = sqlx::query(
                "select e.position, e.aggregate_id, e.command_id, e.correlation_id,
                        (select i.external_id from members.identities i where i.member_id = $1 limit 1) as chat,
                        (select p.plan_id from plans.plans p where p.member_id = $1 order by p.position desc limit 1) as plan_id
                 from audit.entries e where e.subject = $1 order by e.position desc limit 1",
            )
            .bind(member)
            .fetch_one(&place.pool)
            .await?;
            all.push(Asked {
                pool: place.pool.clone(),
                today: size.today(),
                begin,
                member,
                chat: row.try_get("chat")?,
                plan_id: row.try_get::<Option<Uuid>, _>("plan_id")?.unwrap_or_default(),
                position: row.try_get::<i64, _>("position")?.unsigned_abs(),
                aggregate_id: row.try_get("aggregate_id")?,
                command_id: row.try_get("command_id")?,
                correlation_id: row.try_get("correlation_id")?,
            });
        }
        Ok(Self(all))
    }

    pub(super) fn pick(&self, drawn: u64) -> Asked {
        let at = spread(drawn) % (self.0.len() as u64);
        self.0[usize::try_from(at).unwrap_or_default()].clone()
    }
}
