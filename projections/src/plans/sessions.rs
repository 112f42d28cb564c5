//! What happens to a session, and how several such things add up.

use std::collections::BTreeMap;

use domain::plan::{Adjustment, AdjustmentStatus, Session};
use jiff::{Timestamp, civil::Date};
use uuid::Uuid;

use super::change::{Moment, Step, json};
use crate::Indigestible;

/// `None` stays as it was.
#[derive(Debug, Clone, Default)]
pub(super) struct SessionChange {
    /// The plan and the member of a session that was made in this batch; others have a row already.
    pub(super) made: Option<(Uuid, Uuid)>,
    pub(super) content: Option<String>,
    pub(super) day: Option<Date>,
    /// Counts only while no earlier move is known.
    pub(super) moved_from: Option<Date>,
    pub(super) settled: Option<Settled>,
    /// How many changes this adds up, the making not counted.
    pub(super) revisions: i32,
    /// When the last of them was recorded.
    pub(super) changed_at: Timestamp,
}

/// What the athlete said became of it.
#[derive(Debug, Clone)]
pub(super) struct Settled {
    pub(super) state: &'static str,
    pub(super) workout_id: Option<Uuid>,
    pub(super) reason: Option<String>,
    pub(super) position: i64,
}

impl Settled {
    pub(super) fn open(position: i64) -> Self {
        Self { state: "open", workout_id: None, reason: None, position }
    }

    pub(super) fn done(workout_id: Option<Uuid>, position: i64) -> Self {
        Self { state: "done", workout_id, ..Self::open(position) }
    }

    pub(super) fn skipped(reason: Option<String>, position: i64) -> Self {
        Self { state: "skipped", reason, ..Self::open(position) }
    }
}

impl SessionChange {
    pub(super) fn made(plan_id: Uuid, member_id: Uuid, session: &Session) -> Result<Self, Indigestible> {
        let settled = Some(Settled::open(0));
        Ok(Self { made: Some((plan_id, member_id)), settled, ..Self::replaced(session)? })
    }

    pub(super) fn settled(settled: Settled) -> Self {
        Self { settled: Some(settled), ..Self::default() }
    }

    pub(super) fn moved(from: Date, to: Date) -> Self {
        Self { day: Some(to), moved_from: Some(from), ..Self::default() }
    }

    fn replaced(session: &Session) -> Result<Self, Indigestible> {
        Ok(Self { content: Some(json(session)?), day: Some(session.date), ..Self::default() })
    }

    pub(super) fn at(self, changed_at: Timestamp) -> Self {
        Self { revisions: i32::from(self.made.is_none()), changed_at, ..self }
    }

    /// This change, then the next one.
    fn then(&mut self, next: Self) {
        self.made = next.made.or(self.made);
        self.content = next.content.or(self.content.take());
        self.day = next.day.or(self.day);
        self.moved_from = self.moved_from.or(next.moved_from);
        self.settled = next.settled.or(self.settled.take());
        self.revisions += next.revisions;
        self.changed_at = next.changed_at;
    }
}

/// What a batch comes to for each session. `known` holds the proposals that it speaks of.
pub(super) fn add_up(
    steps: &[(Moment, Step)],
    known: &BTreeMap<Uuid, Adjustment>,
) -> Result<BTreeMap<Uuid, SessionChange>, Indigestible> {
    let mut sessions: BTreeMap<Uuid, SessionChange> = BTreeMap::new();
    for (moment, step) in steps {
        match step {
            Step::Session(id, change) => sessions.entry(*id).or_default().then((**change).clone()),
            Step::Adjusted(id, status) => {
                for now in standing(known.get(id), *status) {
                    sessions.entry(now.id).or_default().then(SessionChange::replaced(now)?.at(moment.at));
                }
            }
            Step::Workout(..) => {}
        }
    }
    Ok(sessions)
}

/// The sessions of a proposal, as it says once it is accepted, and as they were before otherwise.
pub(super) fn standing(adjustment: Option<&Adjustment>, status: AdjustmentStatus) -> impl Iterator<Item = &Session> {
    adjustment.into_iter().flat_map(|adjustment| &adjustment.changes).map(move |change| match status {
        AdjustmentStatus::Accepted => &*change.after,
        AdjustmentStatus::Proposed | AdjustmentStatus::Undone => &*change.before,
    })
}
