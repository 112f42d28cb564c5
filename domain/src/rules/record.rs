//! How a rule accounts for what it did.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    plan::{Session, WorkoutKind},
    vocabulary::{Sport, Zone, words::words},
};

words! {
    /// Hard rules are about safety: a plan that breaks one is never issued.
    RuleKind, "kind of rule" { Soft = "soft", Hard = "hard" }
}

/// A session at one moment, as far as rules change it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "schema", schema(as = SessionSnapshot))]
pub struct Snapshot {
    pub session_id: Uuid,
    pub date: Date,
    pub sport: Sport,
    pub workout: WorkoutKind,
    pub zone: Zone,
    pub minutes: u16,
    pub title: String,
}

impl Snapshot {
    pub fn of(session: &Session) -> Self {
        Self {
            session_id: session.id,
            date: session.date,
            sport: session.sport,
            workout: session.workout,
            zone: session.zone,
            minutes: session.minutes,
            title: session.title.clone(),
        }
    }
}

/// A session before and after; absent before when it is new, after when it is gone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "schema", schema(as = RuleChange))]
pub struct Change {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<Snapshot>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<Snapshot>,
}

/// What a rule did to a week, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct RuleRecord {
    pub rule: String,
    pub version: u16,
    pub kind: RuleKind,
    /// First day of the week that it was applied to.
    pub week: Date,
    pub saw: String,
    pub reason: String,
    pub changes: Vec<Change>,
}

/// The sessions that differ, in the order of the week before, new ones last.
pub(super) fn changes(before: &[Snapshot], after: &[Session]) -> Vec<Change> {
    let now: Vec<Snapshot> = after.iter().map(Snapshot::of).collect();
    let find = |list: &[Snapshot], id: Uuid| list.iter().find(|snapshot| snapshot.session_id == id).cloned();
    let mut changes: Vec<Change> = before
        .iter()
        .map(|known| Change { before: Some(known.clone()), after: find(&now, known.session_id) })
        .filter(|change| change.before != change.after)
        .collect();
    changes.extend(
        now.iter()
            .filter(|snapshot| find(before, snapshot.session_id).is_none())
            .map(|snapshot| Change { before: None, after: Some(snapshot.clone()) }),
    );
    changes
}
