//! Everything known about one athlete.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{DoneWorkout, OpenInjury, Reading};
use crate::{
    care::{CareLevel, Sign},
    vocabulary::{Level, Profile, Race, Sport, Thresholds},
    zones::ThresholdTimeline,
};

/// Thresholds that hold from a day on.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DatedThresholds {
    pub from: Date,
    pub thresholds: Thresholds,
}

/// Everything that plans are made from. Two equal histories serialise to the same bytes.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct AthleteHistory {
    pub profile: Profile,
    /// In order of their day, then of their coming.
    pub thresholds: Vec<DatedThresholds>,
    /// In order of day, then id.
    pub workouts: Vec<DoneWorkout>,
    pub readings: BTreeMap<Date, Reading>,
    pub races: Vec<Race>,
    /// Open ones only.
    pub injuries: Vec<OpenInjury>,
    /// Signs of danger that nobody has cleared yet.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub signs: BTreeSet<Sign>,
}

impl AthleteHistory {
    /// Puts a workout in its place; one of the same id is replaced.
    pub fn put_workout(&mut self, workout: DoneWorkout) {
        self.remove_workout(workout.workout_id);
        let at = self.workouts.partition_point(|known| known.order() < workout.order());
        self.workouts.insert(at, workout);
    }

    /// Looks from the end: what is corrected or voided is nearly always recent.
    pub fn remove_workout(&mut self, id: Uuid) -> Option<DoneWorkout> {
        let at = self.workouts.iter().rposition(|known| known.workout_id == id)?;
        Some(self.workouts.remove(at))
    }

    /// The same, whatever order its parts were written in: rules and timelines rely on the order.
    #[must_use]
    pub fn in_order(self) -> Self {
        let mut sorted = Self { thresholds: vec![], workouts: vec![], races: vec![], ..self };
        self.thresholds.into_iter().for_each(|entry| sorted.set_thresholds(entry.from, entry.thresholds));
        self.workouts.into_iter().for_each(|workout| sorted.put_workout(workout));
        self.races.into_iter().for_each(|race| sorted.put_race(race));
        sorted.injuries.sort_by_key(|injury| injury.injury_id);
        sorted
    }

    /// Adds thresholds that hold from a day on.
    pub fn set_thresholds(&mut self, from: Date, thresholds: Thresholds) {
        let at = self.thresholds.partition_point(|known| known.from <= from);
        self.thresholds.insert(at, DatedThresholds { from, thresholds });
    }

    /// Puts a race in its place by date, then id; one of the same id is replaced.
    pub fn put_race(&mut self, race: Race) {
        self.races.retain(|known| known.race_id != race.race_id);
        let at = self.races.partition_point(|known| (known.date, known.race_id) < (race.date, race.race_id));
        self.races.insert(at, race);
    }

    pub fn threshold_timeline(&self) -> ThresholdTimeline {
        ThresholdTimeline::new(self.thresholds.iter().map(|entry| (entry.from, entry.thresholds)))
    }

    /// The thresholds that held on a day.
    pub fn thresholds_on(&self, date: Date) -> Thresholds {
        let held = self.thresholds.iter().take_while(|entry| entry.from <= date);
        held.fold(Thresholds::default(), |known, entry| entry.thresholds.over(known))
    }

    /// The reading of that very day; an older one says nothing about today.
    pub fn reading(&self, date: Date) -> Option<Reading> {
        self.readings.get(&date).copied()
    }

    /// Races from one day up to (not with) another.
    pub fn races_between(&self, from: Date, until: Date) -> impl Iterator<Item = &Race> {
        self.races.iter().filter(move |race| race.date >= from && race.date < until)
    }

    /// The open sign that holds every plan until a person has cleared it.
    pub fn emergency(&self) -> Option<Sign> {
        self.signs.iter().copied().find(|sign| sign.level() == CareLevel::Emergency)
    }

    /// Whether pain or a sign of danger leaves nothing hard, whatever the day.
    pub fn forbids_hard(&self) -> bool {
        !self.signs.is_empty() || self.injuries.iter().any(OpenInjury::forbids_hard)
    }

    /// Whether it leaves no speed on foot, and nothing that is added.
    pub fn forbids_speed(&self) -> bool {
        !self.signs.is_empty() || self.injuries.iter().any(OpenInjury::forbids_speed)
    }

    /// The level as told; someone who never told it is planned for as intermediate.
    pub fn level(&self) -> Level {
        self.profile.level.unwrap_or(Level::Intermediate)
    }

    /// Swim, bike and run as far as the athlete trains them; someone who named none is a triathlete.
    pub fn sports(&self) -> Vec<Sport> {
        let named = self.profile.sports.as_deref().unwrap_or(&Sport::TRIATHLON);
        let kept: Vec<Sport> = Sport::TRIATHLON.into_iter().filter(|sport| named.contains(sport)).collect();
        if kept.is_empty() { Sport::TRIATHLON.to_vec() } else { kept }
    }

    /// Age in the year of that date, where the birth year is known.
    pub fn age(&self, on: Date) -> Option<i16> {
        self.profile.birth_year.map(|year| on.year() - year)
    }
}
