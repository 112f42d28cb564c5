//! From events to a history.
//!
//! The same fold serves whoever makes a plan and whoever shows the past, so both see the same athlete. Events come in
//! the order of the ledger and about one athlete; what says nothing about training is passed over.

use jiff::civil::Date;
use uuid::Uuid;

use super::{AthleteHistory, DoneWorkout, Effort, OpenInjury, Reading};
use crate::{
    LedgerEvent,
    catalogue::CataloguedEvent,
    fatigue_day::FatigueDayEvent,
    load::{self, LoadMethod, load_of, load_of_legs},
    member::{InjuryReport, MemberEvent, changed_profile},
    vocabulary::{FatigueReading, Sport, Zone},
    workout::{Leg, WorkoutEvent, WorkoutFacts},
};

/// The aggregates whose events make a history; those of others change nothing.
pub const SOURCES: [&str; 3] = [MemberEvent::AGGREGATE, WorkoutEvent::AGGREGATE, FatigueDayEvent::AGGREGATE];

/// An effort of seven is where a day begins to count as hard.
const HARD_RPE: u8 = 7;
/// So much of one leg at or above threshold as well.
const TEN_MINUTES_S: u32 = 600;

impl AthleteHistory {
    /// The history after these events; each comes with the id of its stream.
    pub fn fold<'e>(events: impl IntoIterator<Item = (&'e str, &'e LedgerEvent)>) -> Self {
        let mut history = Self::default();
        events.into_iter().for_each(|(stream, event)| history.apply(stream, event));
        history
    }

    /// Takes one more event of the athlete into account. `stream` is the id of the aggregate that it belongs to.
    pub fn apply(&mut self, stream: &str, event: &LedgerEvent) {
        match event {
            LedgerEvent::Member(event) => self.apply_member(event),
            LedgerEvent::Workout(event) => self.apply_workout(stream, event),
            LedgerEvent::FatigueDay(
                FatigueDayEvent::FatigueRecorded { date, reading }
                | FatigueDayEvent::FatigueCorrected { date, reading },
            ) => self.apply_reading(*date, *reading),
            _ => {}
        }
    }

    fn apply_member(&mut self, event: &MemberEvent) {
        match event {
            MemberEvent::ProfileChanged { set, clear } => {
                self.profile = changed_profile(&self.profile, (**set).clone(), clear);
            }
            MemberEvent::RaceAdded { race } => self.put_race(race.clone()),
            MemberEvent::RaceMoved { race_id, to, .. } => self.move_race(*race_id, *to),
            MemberEvent::RaceCancelled { race_id } => self.races.retain(|race| race.race_id != *race_id),
            MemberEvent::InjuryReported { injury } => self.report_injury(injury),
            MemberEvent::InjuryResolved { injury_id, .. } => {
                self.injuries.retain(|injury| injury.injury_id != *injury_id);
            }
            MemberEvent::SignRaised { sign } => {
                self.signs.insert(*sign);
            }
            MemberEvent::SignCleared { sign } => {
                self.signs.remove(sign);
            }
            MemberEvent::ThresholdsChanged { effective, thresholds } => self.set_thresholds(*effective, *thresholds),
            MemberEvent::MemberForgotten {} => *self = Self::default(),
            _ => {}
        }
    }

    fn move_race(&mut self, race_id: Uuid, to: Date) {
        if let Some(at) = self.races.iter().position(|race| race.race_id == race_id) {
            let mut race = self.races.remove(at);
            race.date = to;
            self.put_race(race);
        }
    }

    fn report_injury(&mut self, report: &InjuryReport) {
        self.injuries.retain(|injury| injury.injury_id != report.injury_id);
        self.injuries.push(OpenInjury {
            injury_id: report.injury_id,
            body_part: report.body_part,
            severity: report.severity.get(),
            signs: report.signs.clone(),
        });
        self.injuries.sort_by_key(|injury| injury.injury_id);
    }

    fn apply_reading(&mut self, date: Date, reading: FatigueReading) {
        self.readings.insert(date, Reading { readiness: reading.readiness, ill: reading.ill == Some(true) });
    }

    /// A workout stream's id is the workout's.
    fn apply_workout(&mut self, stream: &str, event: &WorkoutEvent) {
        let Ok(workout_id) = Uuid::parse_str(stream) else { return };
        match event {
            WorkoutEvent::WorkoutLogged { workout, .. } | WorkoutEvent::WorkoutCorrected { workout } => {
                self.put_workout(self.reduce(workout_id, workout));
            }
            WorkoutEvent::WorkoutVoided { .. } => {
                self.remove_workout(workout_id);
            }
        }
    }

    /// What planning needs of a workout, with the thresholds of its day as they are known now.
    pub fn reduce(&self, workout_id: Uuid, facts: &WorkoutFacts) -> DoneWorkout {
        DoneWorkout {
            workout_id,
            date: facts.local_date,
            sport: facts.sport,
            minutes: whole_minutes(facts.duration.active_s()),
            metres: facts.distance_m.map(crate::vocabulary::Distance::get),
            effort: self.effort(facts),
            load: self.load(facts).0,
            result_s: result_s(facts, self.effort(facts)),
        }
    }

    /// How hard a workout was, by what was told of it and by what its watch says against the thresholds of its day.
    pub fn effort(&self, facts: &WorkoutFacts) -> Effort {
        let thresholds = self.thresholds_on(facts.local_date);
        let held = |effort: &load::Effort| load::held_threshold(effort, &thresholds);
        match effort_of(facts) {
            Effort::Easy if held(&whole_effort(facts)) || facts.legs.iter().map(leg_effort).any(|leg| held(&leg)) => {
                Effort::Hard
            }
            told => told,
        }
    }

    /// Points by the best measurement, and which one that was; an hour of something unknown counts as an easy one.
    pub fn load(&self, facts: &WorkoutFacts) -> (f64, Option<LoadMethod>) {
        const UNKNOWN_PER_HOUR: f64 = 45.0;
        let thresholds = self.thresholds_on(facts.local_date);
        let legs: Vec<load::Effort> = facts.legs.iter().map(leg_effort).collect();
        let of_legs = if legs.is_empty() { None } else { load_of_legs(&legs, &thresholds, self.profile.sex) };
        let known = of_legs.or_else(|| load_of(&whole_effort(facts), &thresholds, self.profile.sex));
        let hours = f64::from(facts.duration.active_s()) / 3600.0;
        known.map_or((hours * UNKNOWN_PER_HOUR, None), |load| (load.value, Some(load.method)))
    }
}

/// A race takes as long as the clock runs; of another hard run the time on the move counts.
fn result_s(facts: &WorkoutFacts, effort: Effort) -> Option<u32> {
    let active = facts.duration.active_s();
    match effort {
        _ if facts.sport != Sport::Run => None,
        Effort::Race => Some(facts.duration.elapsed().map_or(active, crate::vocabulary::Duration::get)),
        Effort::Hard => Some(active),
        Effort::Easy => None,
    }
}

/// How hard a workout was by what was told of it, as far as the rules tell efforts apart.
pub fn effort_of(facts: &WorkoutFacts) -> Effort {
    let zone = facts.zone.is_some_and(Zone::is_hard);
    let leg =
        facts.legs.iter().any(|leg| leg.zone.is_some_and(Zone::is_hard) && leg.duration.active_s() >= TEN_MINUTES_S);
    let felt = facts.rpe.is_some_and(|rpe| rpe.get() >= HARD_RPE);
    let tagged = facts.tags.iter().any(|tag| matches!(tag.as_str(), "vo2" | "threshold"));
    match (facts.race.is_some(), zone || leg || felt || tagged) {
        (true, _) => Effort::Race,
        (false, true) => Effort::Hard,
        (false, false) => Effort::Easy,
    }
}

fn whole_effort(facts: &WorkoutFacts) -> load::Effort {
    load::Effort {
        distance_m: facts.distance_m.map(|metres| f64::from(metres.get())),
        normalized_power: facts.normalized_power.map(|watts| f64::from(watts.get())),
        average_power: facts.avg_power.map(|watts| f64::from(watts.get())),
        average_heart_rate: facts.avg_heart_rate.map(|beats| f64::from(beats.get())),
        rpe: facts.rpe,
        zone: facts.zone,
        ..load::Effort::new(facts.sport, durations(facts.duration))
    }
}

fn leg_effort(leg: &Leg) -> load::Effort {
    load::Effort {
        distance_m: leg.distance_m.map(|metres| f64::from(metres.get())),
        average_power: leg.avg_power.map(|watts| f64::from(watts.get())),
        average_heart_rate: leg.avg_heart_rate.map(|beats| f64::from(beats.get())),
        zone: leg.zone,
        ..load::Effort::new(leg.sport, durations(leg.duration))
    }
}

fn durations(given: crate::vocabulary::Durations) -> load::Durations {
    let seconds = |clock: Option<crate::vocabulary::Duration>| clock.map(|seconds| f64::from(seconds.get()));
    load::Durations {
        elapsed_s: seconds(given.elapsed()),
        timer_s: seconds(given.timer()),
        moving_s: seconds(given.moving()),
    }
}

/// The nearest minute, a started one at least.
fn whole_minutes(seconds: u32) -> u16 {
    u16::try_from((seconds + 30) / 60).unwrap_or(u16::MAX).max(1)
}

#[cfg(test)]
#[path = "fold_tests.rs"]
mod tests;
