//! What a member agreed to, from when to when.

use domain::vocabulary::Consent;
use jiff::Timestamp;
use serde::Serialize;
use sqlx::{PgPool, Postgres, QueryBuilder, Row, postgres::PgRow};
use uuid::Uuid;

/// A consent from its giving to its withdrawal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Agreement {
    /// As it is called in the events.
    pub consent: String,
    /// Whom it is given to, where each coach needs one of their own.
    pub coach_id: Option<Uuid>,
    pub given_at: Timestamp,
    /// Position of the event.
    pub given_in: u64,
    /// `None` while it holds.
    pub withdrawn_at: Option<Timestamp>,
    pub withdrawn_in: Option<u64>,
}

impl Agreement {
    pub fn holds(&self) -> bool {
        self.withdrawn_in.is_none()
    }
}

/// A giving or a withdrawal.
struct Step {
    position: u64,
    consent: String,
    coach_id: Option<Uuid>,
    given: bool,
    at: Timestamp,
}

/// All that a member ever agreed to, in the order in which it was given.
pub async fn agreements(pool: &PgPool, member_id: Uuid) -> Result<Vec<Agreement>, sqlx::Error> {
    let steps = consents_query(member_id).build().try_map(|row: PgRow| step(&row)).fetch_all(pool).await?;
    Ok(add_up(steps))
}

pub(crate) fn consents_query(member_id: Uuid) -> QueryBuilder<'static, Postgres> {
    let mut query = QueryBuilder::new(
        "select c.position, c.consent, c.coach_id, c.given, c.recorded_at from members.consents c where c.member_id = ",
    );
    query.push_bind(member_id).push(" order by c.position");
    query
}

fn add_up(steps: Vec<Step>) -> Vec<Agreement> {
    let mut agreements: Vec<Agreement> = Vec::new();
    for Step { position, consent, coach_id, given, at } in steps {
        let same = |one: &&mut Agreement| one.holds() && one.consent == consent && one.coach_id == coach_id;
        match (given, agreements.iter_mut().find(same)) {
            (false, Some(held)) => (held.withdrawn_at, held.withdrawn_in) = (Some(at), Some(position)),
            (true, None) => agreements.push(Agreement {
                consent,
                coach_id,
                given_at: at,
                given_in: position,
                withdrawn_at: None,
                withdrawn_in: None,
            }),
            // Given while it holds, withdrawn while it doesn't: nothing new.
            _ => {}
        }
    }
    agreements
}

/// What it is called, and whom it is given to.
pub(super) fn words(consent: Consent) -> (&'static str, Option<Uuid>) {
    match consent {
        Consent::HealthData => ("health-data", None),
        Consent::CoachAccess { coach_id } => ("coach-access", Some(coach_id)),
        Consent::Reminders => ("reminders", None),
        Consent::LanguageModel => ("language-model", None),
        Consent::PublicPosts => ("public-posts", None),
    }
}

fn step(row: &PgRow) -> Result<Step, sqlx::Error> {
    Ok(Step {
        position: row.try_get::<i64, _>("position")?.unsigned_abs(),
        consent: row.try_get("consent")?,
        coach_id: row.try_get("coach_id")?,
        given: row.try_get("given")?,
        at: row.try_get::<jiff_sqlx::Timestamp, _>("recorded_at")?.to_jiff(),
    })
}
