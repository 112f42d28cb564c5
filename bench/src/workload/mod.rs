//! What is measured with: athletes who log workouts and correct them, over and over, the same in every run.

mod share;

use std::sync::Arc;

use domain::{
    ledger::{Actor, Addressed, CommandEnvelope},
    vocabulary::{Duration, Durations, Text},
    workout::{Source, WorkoutCommand, WorkoutEvent, WorkoutFacts},
};
use jiff::{Span, Timestamp, civil::Date};
use uuid::Uuid;

use crate::{Error, options::Shape};

pub(crate) use share::Share;

/// Twenty weeks, all of them past.
const FIRST_DAY: Date = jiff::civil::date(2025, 1, 6);
const DAYS: u64 = 140;
/// Each athlete has so many workouts.
const WORKOUTS: u64 = 10;
const WORDS: &str = "Easy along the river, legs good after the day of rest, a little wind on the way home. ";

const FACTS: &str = r#"{"sport":"run","start":"2025-05-03T06:30:00Z","time_zone":"Europe/Prague",
    "local_date":"2025-05-03","duration":{"elapsed_s":2700},"distance_m":8200,"zone":"z2"}"#;

/// How events look.
#[derive(Debug)]
pub(crate) struct Workload {
    aggregates: u64,
    logged: WorkoutFacts,
    corrected: WorkoutFacts,
}

/// The next thing that happens to one workout.
#[derive(Debug, Clone)]
pub(crate) struct Step {
    pub(crate) member: Uuid,
    pub(crate) workout: Uuid,
    /// How many events it had before.
    pub(crate) sequence: u64,
    pub(crate) facts: WorkoutFacts,
}

impl Workload {
    pub(crate) fn try_new(shape: &Shape) -> Result<Arc<Self>, Error> {
        if shape.aggregates == 0 || shape.runs == 0 {
            return Err(Error::Option("--aggregates and --runs must be at least 1".to_owned()));
        }
        let bare: WorkoutFacts = serde_json::from_str(FACTS)?;
        let step = |facts| Step { member: Uuid::nil(), workout: Uuid::nil(), sequence: 0, facts };
        let logged = padded(&bare, shape.size, |facts| step(facts).event())?;
        let corrected = padded(&bare, shape.size, |facts| Step { sequence: 1, ..step(facts) }.event())?;
        Ok(Arc::new(Self { aggregates: shape.aggregates as u64, logged, corrected }))
    }

    pub(crate) fn aggregates(&self) -> u64 {
        self.aggregates
    }

    pub(crate) fn step(&self, aggregate: u64, sequence: u64) -> Step {
        let mut facts = if sequence == 0 { self.logged.clone() } else { self.corrected.clone() };
        let day = spread(aggregate.wrapping_mul(31).wrapping_add(sequence)) % DAYS;
        facts.local_date = FIRST_DAY.saturating_add(Span::new().days(day.cast_signed()));
        if let Ok(start) = facts.local_date.at(6, 30, 0, 0).in_tz("UTC") {
            facts.start = start.timestamp();
        }
        // Four digits, whatever the sequence; never those of the correction before.
        let seconds = 1_000 + u32::try_from(sequence % 9_000).unwrap_or_default();
        if let Ok(elapsed) = Duration::try_new(seconds) {
            facts.duration = Durations::of_elapsed(elapsed);
        }
        Step { member: id(1, aggregate / WORKOUTS), workout: id(2, aggregate), sequence, facts }
    }
}

impl Step {
    pub(crate) fn command(self) -> WorkoutCommand {
        let (workout_id, workout) = (self.workout, Box::new(self.facts));
        match self.sequence {
            0 => WorkoutCommand::Log { workout_id, source: Source::Typed, workout },
            _ => WorkoutCommand::Correct { workout_id, workout },
        }
    }

    pub(crate) fn event(self) -> WorkoutEvent {
        let (member_id, workout) = (self.member, Box::new(self.facts));
        match self.sequence {
            0 => WorkoutEvent::WorkoutLogged { member_id, source: Source::Typed, workout },
            _ => WorkoutEvent::WorkoutCorrected { workout },
        }
    }

    /// The command in its envelope, as a gateway would write it.
    pub(crate) fn envelope(self, command_id: Uuid, sent_at: Timestamp) -> CommandEnvelope<domain::Command> {
        let member = self.member;
        let command = domain::Command::Workout(self.command());
        CommandEnvelope::new(command_id.to_string(), Actor::Member(member), "bench", member, sent_at, command)
    }

    pub(crate) fn addressed(self, sent_at: Timestamp) -> Addressed<WorkoutCommand> {
        let actor = Actor::Member(self.member);
        Addressed { actor, subject: self.member, sent_at, command: self.command() }
    }
}

/// Fills the notes up until the payload has its size.
fn padded(
    facts: &WorkoutFacts,
    size: usize,
    event: impl Fn(WorkoutFacts) -> WorkoutEvent,
) -> Result<WorkoutFacts, Error> {
    let noting = |length: usize| -> Result<WorkoutFacts, Error> {
        // Blanks at the end would be cut off.
        let mut notes: String = WORDS.chars().cycle().take(length - 1).collect();
        notes.push('.');
        let notes = Text::try_new(&notes).map_err(|error| Error::Option(format!("--size {size}: {error}")))?;
        Ok(WorkoutFacts { notes: Some(notes), ..facts.clone() })
    };
    let smallest = serde_json::to_string(&event(noting(1)?))?.len();
    match size.checked_sub(smallest) {
        None => Err(Error::Option(format!("--size must be at least {smallest}: a workout takes that much"))),
        Some(missing) => noting(missing + 1),
    }
}

/// Ids look like chance, so that they spread over the buckets, and are the same in every run.
pub(crate) fn id(kind: u64, number: u64) -> Uuid {
    let number = number.wrapping_mul(4).wrapping_add(kind);
    uuid::Builder::from_random_bytes((u128::from(spread(number)) << 64 | u128::from(spread(!number))).to_be_bytes())
        .into_uuid()
}

/// Splitmix64: neighbours get far apart, and no two numbers get the same.
pub(crate) fn spread(number: u64) -> u64 {
    let mut mixed = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(size: usize, aggregates: usize) -> Shape {
        Shape { size, aggregates, runs: 1 }
    }

    #[test]
    fn every_payload_has_the_size_that_was_asked_for() {
        for size in [400, 1000] {
            let workload = Workload::try_new(&shape(size, 20)).unwrap();
            for (aggregate, sequence) in [(0, 0), (7, 0), (7, 1), (19, 12_345)] {
                let event = workload.step(aggregate, sequence).event();
                assert_eq!(serde_json::to_string(&event).unwrap().len(), size, "{event:?}");
            }
        }
    }

    #[test]
    fn a_size_that_no_workout_has_is_refused_with_those_that_can_be() {
        let error = Workload::try_new(&shape(100, 20)).unwrap_err().to_string();
        assert!(error.contains("--size must be at least 2"), "{error}");
        let error = Workload::try_new(&shape(100_000, 20)).unwrap_err().to_string();
        assert!(error.contains("2000"), "{error}");
    }

    #[test]
    fn the_aggregates_decide_on_every_step_and_each_is_an_event() {
        let workload = Workload::try_new(&shape(400, 20)).unwrap();
        let mut workout = domain::workout::Workout::default();
        for sequence in 0..3 {
            let step = workload.step(5, sequence);
            let events = workout.decide(step.clone().addressed("2026-01-01T00:00:00Z".parse().unwrap())).unwrap();
            assert_eq!(events, [step.event()]);
            events.into_iter().for_each(|event| cqrs_es::Aggregate::apply(&mut workout, event));
        }
    }
}
