//! One plan: its sessions as they stand, what became of them, and the changes on offer.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{
    Adjustment, ENGINE_VERSION, PlanCommand, PlanDraft, PlanError, PlanEvent, Session, SessionChange, adjustment,
    extension, standing::Standing,
};
use crate::{
    aggregate::aggregate,
    dates,
    drafts::{Drafted, Refusal, Request, draft},
    history::{AthleteHistory, Known, plus_days},
    ledger::Addressed,
    vocabulary::RaceKind,
};

/// A plan that was issued.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Plan {
    issued: Option<Issued>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Issued {
    member_id: Uuid,
    goal: Option<RaceKind>,
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
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum AdjustmentStatus {
    Proposed,
    Accepted,
    Undone,
}

aggregate!(Plan, PlanCommand, PlanEvent, PlanError, Known, |plan, asked, known| plan.decide(asked, known));

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

    /// What is done about a command, given what the ledger knows of the member. Commands that don't need a history
    /// ([`PlanCommand::needs_history`]) decide alike without one.
    pub fn decide(&self, asked: Addressed<PlanCommand>, known: &Known) -> Decision {
        let (member_id, today) = (asked.subject, asked.sent_on());
        // Nothing new is planned while a sign of danger is open that only a person may clear.
        if let Some(sign) = known.history.emergency() {
            return Err(Refusal::OnHold { sign }.into());
        }
        if let PlanCommand::Generate { plan_id, kind, from, goal } = asked.command {
            let request = Request { plan_id, history: &known.history, kind, from, goal };
            return self.generate(member_id, &request, known.position, today);
        }
        let issued = self.of(member_id)?;
        match asked.command {
            PlanCommand::Supersede { by, .. } => issued.supersede(by),
            _ if issued.superseded_by.is_some() => Err(PlanError::Superseded),
            PlanCommand::Extend { .. } => extension::extend(&issued.plan, &issued.settled, issued.goal, known, today),
            PlanCommand::Complete { session_id, workout_id, .. } => issued.complete(session_id, workout_id),
            PlanCommand::Skip { session_id, reason, .. } => {
                issued.settle(session_id, SessionStatus::Skipped, PlanEvent::SessionSkipped { session_id, reason })
            }
            PlanCommand::Reopen { session_id, .. } => issued.reopen(session_id),
            PlanCommand::Move { session_id, to, .. } => {
                issued.move_session(session_id, to, &issued.standing(&known.history, today))
            }
            PlanCommand::Propose { adjustment_id, date, .. } => issued.propose(adjustment_id, date, known, today),
            PlanCommand::Accept { adjustment_id, .. } => {
                issued.accept(adjustment_id, &issued.standing(&known.history, today))
            }
            PlanCommand::Undo { adjustment_id, .. } => {
                issued.undo(adjustment_id, &issued.standing(&known.history, today))
            }
            PlanCommand::Generate { .. } => Err(PlanError::AlreadyGenerated),
        }
    }

    /// The same plan again is a success without an event.
    fn generate(&self, member_id: Uuid, request: &Request<'_>, position: u64, today: Date) -> Decision {
        let (from, goal) = (request.from, request.goal);
        match &self.issued {
            Some(issued) if issued.member_id != member_id => Err(PlanError::NotYours),
            Some(issued) if issued.answers(request) => Ok(vec![]),
            Some(_) => Err(PlanError::AlreadyGenerated),
            None if dates::is_past(from, today) || dates::is_far(from, today) => Err(PlanError::Begins(from)),
            None => {
                let drafted = Box::new(draft(request)?);
                Ok(vec![PlanEvent::PlanGenerated { member_id, position, goal, drafted }])
            }
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
            (PlanEvent::PlanGenerated { member_id, goal, drafted, .. }, issued) => {
                *issued = Some(Issued::new(member_id, goal, *drafted));
            }
            (event, Some(issued)) => issued.fold(event),
            (_, None) => {}
        }
    }
}

impl Issued {
    fn new(member_id: Uuid, goal: Option<RaceKind>, drafted: Drafted) -> Self {
        let (settled, adjustments) = (BTreeMap::new(), BTreeMap::new());
        Self { member_id, goal, plan: drafted.plan, settled, adjustments, superseded_by: None }
    }

    /// Whether this is the plan that would be made: the same was asked of the same history.
    fn answers(&self, request: &Request<'_>) -> bool {
        (self.plan.kind, self.plan.from, self.goal) == (request.kind, request.from, request.goal)
            && self.plan.inputs_digest == crate::history::digest(request.history)
    }

    fn standing<'a>(&'a self, history: &'a AthleteHistory, today: Date) -> Standing<'a> {
        Standing::of(&self.plan, &self.settled, history, today)
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

    fn move_session(&self, session_id: Uuid, to: Date, standing: &Standing<'_>) -> Decision {
        let session = self.session(session_id)?;
        let from = session.date;
        if from == to {
            return Ok(vec![]);
        }
        self.check_move(session, to, standing)?;
        Ok(vec![PlanEvent::SessionMoved { session_id, from, to }])
    }

    /// A day that has passed never changes, and the hard rules hold for the athlete's own moves too: against the plan
    /// and against what was really done.
    fn check_move(&self, session: &Session, to: Date, standing: &Standing<'_>) -> Result<(), PlanError> {
        let is_past = |date: Date| dates::is_past(date, standing.today);
        // A week without sessions yet isn't moved into: it will be made from what stands before it.
        let has_sessions = |date: Date| self.plan.weeks.iter().any(|week| week.made && week.contains(date));
        let outside = |date: Date| !has_sessions(date) || is_past(date);
        let hard_on = |date: Date| standing.is_hard(date, session.id);
        let row = |step: i32| (1..7).take_while(|n| standing.trains(plus_days(to, n * step), session.id)).count();
        match () {
            () if session.is_race() => Err(PlanError::Race),
            () if self.settled.contains_key(&session.id) => Err(PlanError::Settled),
            () if outside(to) => Err(PlanError::OutsidePlan(to)),
            () if is_past(session.date) => Err(PlanError::OutsidePlan(session.date)),
            () if session.is_hard() && standing.forbids_hard(to) => Err(PlanError::BodySaysNo(to)),
            () if session.is_hard() && (hard_on(plus_days(to, -1)) || hard_on(plus_days(to, 1))) => {
                Err(PlanError::HardNeighbour(to))
            }
            () if row(-1) + row(1) >= 6 => Err(PlanError::NoRest(to)),
            () => Ok(()),
        }
    }

    /// The same proposal again is a success without an event.
    fn propose(&self, adjustment_id: Uuid, date: Date, known: &Known, today: Date) -> Decision {
        match self.adjustments.get(&adjustment_id) {
            Some((proposed, _)) if proposed.cause.date == date => return Ok(vec![]),
            Some(_) => return Err(PlanError::Outdated),
            None if date < self.plan.from || date >= self.plan.end() || dates::is_future(date, today) => {
                return Err(PlanError::OutsidePlan(date));
            }
            None => {}
        }
        let adjustment = adjustment::propose(&self.standing(&known.history, today), adjustment_id, date)
            .ok_or(PlanError::NothingToAdjust(date))?;
        Ok(vec![PlanEvent::AdjustmentProposed {
            position: known.position,
            inputs_digest: known.digest(),
            engine_version: ENGINE_VERSION.to_owned(),
            adjustment: Box::new(adjustment),
        }])
    }

    fn accept(&self, adjustment_id: Uuid, standing: &Standing<'_>) -> Decision {
        let (adjustment, status) = self.adjustments.get(&adjustment_id).ok_or(PlanError::UnknownAdjustment)?;
        match status {
            AdjustmentStatus::Accepted => Ok(vec![]),
            _ if !self.is_current(adjustment) => Err(PlanError::Outdated),
            _ if adjustment.adds() && standing.is_spared() => Err(PlanError::BodySaysNo(standing.today)),
            _ => self.unless_past(adjustment, standing.today, PlanEvent::PlanAdjusted { adjustment_id }),
        }
    }

    fn undo(&self, adjustment_id: Uuid, standing: &Standing<'_>) -> Decision {
        let (adjustment, status) = self.adjustments.get(&adjustment_id).ok_or(PlanError::UnknownAdjustment)?;
        let untouched = |change: &SessionChange| self.session(change.after.id).is_ok_and(|now| *now == *change.after);
        match status {
            AdjustmentStatus::Accepted if adjustment.takes_out() && standing.is_spared() => {
                Err(PlanError::BodySaysNo(standing.today))
            }
            AdjustmentStatus::Accepted if adjustment.changes.iter().all(untouched) => {
                self.unless_past(adjustment, standing.today, PlanEvent::AdjustmentUndone { adjustment_id })
            }
            AdjustmentStatus::Accepted => Err(PlanError::Outdated),
            AdjustmentStatus::Proposed | AdjustmentStatus::Undone => Ok(vec![]),
        }
    }

    /// A day that has passed never changes.
    fn unless_past(&self, adjustment: &Adjustment, today: Date, event: PlanEvent) -> Decision {
        let past = adjustment.changes.iter().find(|change| dates::is_past(change.before.date, today));
        past.map_or_else(|| Ok(vec![event]), |change| Err(PlanError::OutsidePlan(change.before.date)))
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
            PlanEvent::AdjustmentProposed { adjustment, .. } => {
                self.adjustments.insert(adjustment.adjustment_id, (*adjustment, AdjustmentStatus::Proposed));
            }
            PlanEvent::PlanAdjusted { adjustment_id } => self.replace(adjustment_id, AdjustmentStatus::Accepted),
            PlanEvent::AdjustmentUndone { adjustment_id } => self.replace(adjustment_id, AdjustmentStatus::Undone),
            PlanEvent::PlanSuperseded { by } => self.superseded_by = Some(by),
            PlanEvent::WeeksDrafted { drafted, .. } => self.plan.add(*drafted),
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
