//! What a batch of events changes.

use std::collections::BTreeMap;

use domain::{
    history::{AthleteHistory, DoneWorkout, plus_days},
    ledger::RecordedEvent,
    member::MemberEvent,
    plan::{Adjustment, AdjustmentStatus, PlanDraft, PlanEvent, PlanWeek, put_weeks},
    workout::WorkoutEvent,
};
use jiff::{Timestamp, civil::Date};
use uuid::Uuid;

use super::sessions::{SessionChange, Settled};
use crate::{Indigestible, forgotten::Forgotten};

#[derive(Debug, Default)]
pub struct Changes {
    pub(super) made: BTreeMap<Uuid, NewPlan>,
    /// By which plan, and when.
    pub(super) superseded: BTreeMap<Uuid, (Uuid, Moment)>,
    /// Weeks that have sessions now, of plans that have a row already.
    pub(super) drafted: BTreeMap<Uuid, Vec<PlanWeek>>,
    pub(super) proposed: BTreeMap<Uuid, NewAdjustment>,
    /// Where a proposal stands now.
    pub(super) statuses: BTreeMap<Uuid, AdjustmentStatus>,
    /// Where the event in hand stands, and when it was recorded.
    now: Moment,
    /// What happened to sessions and workouts, in order.
    pub(super) steps: Vec<(Moment, Step)>,
    /// `None` is gone.
    pub(super) workouts: BTreeMap<Uuid, Option<(Uuid, DoneWorkout)>>,
    pub(super) forgotten: Forgotten,
}

#[derive(Debug)]
pub(super) struct NewPlan {
    pub(super) member_id: Uuid,
    pub(super) kind: &'static str,
    pub(super) from: Date,
    pub(super) to: Date,
    pub(super) position: i64,
    pub(super) made_at: Timestamp,
    pub(super) engine_version: String,
    pub(super) inputs_digest: String,
    pub(super) score: f64,
    pub(super) race_id: Option<Uuid>,
    pub(super) weeks: Vec<PlanWeek>,
}

#[derive(Debug)]
pub(super) struct NewAdjustment {
    pub(super) plan_id: Uuid,
    pub(super) position: i64,
    pub(super) adjustment: Adjustment,
}

/// An event's place.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Moment {
    pub(super) position: i64,
    pub(super) at: Timestamp,
}

#[derive(Debug)]
pub(super) enum Step {
    Session(Uuid, Box<SessionChange>),
    /// The sessions of a proposal are as it says, or as they were before it.
    Adjusted(Uuid, AdjustmentStatus),
    /// Whose workout is on which day now; `None` is gone.
    Workout(Uuid, Option<(Uuid, Date)>),
}

impl Changes {
    pub(super) fn plan(&mut self, record: &RecordedEvent, fact: &PlanEvent) -> Result<(), Indigestible> {
        self.forgotten.touches(record.subject);
        let (plan_id, position) = (id_of(record)?, record.position.cast_signed());
        self.now = Moment::of(record);
        match fact {
            PlanEvent::PlanGenerated { member_id, drafted, .. } => {
                self.made.insert(plan_id, NewPlan::of(*member_id, record, &drafted.plan, drafted.score.score));
                for session in &drafted.plan.sessions {
                    self.session(session.id, SessionChange::made(plan_id, *member_id, session)?);
                }
            }
            PlanEvent::WeeksDrafted { drafted, .. } => {
                match self.made.get_mut(&plan_id) {
                    Some(plan) => put_weeks(&mut plan.weeks, &drafted.weeks),
                    None => self.drafted.entry(plan_id).or_default().extend(drafted.weeks.iter().cloned()),
                }
                for session in &drafted.sessions {
                    self.session(session.id, SessionChange::made(plan_id, record.subject, session)?);
                }
            }
            PlanEvent::SessionCompleted { session_id, workout_id } => {
                self.session(*session_id, SessionChange::settled(Settled::done(*workout_id, position)));
            }
            PlanEvent::SessionSkipped { session_id, reason } => {
                let reason = reason.as_ref().map(|reason| reason.as_str().to_owned());
                self.session(*session_id, SessionChange::settled(Settled::skipped(reason, position)));
            }
            PlanEvent::SessionReopened { session_id } => {
                self.session(*session_id, SessionChange::settled(Settled::open(position)));
            }
            PlanEvent::SessionMoved { session_id, from, to } => {
                self.session(*session_id, SessionChange::moved(*from, *to));
            }
            PlanEvent::AdjustmentProposed { adjustment, .. } => {
                let id = adjustment.adjustment_id;
                self.statuses.insert(id, AdjustmentStatus::Proposed);
                self.proposed.insert(id, NewAdjustment { plan_id, position, adjustment: (**adjustment).clone() });
            }
            PlanEvent::PlanAdjusted { adjustment_id } => self.adjusted(*adjustment_id, AdjustmentStatus::Accepted),
            PlanEvent::AdjustmentUndone { adjustment_id } => self.adjusted(*adjustment_id, AdjustmentStatus::Undone),
            PlanEvent::PlanSuperseded { by } => drop(self.superseded.insert(plan_id, (*by, self.now))),
        }
        Ok(())
    }

    pub(super) fn workout(&mut self, record: &RecordedEvent, fact: &WorkoutEvent) -> Result<(), Indigestible> {
        self.forgotten.touches(record.subject);
        let workout_id = id_of(record)?;
        let now = match fact {
            WorkoutEvent::WorkoutLogged { workout, .. } | WorkoutEvent::WorkoutCorrected { workout } => {
                // Day, sport and minutes don't depend on what else is known of the athlete.
                Some((record.subject, AthleteHistory::default().reduce(workout_id, workout)))
            }
            WorkoutEvent::WorkoutVoided { .. } => None,
        };
        let stands = now.as_ref().map(|(member_id, workout)| (*member_id, workout.date));
        self.steps.push((Moment::of(record), Step::Workout(workout_id, stands)));
        self.workouts.insert(workout_id, now);
        Ok(())
    }

    pub(super) fn member(&mut self, record: &RecordedEvent, fact: &MemberEvent) {
        if let MemberEvent::MemberForgotten {} = fact {
            self.forgotten.touches(record.subject);
            self.forgotten.asks(record.subject);
        }
    }

    fn session(&mut self, id: Uuid, change: SessionChange) {
        self.steps.push((self.now, Step::Session(id, Box::new(change.at(self.now.at)))));
    }

    fn adjusted(&mut self, id: Uuid, status: AdjustmentStatus) {
        self.statuses.insert(id, status);
        self.steps.push((self.now, Step::Adjusted(id, status)));
    }
}

impl Moment {
    fn of(record: &RecordedEvent) -> Self {
        Self { position: record.position.cast_signed(), at: record.recorded_at }
    }
}

impl NewPlan {
    fn of(member_id: Uuid, record: &RecordedEvent, plan: &PlanDraft, score: f64) -> Self {
        Self {
            member_id,
            kind: plan.kind.as_str(),
            from: plan.from,
            to: plus_days(plan.end(), -1),
            position: record.position.cast_signed(),
            made_at: record.recorded_at,
            engine_version: plan.engine_version.clone(),
            inputs_digest: plan.inputs_digest.clone(),
            score,
            race_id: plan.race_id,
            weeks: plan.weeks.clone(),
        }
    }
}

fn id_of(record: &RecordedEvent) -> Result<Uuid, Indigestible> {
    let (kind, id) = (&record.aggregate_type, &record.aggregate_id);
    Uuid::try_parse(id).map_err(|_| Indigestible(format!("\"{id}\" is not the id of a {kind}")))
}

pub(super) fn json(value: &impl serde::Serialize) -> Result<String, Indigestible> {
    serde_json::to_string(value).map_err(|error| Indigestible(error.to_string()))
}
