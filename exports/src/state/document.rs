//! A state as JSON, for programs and for comparing.

use std::collections::HashMap;

use domain::{
    history::DoneWorkout,
    workout::{Source, Standing, Workout, WorkoutFacts},
};
use serde_json::{Map, Value, json, to_value};
use uuid::Uuid;

use super::State;
use crate::ExportError;

impl State {
    /// The whole state. `history` is what plans are made from; it follows from the rest.
    pub fn document(&self) -> Result<Value, ExportError> {
        let Value::Object(mut document) = self.facts()? else { return Ok(Value::Null) };
        document.insert("subject".to_owned(), json!(self.subject));
        document.insert("as_of_position".to_owned(), json!(self.position));
        document.insert("events".to_owned(), json!(self.events));
        document.insert("history".to_owned(), to_value(&self.history)?);
        Ok(Value::Object(document))
    }

    /// What can differ between two moments, each fact once.
    pub(crate) fn facts(&self) -> Result<Value, ExportError> {
        let mut workouts = Map::new();
        for (id, counted) in self.counted() {
            workouts.insert(id.to_string(), counted.to_json()?);
        }
        let readings: Map<String, Value> = (self.days.iter())
            .filter_map(|(date, day)| day.reading().map(|reading| Ok((date.to_string(), to_value(reading)?))))
            .collect::<Result<_, ExportError>>()?;
        Ok(json!({
            "identities": self.identities,
            "member": self.member,
            "workouts": workouts,
            "readings": readings,
            "plans": self.plans,
        }))
    }

    /// The workouts that count, as last corrected, in order of id.
    pub(crate) fn counted(&self) -> impl Iterator<Item = (Uuid, Counted<'_>)> {
        let done: HashMap<Uuid, &DoneWorkout> =
            self.history.workouts.iter().map(|done| (done.workout_id, done)).collect();
        self.workouts.iter().filter_map(move |(&id, workout)| Counted::of(workout, *done.get(&id)?).map(|it| (id, it)))
    }
}

/// A workout that counts: what was told of it, and what it amounts to.
pub(crate) struct Counted<'s> {
    pub(crate) facts: &'s WorkoutFacts,
    pub(crate) source: &'s Source,
    pub(crate) done: &'s DoneWorkout,
}

impl<'s> Counted<'s> {
    fn of(workout: &'s Workout, done: &'s DoneWorkout) -> Option<Self> {
        match (workout.standing()?, workout.facts()?, workout.source()?) {
            (Standing::Counted, facts, source) => Some(Self { facts, source, done }),
            (Standing::Voided, ..) => None,
        }
    }

    fn to_json(&self) -> Result<Value, ExportError> {
        let mut value = to_value(self.facts)?;
        if let Value::Object(fields) = &mut value {
            fields.insert("source".to_owned(), to_value(self.source)?);
            fields.insert("effort".to_owned(), to_value(self.done.effort)?);
            fields.insert("load".to_owned(), json!(self.done.load));
        }
        Ok(value)
    }
}
