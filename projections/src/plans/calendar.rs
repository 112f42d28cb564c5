//! Sessions with what was done: which workout fulfils which session is for the domain to say.

use std::collections::BTreeMap;

use domain::{
    history::plus_days,
    matching::{Compliance, Done, Link, Planned, deviation_percent, match_sessions, offers_adjustment},
    plan::Session,
};
use jiff::{Timestamp, civil::Date};
use serde::Serialize;
use sqlx::{PgPool, Row, postgres::PgRow};
use uuid::Uuid;

use super::{
    narrowest::Narrowest,
    queries::from_json,
    spans::{sessions, workouts},
};

/// How far back and ahead a session counts as waiting.
const PENDING_DAYS: i32 = 7;

/// A session of a plan in force, on the day it is to be done.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct PlannedSession {
    pub plan_id: Uuid,
    /// The kind of its plan.
    pub kind: String,
    pub session: Session,
    pub state: State,
    /// The day it was planned for, if the athlete moved it.
    pub moved_from: Option<Date>,
    /// The athlete's word on why it was skipped.
    pub reason: Option<String>,
    pub fulfilled_by: Option<Fulfilment>,
    /// The athlete said that it was done, of whichever workout.
    #[serde(skip)]
    pub by_word: bool,
    /// Whether its day goes by its plan: not where a narrower one covers that day, like a week within a season, unless
    /// the athlete named it as done.
    pub counts: bool,
    /// `None` while it is still to come, and where it was done without anything that tells how much.
    pub compliance: Option<Compliance>,
    /// How often it was changed since it was planned.
    pub revision: u32,
    /// When that was last, or when it was planned.
    pub changed_at: Timestamp,
}

/// What became of a session, as of the day of asking.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema), schema(as = SessionState))]
#[serde(rename_all = "kebab-case")]
pub enum State {
    Planned,
    /// Planned, on another day than first.
    Moved,
    /// By the athlete's word, or because a workout fulfils it.
    Done,
    Skipped,
    /// Its day has passed.
    Missed,
}

/// The workout that fulfils a session.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Fulfilment {
    pub workout_id: Uuid,
    pub minutes: u32,
    /// Said by the athlete, not found by likeness.
    pub by_hand: bool,
    pub deviation_percent: Option<f64>,
    pub offers_adjustment: bool,
}

/// What is to be done today, and what of it is done.
pub async fn today(pool: &PgPool, member_id: Uuid, today: Date) -> Result<Vec<PlannedSession>, sqlx::Error> {
    agenda(pool, member_id, today, today, today).await
}

/// What waits to be done or answered for: missed in the last seven days, or planned for the next seven.
pub async fn pending(pool: &PgPool, member_id: Uuid, today: Date) -> Result<Vec<PlannedSession>, sqlx::Error> {
    let (from, to) = (plus_days(today, -PENDING_DAYS), plus_days(today, PENDING_DAYS));
    let mut sessions = agenda(pool, member_id, from, to, today).await?;
    sessions.retain(|session| matches!(session.state, State::Planned | State::Moved | State::Missed));
    Ok(sessions)
}

/// Of a span of days what counts.
pub async fn agenda(
    pool: &PgPool,
    member_id: Uuid,
    from: Date,
    to: Date,
    today: Date,
) -> Result<Vec<PlannedSession>, sqlx::Error> {
    let mut sessions = calendar(pool, member_id, from, to, today).await?;
    sessions.retain(|planned| planned.counts);
    Ok(sessions)
}

/// The sessions of a span of days, both ends in it, by day. Of a plan that another took the place of, the days before
/// the other begins.
pub async fn calendar(
    pool: &PgPool,
    member_id: Uuid,
    from: Date,
    to: Date,
    today: Date,
) -> Result<Vec<PlannedSession>, sqlx::Error> {
    // Links by hand reach across days: what they hold is taken on either side of the span.
    let (done, rows, narrowest) = tokio::try_join!(
        workouts(pool, member_id, from, to),
        sessions(pool, member_id, from, to),
        Narrowest::of(pool, member_id, from, to)
    )?;
    let mut sessions = matched(&rows, &done, today);
    sessions.retain(|planned| (from..=to).contains(&planned.session.date));
    for planned in &mut sessions {
        planned.counts = narrowest.speaks(planned);
    }
    sessions.sort_by_key(|planned| (planned.session.date, planned.session.id));
    Ok(sessions)
}

/// A session's row.
pub(super) struct Known {
    plan_id: Uuid,
    kind: String,
    session: Session,
    moved_from: Option<Date>,
    state: String,
    workout_id: Option<Uuid>,
    reason: Option<String>,
    settled_at: i64,
    revision: i32,
    changed_at: Timestamp,
}

/// Plans of different kinds may ask for the same run; each is answered by itself.
fn matched(rows: &[Known], done: &[Done<Uuid>], today: Date) -> Vec<PlannedSession> {
    let mut kinds: BTreeMap<&str, Vec<&Known>> = BTreeMap::new();
    for row in rows {
        kinds.entry(&row.kind).or_default().push(row);
    }
    let minutes: BTreeMap<Uuid, u32> = done.iter().map(|done| (done.workout, done.minutes)).collect();
    let mut sessions = Vec::with_capacity(rows.len());
    for rows in kinds.values() {
        let wanted = rows.iter().filter(|row| row.state != "skipped").map(|row| Planned {
            session: row.session.id,
            sport: row.session.sport,
            date: row.session.date,
            minutes: u32::from(row.session.minutes),
        });
        let mut links: Vec<_> =
            rows.iter().filter_map(|row| Some((row.settled_at, row.session.id, row.workout_id?))).collect();
        links.sort_unstable();
        let links: Vec<(Uuid, Uuid)> = links.into_iter().map(|(_, session, workout)| (session, workout)).collect();
        let matching = match_sessions(&wanted.collect::<Vec<_>>(), done, &links);
        sessions.extend(rows.iter().map(|row| {
            // Pairs come in the order of their sessions.
            let at = matching.pairs.binary_search_by_key(&row.session.id, |pair| pair.session).ok();
            let pair = at.map(|at| matching.pairs[at]);
            let found = pair.and_then(|pair| Some((pair.workout, *minutes.get(&pair.workout)?, pair.link)));
            row.told(found, today)
        }));
    }
    sessions
}

impl Known {
    pub(super) fn of(row: &PgRow) -> Result<Self, sqlx::Error> {
        let mut session: Session = from_json(row.try_get("content")?)?;
        session.date = row.try_get::<jiff_sqlx::Date, _>("day")?.to_jiff();
        Ok(Self {
            plan_id: row.try_get("plan_id")?,
            kind: row.try_get("kind")?,
            moved_from: row
                .try_get::<Option<jiff_sqlx::Date>, _>("moved_from")?
                .map(jiff_sqlx::Date::to_jiff)
                .filter(|from| *from != session.date),
            session,
            state: row.try_get("state")?,
            workout_id: row.try_get("workout_id")?,
            reason: row.try_get("reason")?,
            settled_at: row.try_get("settled_at")?,
            revision: row.try_get("revision")?,
            changed_at: row.try_get::<jiff_sqlx::Timestamp, _>("changed_at")?.to_jiff(),
        })
    }

    pub(super) fn told(&self, found: Option<(Uuid, u32, Link)>, today: Date) -> PlannedSession {
        let planned = u32::from(self.session.minutes);
        let state = match (self.state.as_str(), found) {
            ("skipped", _) => State::Skipped,
            ("done", _) | (_, Some(_)) => State::Done,
            _ if self.session.date < today => State::Missed,
            _ if self.moved_from.is_some() => State::Moved,
            _ => State::Planned,
        };
        let compliance = match (state, found) {
            (State::Done, found) => found.map(|(_, minutes, _)| Compliance::of(planned, minutes)),
            (State::Skipped | State::Missed, _) => Some(Compliance::of(planned, 0)),
            (State::Planned | State::Moved, _) => None,
        };
        PlannedSession {
            plan_id: self.plan_id,
            kind: self.kind.clone(),
            session: self.session.clone(),
            state,
            moved_from: self.moved_from,
            reason: self.reason.clone(),
            fulfilled_by: found.map(|(workout_id, minutes, link)| Fulfilment {
                workout_id,
                minutes,
                by_hand: link == Link::Manual,
                deviation_percent: deviation_percent(planned, minutes),
                offers_adjustment: offers_adjustment(planned, minutes),
            }),
            by_word: self.state == "done",
            counts: true,
            compliance,
            revision: self.revision.unsigned_abs(),
            changed_at: self.changed_at,
        }
    }
}
