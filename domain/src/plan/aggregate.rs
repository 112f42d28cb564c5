//! One plan: its sessions as they stand, what became of them, and the changes on offer.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Adjustment, PlanCommand, PlanDraft, PlanError, PlanEvent, Session};
use crate::{
    aggregate::aggregate, dates, drafts::Drafted, history::plus_days, ledger::Addressed, vocabulary::RaceKind,
};

/// A plan that was issued.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Plan {
    issued: Option<Issued>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Issued {
    member_id: Uuid,
    plan: PlanDraft,
    /// Sessions that are not open any more.
    settled: BTreeMap<Uuid, SessionStatus>,
    adjustments: BTreeMap<Uuid, (Adjustment, AdjustmentStatus)>,
    superseded_by: Option<Uuid>,
}

/// What became of a session that is not open any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SessionStatus {
    Completed { workout_id: Option<Uuid> },
    Skipped,
}

/// Where a proposal stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AdjustmentStatus {
    Proposed,
    Accepted,
    Undone,
}

aggregate!(Plan, PlanCommand, PlanEvent, PlanError);

type Decision = Result<Vec<PlanEvent>, PlanError>;

impl Plan {
    /// The plan as it stands: moved and adjusted.
    pub fn draft(&self) -> Option<&PlanDraft> {
        self.issued.as_ref().map(|issued| &issued.plan)
    }

    /// What became of a session; `None` while it is open.
    pub fn status(&self, session_id: Uuid) -> Option<SessionStatus> {
        self.issued.as_ref().and_then(|issued| issued.settled.get(&session_id)).copied()
    }

    pub fn superseded_by(&self) -> Option<Uuid> {
        self.issued.as_ref().and_then(|issued| issued.superseded_by)
    }

    pub fn decide(&self, asked: Addressed<PlanCommand>) -> Decision {
        let (member_id, today) = (asked.subject, asked.sent_on());
        if let PlanCommand::Generate { position, goal, drafted, .. } = asked.command {
            return self.generate(member_id, position, goal, drafted);
        }
        let issued = self.of(member_id)?;
        match asked.command {
            PlanCommand::Supersede { by, .. } => issued.supersede(by),
            _ if issued.superseded_by.is_some() => Err(PlanError::Superseded),
            PlanCommand::Complete { session_id, workout_id, .. } => issued.complete(session_id, workout_id),
            PlanCommand::Skip { session_id, reason, .. } => {
                issued.settle(session_id, SessionStatus::Skipped, PlanEvent::SessionSkipped { session_id, reason })
            }
            PlanCommand::Reopen { session_id, .. } => issued.reopen(session_id),
            PlanCommand::Move { session_id, to, .. } => issued.move_session(session_id, to, today),
            PlanCommand::Propose { adjustment, .. } => issued.propose(adjustment),
            PlanCommand::Accept { adjustment_id, .. } => issued.accept(adjustment_id, today),
            PlanCommand::Undo { adjustment_id, .. } => issued.undo(adjustment_id),
            PlanCommand::Generate { .. } => Err(PlanError::AlreadyGenerated),
        }
    }

    /// The same plan again is a success without an event.
    fn generate(&self, member_id: Uuid, position: u64, goal: Option<RaceKind>, drafted: Box<Drafted>) -> Decision {
        match &self.issued {
            Some(issued) if issued.member_id != member_id => Err(PlanError::NotYours),
            Some(issued) if issued.plan.inputs_digest == drafted.plan.inputs_digest => Ok(vec![]),
            Some(_) => Err(PlanError::AlreadyGenerated),
            None if !drafted.score.passes() => Err(PlanError::BelowTheBar(drafted.score.shortcomings())),
            None => Ok(vec![PlanEvent::PlanGenerated { member_id, position, goal, drafted }]),
        }
    }

    fn of(&self, member_id: Uuid) -> Result<&Issued, PlanError> {
        match &self.issued {
            None => Err(PlanError::Unknown),
            Some(issued) if issued.member_id != member_id => Err(PlanError::NotYours),
            Some(issued) => Ok(issued),
        }
    }

    fn fold(&mut self, event: PlanEvent) {
        match (event, &mut self.issued) {
            (PlanEvent::PlanGenerated { member_id, drafted, .. }, issued) => {
                *issued = Some(Issued::new(member_id, *drafted));
            }
            (event, Some(issued)) => issued.fold(event),
            (_, None) => {}
        }
    }
}

impl Issued {
    fn new(member_id: Uuid, drafted: Drafted) -> Self {
        let (settled, adjustments) = (BTreeMap::new(), BTreeMap::new());
        Self { member_id, plan: drafted.plan, settled, adjustments, superseded_by: None }
    }

    fn session(&self, id: Uuid) -> Result<&Session, PlanError> {
        self.plan.sessions.iter().find(|session| session.id == id).ok_or(PlanError::UnknownSession)
    }

    fn supersede(&self, by: Uuid) -> Decision {
        match self.superseded_by {
            Some(known) if known == by => Ok(vec![]),
            Some(_) => Err(PlanError::Superseded),
            None => Ok(vec![PlanEvent::PlanSuperseded { by }]),
        }
    }

    fn complete(&self, session_id: Uuid, workout_id: Option<Uuid>) -> Decision {
        let event = PlanEvent::SessionCompleted { session_id, workout_id };
        self.settle(session_id, SessionStatus::Completed { workout_id }, event)
    }

    fn settle(&self, session_id: Uuid, status: SessionStatus, event: PlanEvent) -> Decision {
        self.session(session_id)?;
        match self.settled.get(&session_id) {
            Some(known) if *known == status => Ok(vec![]),
            Some(_) => Err(PlanError::Settled),
            None => Ok(vec![event]),
        }
    }

    fn reopen(&self, session_id: Uuid) -> Decision {
        self.session(session_id)?;
        let settled = self.settled.contains_key(&session_id);
        Ok(if settled { vec![PlanEvent::SessionReopened { session_id }] } else { vec![] })
    }

    fn move_session(&self, session_id: Uuid, to: Date, today: Date) -> Decision {
        let session = self.session(session_id)?;
        let from = session.date;
        if from == to {
            return Ok(vec![]);
        }
        self.check_move(session, to, today)?;
        Ok(vec![PlanEvent::SessionMoved { session_id, from, to }])
    }

    /// A day that has passed never changes, and the hard rules hold for the athlete's own moves too.
    fn check_move(&self, session: &Session, to: Date, today: Date) -> Result<(), PlanError> {
        let outside = |date: Date| date < self.plan.from || date >= self.plan.end() || dates::is_past(date, today);
        let others = || self.plan.sessions.iter().filter(|other| other.id != session.id);
        let on = |date: Date| others().any(|other| other.date == date);
        let hard_on = |date: Date| others().any(|other| other.date == date && other.is_hard());
        let row = |step: i32| (1..7).take_while(|n| on(plus_days(to, n * step))).count();
        match () {
            () if session.is_race() => Err(PlanError::Race),
            () if self.settled.contains_key(&session.id) => Err(PlanError::Settled),
            () if outside(to) || outside(session.date) => Err(PlanError::OutsidePlan(to)),
            () if session.is_hard() && (hard_on(plus_days(to, -1)) || hard_on(plus_days(to, 1))) => {
                Err(PlanError::HardNeighbour(to))
            }
            () if row(-1) + row(1) >= 6 => Err(PlanError::NoRest(to)),
            () => Ok(()),
        }
    }

    fn propose(&self, adjustment: Box<Adjustment>) -> Decision {
        match self.adjustments.get(&adjustment.adjustment_id) {
            Some((known, _)) if *known == *adjustment => Ok(vec![]),
            Some(_) => Err(PlanError::Outdated),
            None if !self.is_current(&adjustment) => Err(PlanError::Outdated),
            None => Ok(vec![PlanEvent::AdjustmentProposed { adjustment }]),
        }
    }

    fn accept(&self, adjustment_id: Uuid, today: Date) -> Decision {
        let (adjustment, status) = self.adjustments.get(&adjustment_id).ok_or(PlanError::UnknownAdjustment)?;
        let past = adjustment.changes.iter().find(|change| dates::is_past(change.before.date, today));
        match status {
            AdjustmentStatus::Accepted => Ok(vec![]),
            _ if !self.is_current(adjustment) => Err(PlanError::Outdated),
            _ => past.map_or_else(
                || Ok(vec![PlanEvent::PlanAdjusted { adjustment_id }]),
                |change| Err(PlanError::OutsidePlan(change.before.date)),
            ),
        }
    }

    fn undo(&self, adjustment_id: Uuid) -> Decision {
        let (adjustment, status) = self.adjustments.get(&adjustment_id).ok_or(PlanError::UnknownAdjustment)?;
        let untouched = |session: &Session| self.session(session.id).is_ok_and(|now| now == session);
        match status {
            AdjustmentStatus::Accepted if adjustment.changes.iter().all(|change| untouched(&change.after)) => {
                Ok(vec![PlanEvent::AdjustmentUndone { adjustment_id }])
            }
            AdjustmentStatus::Accepted => Err(PlanError::Outdated),
            AdjustmentStatus::Proposed | AdjustmentStatus::Undone => Ok(vec![]),
        }
    }

    /// Whether the sessions are still open and as the proposal knows them.
    fn is_current(&self, adjustment: &Adjustment) -> bool {
        adjustment.changes.iter().all(|change| {
            let open = !self.settled.contains_key(&change.before.id);
            open && self.session(change.before.id).is_ok_and(|now| *now == *change.before)
        })
    }

    fn fold(&mut self, event: PlanEvent) {
        match event {
            PlanEvent::SessionCompleted { session_id, workout_id } => {
                self.settled.insert(session_id, SessionStatus::Completed { workout_id });
            }
            PlanEvent::SessionSkipped { session_id, .. } => {
                self.settled.insert(session_id, SessionStatus::Skipped);
            }
            PlanEvent::SessionReopened { session_id } => {
                self.settled.remove(&session_id);
            }
            PlanEvent::SessionMoved { session_id, to, .. } => self.put_on(session_id, to),
            PlanEvent::AdjustmentProposed { adjustment } => {
                self.adjustments.insert(adjustment.adjustment_id, (*adjustment, AdjustmentStatus::Proposed));
            }
            PlanEvent::PlanAdjusted { adjustment_id } => self.replace(adjustment_id, AdjustmentStatus::Accepted),
            PlanEvent::AdjustmentUndone { adjustment_id } => self.replace(adjustment_id, AdjustmentStatus::Undone),
            PlanEvent::PlanSuperseded { by } => self.superseded_by = Some(by),
            PlanEvent::PlanGenerated { .. } => {}
        }
    }

    fn put_on(&mut self, session_id: Uuid, to: Date) {
        self.plan.sessions.iter_mut().filter(|session| session.id == session_id).for_each(|session| session.date = to);
        self.plan.sessions.sort_by_key(|session| session.date);
    }

    fn replace(&mut self, adjustment_id: Uuid, status: AdjustmentStatus) {
        let Some((adjustment, known)) = self.adjustments.get_mut(&adjustment_id) else { return };
        *known = status;
        for change in &adjustment.changes {
            let wanted = if status == AdjustmentStatus::Accepted { &change.after } else { &change.before };
            let sessions = self.plan.sessions.iter_mut().filter(|session| session.id == wanted.id);
            sessions.for_each(|session| session.clone_from(wanted));
        }
    }
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
