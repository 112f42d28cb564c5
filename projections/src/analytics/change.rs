//! What a batch of events changes in the facts.

use std::collections::HashMap;

use domain::{ledger::RecordedEvent, workout::WorkoutEvent};
use uuid::Uuid;

use super::facts::Facts;
use crate::Indigestible;

/// Workouts that changed; however often, each once.
#[derive(Debug, Default)]
pub struct Changes {
    pub(super) workouts: HashMap<Uuid, WorkoutChange>,
}

#[derive(Debug)]
pub(super) struct WorkoutChange {
    pub(super) member_id: Uuid,
    /// It was logged in this batch; otherwise it has a row already.
    pub(super) logged: bool,
    /// `None` stays as it was.
    pub(super) facts: Option<Facts>,
    pub(super) counted: Option<bool>,
}

impl Changes {
    pub(super) fn workout(&mut self, record: &RecordedEvent, fact: &WorkoutEvent) -> Result<(), Indigestible> {
        let workout_id = Uuid::try_parse(&record.aggregate_id)
            .map_err(|_| Indigestible(format!("\"{}\" is not the id of a workout", record.aggregate_id)))?;
        let member_id = record.subject;
        let change = self.workouts.entry(workout_id).or_insert(WorkoutChange {
            member_id,
            logged: false,
            facts: None,
            counted: None,
        });
        match fact {
            WorkoutEvent::WorkoutLogged { workout, .. } => {
                let (facts, counted) = (Some(Facts::of(workout)), Some(true));
                *change = WorkoutChange { member_id, logged: true, facts, counted };
            }
            WorkoutEvent::WorkoutCorrected { workout } => change.facts = Some(Facts::of(workout)),
            WorkoutEvent::WorkoutVoided { .. } => change.counted = Some(false),
        }
        Ok(())
    }
}
