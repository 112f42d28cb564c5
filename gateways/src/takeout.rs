//! Everything there is of a member in one document: the events as they are kept, and what they come to today.

use domain::{ledger::RecordedEvent, member::Member};
use jiff::{Timestamp, civil::Date};
use pg::EventFilter;
use projections::{
    analytics::{self, Workout},
    plans::{self, PlanSummary, PlannedSession},
};
use serde::Serialize;
use sqlx::PgPool;
use uuid::Uuid;

/// Rows that are asked for at once.
const PAGE: usize = 1_000;

#[derive(Serialize)]
pub(crate) struct Takeout {
    pub(crate) member_id: Uuid,
    pub(crate) exported_at: Timestamp,
    pub(crate) member: Member,
    pub(crate) workouts: Vec<Workout>,
    pub(crate) plans: Vec<PlanMade>,
    pub(crate) events: Vec<RecordedEvent>,
}

/// A plan, with its sessions as they stand.
#[derive(Serialize)]
pub(crate) struct PlanMade {
    plan: PlanSummary,
    sessions: Vec<PlannedSession>,
}

impl Takeout {
    /// `member` as they are now, and the day where they live.
    pub(crate) async fn of(
        pool: &PgPool,
        member_id: Uuid,
        member: Member,
        now: Timestamp,
        today: Date,
    ) -> Result<Self, sqlx::Error> {
        Ok(Self {
            member_id,
            exported_at: now,
            member,
            workouts: workouts(pool, member_id).await?,
            plans: plans_made(pool, member_id, today).await?,
            events: events(pool, member_id).await?,
        })
    }
}

async fn events(pool: &PgPool, member: Uuid) -> Result<Vec<RecordedEvent>, sqlx::Error> {
    let filter = EventFilter { subject: Some(member), ..EventFilter::default() };
    let (mut all, mut position) = (Vec::new(), 0);
    loop {
        let page = pg::events_after(pool, position, PAGE, &filter).await?;
        let Some(last) = page.last() else { return Ok(all) };
        position = last.position;
        all.extend(page);
    }
}

async fn workouts(pool: &PgPool, member: Uuid) -> Result<Vec<Workout>, sqlx::Error> {
    let (mut all, mut before) = (Vec::new(), None);
    loop {
        let page = analytics::workouts(pool, member, before, PAGE).await?;
        all.extend(page.workouts);
        before = page.next;
        if before.is_none() {
            return Ok(all);
        }
    }
}

async fn plans_made(pool: &PgPool, member: Uuid, today: Date) -> Result<Vec<PlanMade>, sqlx::Error> {
    let (mut all, mut before) = (Vec::new(), None);
    loop {
        let page = plans::list(pool, member, before, PAGE).await?;
        for plan in page.plans {
            let mut sessions = plans::calendar(pool, member, plan.from, plan.to, today).await?;
            sessions.retain(|planned| planned.plan_id == plan.plan_id);
            all.push(PlanMade { plan, sessions });
        }
        before = page.next;
        if before.is_none() {
            return Ok(all);
        }
    }
}
