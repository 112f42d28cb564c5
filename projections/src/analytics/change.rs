//! What a batch of events changes in the facts.

use std::collections::HashMap;

use domain::{LedgerEvent, ledger::RecordedEvent, member::MemberEvent, workout::WorkoutEvent};
use uuid::Uuid;

use super::{facts::Facts, figures::Figures};
use crate::{Event, Indigestible, forgotten::Forgotten};

/// Workouts that changed, however often, each once; what became known of athletes; the platform's figures.
#[derive(Debug, Default)]
pub struct Changes {
    pub(super) workouts: HashMap<Uuid, WorkoutChange>,
    /// Of each member, what bears on loads, in order.
    pub(super) athletes: HashMap<Uuid, Vec<LedgerEvent>>,
    pub(super) figures: Figures,
    pub(super) forgotten: Forgotten,
}

#[derive(Debug)]
pub(super) struct WorkoutChange {
    pub(super) member_id: Uuid,
    /// It was logged in this batch; otherwise it has a row already.
    pub(super) logged: bool,
    /// `None` stays as it was.
    pub(super) facts: Option<Facts>,
    /// How many of the batch's changes of the athlete had come before those facts.
    pub(super) known: usize,
    pub(super) counted: Option<bool>,
}

impl Changes {
    pub(super) fn take(&mut self, event: &Event<'_>) -> Result<(), Indigestible> {
        let id = match &event.fact {
            LedgerEvent::Workout(_) => Some(workout_id(event.record)?),
            _ => None,
        };
        self.figures.take(event)?;
        self.forgotten.touches(event.record.subject);
        match (&event.fact, id) {
            (LedgerEvent::Workout(fact), Some(id)) => self.workout(id, event.record.subject, fact),
            (LedgerEvent::Member(MemberEvent::ProfileChanged { .. } | MemberEvent::ThresholdsChanged { .. }), _) => {
                self.athletes.entry(event.record.subject).or_default().push(event.fact.clone());
            }
            (LedgerEvent::Member(MemberEvent::MemberForgotten {}), _) => self.forgotten.asks(event.record.subject),
            _ => {}
        }
        Ok(())
    }

    fn workout(&mut self, workout_id: Uuid, member_id: Uuid, fact: &WorkoutEvent) {
        let known = self.athletes.get(&member_id).map_or(0, Vec::len);
        let change = self.workouts.entry(workout_id).or_insert(WorkoutChange {
            member_id,
            logged: false,
            facts: None,
            known,
            counted: None,
        });
        match fact {
            WorkoutEvent::WorkoutLogged { workout, .. } => {
                let (facts, counted) = (Some(Facts::of(workout)), Some(true));
                *change = WorkoutChange { member_id, logged: true, facts, known, counted };
            }
            WorkoutEvent::WorkoutCorrected { workout } => {
                change.facts = Some(Facts::of(workout));
                change.known = known;
            }
            WorkoutEvent::WorkoutVoided { .. } => change.counted = Some(false),
        }
    }
}

fn workout_id(record: &RecordedEvent) -> Result<Uuid, Indigestible> {
    Uuid::try_parse(&record.aggregate_id)
        .map_err(|_| Indigestible(format!("\"{}\" is not the id of a workout", record.aggregate_id)))
}
